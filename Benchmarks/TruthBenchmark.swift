import AuditModel
import AuditPipeline
import Foundation
import SyntheticFleet

/// Recall and precision on what the synthetic fleet planted, by the program itself: three nights, the last one judged
/// with what the history of the others says.
struct TruthBenchmark {
  let work: String

  private struct Trial {
    let tenants: Int
    let users: Int
    let seed: UInt64
  }

  private static let trials = [1, 2, 7].flatMap { seed in
    [Trial(tenants: 12, users: 600, seed: seed), Trial(tenants: 40, users: 2_000, seed: seed)]
  }

  private var program: String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("roundsman").path
  }

  func run() throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      print("Truth: skipped, \(program) is not built (swift build -c release --product roundsman)\n")
      return
    }
    for trial in Self.trials { try run(trial) }
  }

  private func run(_ trial: Trial) throws {
    let clock = Timestamp(seconds: 1_787_220_000)
    let output = work + "/\(trial.tenants)-\(trial.seed)"
    let run = ChildRun.run(
      program,
      [
        "demo", "--tenants", "\(trial.tenants)", "--users", "\(trial.users)", "--seed", "\(trial.seed)", "--clock",
        clock.iso8601, "-o", output, "--format", "json", "--quiet",
      ])
    let document = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(filePath: output + "/latest/fleet.json")))
    let findings = (document as? [String: Any])?["findings"] as? [[String: Any]] ?? []
    let fleet = DemoFleet(tenants: trial.tenants, users: trial.users, seed: trial.seed, now: clock).fleet
    let verdict = Verdict(
      of: findings, tenants: (0..<fleet.tenantCount).map { fleet.tenant($0, night: fleet.nightEnds.count - 1) })
    print("Planted truth (\(trial.tenants) tenants, \(trial.users) users, seed \(trial.seed))")
    Figures.row("recall", "\(Figures.text(verdict.recall, digits: 3)) of \(verdict.planted) planted signs")
    Figures.row(
      "precision",
      "\(Figures.text(verdict.precision, digits: 3)) of \(verdict.counted) findings that count (from low on)")
    for kind in ["missed", "unexplained"] {
      for line in verdict.complaints.filter({ $0.hasPrefix(kind) }).prefix(40) { print("    \(line)") }
    }
    print("    exit \(run.status), \(Figures.text(run.cpu)) CPU s\n")
  }
}

/// What findings and plan say of each other.
private struct Verdict {
  private(set) var planted = 0
  private(set) var found = 0
  private(set) var counted = 0
  private(set) var explained = 0
  /// Signs that were missed or called less than they are, and findings that the plan does not explain.
  private(set) var complaints: [String] = []

  var recall: Double { planted == 0 ? 1 : Double(found) / Double(planted) }
  var precision: Double { counted == 0 ? 1 : Double(explained) / Double(counted) }

  private struct Place: Hashable {
    let tenant: String
    /// Empty for findings about the tenant as a whole.
    let user: String
    let check: String
  }

  init(of findings: [[String: Any]], tenants: [SyntheticTenant]) {
    var severities: [Place: [ExpectedSeverity]] = [:]
    var messages: [Place: String] = [:]
    // What earlier nights showed is told as well; only tonight's evidence is held against tonight's plan.
    for finding in findings where finding["presence"] as? String == "confirmed" {
      guard let severity = (finding["severity"] as? String).flatMap(ExpectedSeverity.init), severity >= .low else {
        continue
      }
      let place = Place(
        tenant: finding["tenant_id"] as? String ?? "", user: finding["user_id"] as? String ?? "",
        check: finding["check_id"] as? String ?? "")
      severities[place, default: []].append(severity)
      messages[place] = finding["message"] as? String
    }
    var names: [String: String] = [:]
    var ceilings: [Place: ExpectedSeverity] = [:]
    var suspects: [String: Set<String>] = [:]
    for tenant in tenants {
      names[tenant.id] = tenant.folderName
      for sign in tenant.truth {
        planted += 1
        let place = Place(tenant: sign.tenantID, user: sign.userID, check: sign.checkID)
        ceilings[place] = .critical
        suspects[tenant.id, default: []].insert(sign.checkID)
        let worst = severities[place]?.max()
        if let worst, worst >= sign.minimumSeverity {
          found += 1
        } else {
          complaints.append(
            "missed: \(tenant.folderName) \(sign.userPrincipalName) \(sign.checkID) \(sign.minimumSeverity)"
              + " (\(worst.map { "\($0)" } ?? "nothing")): \(sign.note)")
        }
      }
      for innocent in tenant.innocents {
        let place = Place(tenant: innocent.tenantID, user: innocent.userID, check: innocent.checkID)
        ceilings[place] = max(ceilings[place] ?? .informational, innocent.maximumSeverity)
      }
    }
    for (place, list) in severities {
      for severity in list {
        counted += 1
        // What concerns the tenant as a whole is explained by a story of the same check.
        let isTold = place.user.isEmpty && suspects[place.tenant]?.contains(place.check) == true
        if isTold || severity <= ceilings[place] ?? .informational {
          explained += 1
        } else {
          complaints.append(
            "unexplained: \(names[place.tenant] ?? place.tenant) \(place.user) \(place.check) \(severity): "
              + (messages[place] ?? ""))
        }
      }
    }
    complaints.sort()
  }
}
