/// How connections are made, and what is too slow or too large.
package struct TransportSettings: Hashable, Sendable {
  package var connectTimeout = Duration.seconds(10)
  /// From sending to the last byte of the answer.
  package var requestTimeout = Duration.seconds(120)
  /// Between two pieces of an answer.
  package var readTimeout = Duration.seconds(60)
  /// In bytes, after decompression.
  package var largestAnswer = 64 << 20
  package var proxy: ProxySettings?
  /// PEM file of certificate authorities that are trusted besides the system's.
  package var certificateAuthorityFile: String?
  /// For the `User-Agent` header.
  package var programVersion = "0"

  package init() {}
}
