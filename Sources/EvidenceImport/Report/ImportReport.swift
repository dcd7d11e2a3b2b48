package import AuditModel

/// What an import read, kept and could not read; plain values for whoever prints it.
package struct ImportReport: Hashable, Sendable {
  /// In the order in which the files were given.
  package internal(set) var files: [FileReport] = []
  /// The kinds that some file held, even when it held no item of them (an empty list is an answer too).
  package internal(set) var kinds: [EvidenceKind: KindReport] = [:]

  /// Items kept, of all kinds.
  package var itemCount: Int { kinds.values.reduce(0) { $0 + $1.items } }

  /// Rows that could not be read, of all files.
  package var unreadableCount: Int { files.reduce(0) { $0 + $1.unreadableCount } }

  /// True when every file was recognised and every row of it was read.
  package var isComplete: Bool { files.allSatisfy { $0.outcome == .imported && $0.unreadableCount == 0 } }
}

/// What was imported of one kind of evidence.
package struct KindReport: Hashable, Sendable {
  package internal(set) var items = 0
  /// Records of which only the outer columns are known, because the detail is empty or cut.
  package internal(set) var cutDetails = 0
  package internal(set) var oldest: Timestamp?
  package internal(set) var newest: Timestamp?
  /// Per-user kinds: the users whose listing was read, also when it was empty, sorted. Of all others nothing is known.
  package internal(set) var owners: [UserReference] = []
  /// Listings of which a page names a next page and no page without one was given: the end is missing.
  package internal(set) var openListings = 0
  /// Rows that were, or may have been, of this kind and could not be read: while there are any, the kind is not complete.
  package internal(set) var unreadable = 0

  mutating func count(_ moment: Timestamp?) {
    items += 1
    guard let moment else { return }
    oldest = min(oldest ?? moment, moment)
    newest = max(newest ?? moment, moment)
  }
}
