package import AuditHistory
import AuditModel

extension HistoryStore {
  /// Opens for writing.
  ///
  /// - Throws: `Trouble` with the exit code that the failure has.
  static func opened(at path: String, forWritingAt moment: Timestamp) throws -> HistoryStore {
    try translatingErrors(at: path) { try HistoryStore(path: path, openedAt: moment) }
  }

  /// Opens for reading, hands it out, and turns what goes wrong into `Trouble`.
  package static func reading<Value>(_ path: String, _ body: (HistoryStore) throws -> Value) throws -> Value {
    try translatingErrors(at: path) { try body(try HistoryStore(readingFrom: path)) }
  }

  /// Turns the history's errors into `Trouble`.
  static func translatingErrors<Value>(at path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as HistoryError {
      throw Trouble(error, at: path)
    }
  }

  /// Turns the history's errors into `Trouble`.
  static func translatingErrors<Value: Sendable>(
    at path: String, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let error as HistoryError {
      throw Trouble(error, at: path)
    }
  }
}

extension Trouble {
  fileprivate init(_ error: HistoryError, at path: String) {
    let exit: ExitStatus =
      switch error.category {
      case .unreadable: .unreadable
      case .unwritable: .cannotWrite
      case .held: .locked
      case .usage, .refused: .usage
      }
    self.init(exit, error.description, place: path)
  }
}
