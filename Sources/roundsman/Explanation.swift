import AuditChecks
import AuditModel
import AuditPipeline

/// What `roundsman explain` says about a name.
struct Explanation: Encodable {
  let name: String
  let text: String

  private init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// - Throws: `Trouble` with exit 64 and the nearest known name when nothing is called that.
  init(of name: String) throws {
    if case .found(let check) = CheckCatalogue.lookup(name) {
      self.init(name: name, text: CheckPage(check).plainText())
    } else if let reason = GapReason(rawValue: name) {
      self.init(name: name, text: Self.text(of: reason))
    } else if name == "exit-codes" {
      self.init(name: name, text: Self.exitCodes)
    } else if let code = Int32(name), let status = ExitStatus(rawValue: code) {
      self.init(name: name, text: "Exit code \(code)\n\n  \(status.meaning)")
    } else {
      throw Trouble(
        .usage, "nothing is called \"\(name)\"",
        help: Self.near(name).map { "did you mean \($0)?" }
          ?? "roundsman explain --all lists every check and reason code")
    }
  }

  /// Every check and every reason code, one a line.
  static var all: Explanation {
    let width = Self.names.map(\.count).max() ?? 0
    func line(_ name: String, _ title: String) -> String {
      "  " + name + String(repeating: " ", count: width - name.count + 2) + title
    }
    let checks = CheckCatalogue.all.map { line($0.metadata.id.rawValue, $0.metadata.title) }
    let reasons = GapReason.allCases.map { line($0.rawValue, $0.title) }
    let text =
      (["Checks (catalogue \(CheckCatalogue.version)):"] + checks + ["", "Reasons why something was not checked:"]
      + reasons
      + ["", "Also: roundsman explain exit-codes"]).joined(separator: "\n")
    return Explanation(name: "all", text: text)
  }

  /// The name that was probably meant: by its letters, else a check of which it is a word (`forwarding`).
  private static func near(_ name: String) -> String? {
    if let nearest = Spelling.nearest(to: name, in: names) { return nearest }
    guard case .unknown(let checks) = CheckCatalogue.lookup(name) else { return nil }
    return checks.first?.rawValue
  }

  private static var names: [String] {
    CheckCatalogue.all.map { $0.metadata.id.rawValue } + GapReason.allCases.map(\.rawValue) + ["exit-codes"]
  }

  private static func text(of reason: GapReason) -> String {
    """
    \(reason.rawValue): \(reason.title)

      Likely cause  \(reason.likelyCause)
      What to do    \(reason.fix)
      Who can       \(reason.fixableBy.rawValue)

    A check that this keeps from its evidence is shown as "could not be checked" or "partly checked", never as clear.
    """
  }

  private static var exitCodes: String {
    let lines = ExitStatus.allCases.map { status in
      let code = String(status.rawValue)
      return String(repeating: " ", count: 5 - code.count) + code + "  " + status.meaning
    }
    return
      (["Exit codes:"] + lines + [
        "", "When several conditions hold, the worst wins; --json lists all. Unknown codes are failures.",
      ])
      .joined(separator: "\n")
  }
}
