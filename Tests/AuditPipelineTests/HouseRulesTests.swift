import Foundation
import Testing

/// Rules of the house that no compiler keeps.
struct HouseRulesTests {
  private static let pureTargets = ["AuditModel", "AuditChecks", "AuditAnalysis", "AuditReports", "AuditHistory"]

  private func sources(of target: String) throws -> [(path: String, text: String)] {
    let root = Checkout.root + "/Sources/" + target
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.map { name in
      (target + "/" + name, try String(contentsOfFile: root + "/" + name, encoding: .utf8))
    }
  }

  @Test(arguments: pureTargets)
  func `time, chance and the environment are handed in, never looked up`(target: String) throws {
    let files = try sources(of: target)
    #expect(!files.isEmpty)
    for (path, text) in files {
      for word in ["Date()", "Date.now", "UUID()", "ProcessInfo", "currentDirectoryPath", ".random(", "clock_gettime"] {
        #expect(!text.contains(word), "\(path) looks up \(word)")
      }
    }
  }

  @Test func `checks touch no file, no network and no log`() throws {
    for (path, text) in try sources(of: "AuditChecks") {
      for word in ["import Foundation", "import Glibc", "import Logging", "FileManager", "print("] {
        #expect(!text.contains(word), "\(path) has \(word)")
      }
    }
  }

  @Test func `only Spreadsheet sees libxlsxwriter, and only AuditHistory sees GRDB`() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Checkout.root + "/Sources")
    for target in targets {
      for (path, text) in try sources(of: target) {
        if text.contains("import CXLSXWriter") { #expect(path.contains("/Spreadsheet/"), "\(path)") }
        if text.contains("import GRDB") { #expect(target == "AuditHistory", "\(path)") }
      }
    }
  }

  @Test func `nothing that the product says names the workplace or a file outside the checkout`() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Checkout.root + "/Sources")
    for target in targets {
      for (path, text) in try sources(of: target) { #expect(!text.contains("../shared"), "\(path)") }
    }
  }
}
