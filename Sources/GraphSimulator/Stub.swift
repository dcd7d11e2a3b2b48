import Hummingbird
import SyntheticFleet

enum GraphSimulatorStub { static let x = 1 }
