import Foundation

/// The operating system's words for an error number.
enum SystemMessage {
  static func text(of code: Int32) -> String { String(cString: strerror(code)) }
}
