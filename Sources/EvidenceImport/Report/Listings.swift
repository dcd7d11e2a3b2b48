import AuditModel

/// Which listings were read: whose, and whether their last page was among the files.
struct Listings {
  private struct Key: Hashable {
    let kind: EvidenceKind
    let owner: UserReference?
  }

  private struct Pages {
    var hasOpen = false
    var hasLast = false
  }

  private var pages: [Key: Pages] = [:]

  mutating func page(_ kind: EvidenceKind, owner: UserReference?, hasNextPage: Bool) {
    if hasNextPage {
      pages[Key(kind: kind, owner: owner), default: Pages()].hasOpen = true
    } else {
      pages[Key(kind: kind, owner: owner), default: Pages()].hasLast = true
    }
  }

  mutating func item(_ kind: EvidenceKind, owner: UserReference) {
    // Reading with a default would enter nothing.
    let key = Key(kind: kind, owner: owner)
    if pages[key] == nil { pages[key] = Pages() }
  }

  /// For each kind the owners, sorted, and how many listings lack their last page.
  var summary: [EvidenceKind: (owners: [UserReference], open: Int)] {
    var summary: [EvidenceKind: (owners: [UserReference], open: Int)] = [:]
    for (key, pages) in pages {
      summary[key.kind, default: ([], 0)].open += pages.hasOpen && !pages.hasLast ? 1 : 0
      if let owner = key.owner { summary[key.kind, default: ([], 0)].owners.append(owner) }
    }
    return summary.mapValues { summary in
      (summary.owners.sorted { Self.sortKey($0) < Self.sortKey($1) }, summary.open)
    }
  }

  private static func sortKey(_ owner: UserReference) -> String { owner.id?.rawValue ?? owner.name ?? "" }
}
