import Testing

@testable import GraphSimulator
