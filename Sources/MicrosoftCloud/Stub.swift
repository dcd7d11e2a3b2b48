import AsyncHTTPClient
import Crypto
import CryptoExtras
import Logging
import NIOCore
import NIOSSL
import X509

enum MicrosoftCloudStub { static let x = 1 }
