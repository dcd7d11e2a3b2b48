import AuditModel
import Foundation
import Testing

@testable import AuditChecks

@Suite struct CheckDocumentationTests {
  static let ids = CheckCatalogue.all.map(\.id)

  @Test(arguments: ids)
  func `the committed page is the one that the check writes`(_ id: CheckID) throws {
    let check = try #require(CheckCatalogue.check(id))
    let path = "docs/checks/\(id.rawValue).md"
    let page = CheckPage(check).markdown
    if Repository.recordsSnapshots { try Repository.write(page, to: path) }
    #expect(try Repository.text(of: path) == page, "rewrite it with RECORD_SNAPSHOTS=1")
  }

  @Test func `no page stands for a check that is gone`() throws {
    let pages = try Repository.files(under: "docs/checks").filter { $0.pathExtension == "md" }
    #expect(Set(pages.map { $0.deletingPathExtension().lastPathComponent }) == Set(Self.ids.map(\.rawValue)))
  }

  @Test(arguments: ids)
  func `the page for a terminal keeps to its width and says everything`(_ id: CheckID) throws {
    let check = try #require(CheckCatalogue.check(id))
    let text = CheckPage(check).plainText(width: 80)
    for line in text.split(separator: "\n") {
      #expect(line.count <= 80 || !line.trimmingCharacters(in: .whitespaces).dropFirst(2).contains(" "), "\(line)")
    }
    #expect(!text.contains("\u{1B}"))
    let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for need in check.metadata.needs { #expect(joined.contains(need.kind.permission)) }
    for sentence in check.metadata.misses + check.metadata.benignIf { #expect(joined.contains(sentence)) }
    for heading in ["WHY IT MATTERS", "SEVERITY", "BENIGN IF", "DIG DEEPER", "REMEDIATION", "FIRES FOR"] {
      #expect(text.contains("\n\(heading)\n"))
    }
  }

  @Test func `every remediation step that a check names has words, and no other has`() {
    let named = Set(CheckCatalogue.all.flatMap(\.metadata.remediation))
    #expect(named == Set(RemediationStep.allCases.map(\.rawValue)))
    #expect(RemediationStep.text(of: "no-such-step") == nil)
    for step in RemediationStep.allCases {
      #expect(step.text.hasSuffix(".") && !step.text.dropLast().contains(". "), "\(step.text)")
      #expect(step.text.first?.isUppercase == true)
    }
  }

  @Test(arguments: ids)
  func `the page says in words what to do`(_ id: CheckID) throws {
    let check = try #require(CheckCatalogue.check(id))
    let text = CheckPage(check).plainText(width: 80).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for step in check.metadata.remediation {
      let words = try #require(RemediationStep.text(of: step))
      #expect(text.contains("\(step): \(words)"))
    }
  }

  @Test func `ids and revisions are locked`() throws {
    let path = "docs/checks/check-ids.lock"
    let lock = CheckCatalogue.all.map { "\($0.id.rawValue) \($0.metadata.revision)\n" }.sorted().joined()
    if Repository.recordsSnapshots { try Repository.write(lock, to: path) }
    #expect(try Repository.text(of: path) == lock, "an id never changes; a change of meaning raises the revision")
  }

  @Test func `every file of a check is in the catalogue`() throws {
    let files = try Repository.files(under: "Sources/AuditChecks").map { $0.deletingPathExtension().lastPathComponent }
      .filter { $0.hasSuffix("Check") && $0 != "Check" }
    #expect(Set(files) == Set(CheckCatalogue.all.map { "\(type(of: $0))" }))
  }

  @Test func `the checks read no clock, no files and no environment`() throws {
    for file in try Repository.files(under: "Sources/AuditChecks") where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for forbidden in ["import Foundation", "Date()", "UUID()", "ProcessInfo", "FileManager", "print("] {
        #expect(!text.contains(forbidden), "\(file.lastPathComponent) holds \(forbidden)")
      }
    }
  }

  @Test(arguments: CheckCatalogue.all.map(\.id))
  func `metadata is complete`(_ id: CheckID) throws {
    let metadata = try #require(CheckCatalogue.check(id)).metadata
    #expect(!metadata.attack.isEmpty && !metadata.misses.isEmpty && !metadata.benignIf.isEmpty)
    #expect(!metadata.remediation.isEmpty && !metadata.digDeeper.isEmpty)
    #expect(metadata.severities.map(\.severity) == metadata.severities.map(\.severity).sorted())
    #expect(Set(metadata.needs.map(\.kind)).count == metadata.needs.count)
    #expect(metadata.operations.isEmpty != metadata.needs.contains { $0.kind == .unifiedAudit })
  }

  @Test func `the archive reader is told which operations matter`() {
    #expect(CheckCatalogue.operations.isSuperset(of: ["updateinboxrules", "set-mailbox", "add-mailboxpermission"]))
    #expect(CheckCatalogue.operations.allSatisfy { $0 == $0.lowercased() })
  }

  @Test(arguments: [
    ("mailbox-rule", "mailbox-rules"), ("mailbox_rules", "mailbox-rules"), ("new-user", "new-users"),
    ("paswords-changes", "password-changes"), ("forwarding", "mailbox-forwarding"),
  ])
  func `a misspelt check is recognised`(_ name: String, _ meant: String) {
    guard case .unknown(let near) = CheckCatalogue.lookup(name) else {
      Issue.record("\(name) was found")
      return
    }
    #expect(near.first?.rawValue == meant)
  }

  @Test func `a check is found by its id in any letter case, and nonsense is not`() {
    guard case .found(let check) = CheckCatalogue.lookup("Mailbox-Rules") else {
      Issue.record("not found")
      return
    }
    #expect(check.id == "mailbox-rules")
    guard case .unknown(let near) = CheckCatalogue.lookup("qqqqqqqq") else {
      Issue.record("found")
      return
    }
    #expect(near.isEmpty)
  }
}
