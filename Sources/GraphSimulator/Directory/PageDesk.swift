import Synchronization

/// One listing on its way from page to page.
struct PagedListing: Sendable {
  let tenant: String
  let kind: String
  /// Positions in the kind, in the order of the answer; nil for all.
  let positions: [Int]?
  let form: Form
  let isAdvanced: Bool
  /// Told on the first page, when it was asked for.
  let count: Int?
  let pageSize: Int
  var offset = 0
  var page = 1
  /// Wall-clock seconds when the link here was given.
  var issued = 0.0

  /// What becomes of each object.
  enum Form: Sendable { case asItIs, auditRecord, graphRule }
}

/// Remembers listings between their pages; links name them by tokens that say nothing to anybody else.
final class PageDesk: Sendable {
  private struct State {
    var listings = RecentValues<UInt64, PagedListing>(limit: 20_000)
    var number: UInt64 = 0
  }
  private let state = Mutex(State())

  /// A token for the rest of a listing.
  func token(for listing: PagedListing) -> String {
    let number = state.withLock { state in
      state.number += 1
      state.listings[state.number] = listing
      return state.number
    }
    let mixed = SeededNumbers.mixed(number)
    return "RFNwdAoA"
      + Base64URL.text(
        withUnsafeBytes(of: mixed.bigEndian, Array.init) + withUnsafeBytes(of: number.bigEndian, Array.init))
  }

  /// The listing of a token; nil when it is none of ours, or too old to be remembered.
  func listing(for token: String) -> PagedListing? {
    guard token.hasPrefix("RFNwdAoA"), let bytes = Base64URL.bytes(token.dropFirst(8)), bytes.count == 16 else {
      return nil
    }
    let number = bytes[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard withUnsafeBytes(of: SeededNumbers.mixed(number).bigEndian, Array.init) == Array(bytes[..<8]) else {
      return nil
    }
    return state.withLock { $0.listings[number] }
  }
}
