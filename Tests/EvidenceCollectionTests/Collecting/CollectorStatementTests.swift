import AuditModel
import EvidenceCollection
import Testing

/// What the collectors say of themselves.
struct CollectorStatementTests {
  @Test func `every kind has a statement`() {
    #expect(Set(Collectors.all.flatMap(\.kinds)) == Set(EvidenceKind.allCases))
  }

  @Test func `no statement needs a permission that writes`() {
    #expect(Collectors.all.filter(\.canWrite) == [])
    #expect(Collectors.graphPermissions.allSatisfy { $0.contains(".Read") && !$0.contains("Write") })
  }

  @Test func `each statement says by what it is let in, and agrees with the kind`() {
    for statement in Collectors.all {
      #expect(!statement.graphPermissions.isEmpty || statement.exchangeRole != nil)
      #expect(statement.kinds.allSatisfy { $0.licence == statement.licence })
    }
  }

  @Test func `the table has a line a statement and names every kind`() {
    let lines = Collectors.permissionTable.split(separator: "\n")
    #expect(lines.count == Collectors.all.count + 2)
    #expect(lines.allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") && $0.count { $0 == "|" } == 5 })
    for kind in EvidenceKind.allCases { #expect(Collectors.permissionTable.contains(kind.title)) }
  }
}
