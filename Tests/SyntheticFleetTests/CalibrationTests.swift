import Foundation
import SyntheticFleet
import Testing

/// The fleet against measured and published figures, with the tolerance that each test states.
@Suite struct CalibrationTests {
  private static let fleet = SyntheticFleet(tenants: 72, users: 3600, seed: 1, endingAt: tonight)
  /// Tenants without merged exports, so that nothing is counted twice.
  private static let sample = (0..<72).filter { $0 % 12 != 4 }

  @Test func `operations and actors have the measured shares`() throws {
    var operations: [String: Int] = [:]
    var actors = (system: 0, people: 0, services: 0)
    var total = 0
    var sizes: [Int] = []
    for index in Self.sample {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      for record in try rendered.auditData() {
        total += 1
        operations[record["Operation"] as? String ?? "", default: 0] += 1
        switch record["UserType"] as? Int {
        case 4: actors.system += 1
        case 6: actors.services += 1
        default: actors.people += 1
        }
      }
      sizes += (rendered.lines["unified_audit"] ?? []).map(\.count)
    }
    func share(_ count: Int?) -> Double { Double(count ?? 0) * 100 / Double(total) }
    // Percentage points.
    #expect(abs(share(actors.system) - 69.5) < 4)
    #expect(abs(share(actors.people) - 29) < 4)
    #expect(abs(share(actors.services) - 1) < 0.5)
    #expect(abs(share(operations["Set-Mailbox"]) - 29) < 5)
    #expect(abs(share(operations["Set-MailboxPlan"]) - 24) < 4)
    #expect(abs(share(operations["UserLoggedIn"]) - 7) < 2)
    #expect(abs(share(operations["MailItemsAccessed"]) - 6) < 2)
    #expect(abs(share(operations["UserLoginFailed"]) - 4) < 1.5)
    #expect(abs(share(operations["Add service principal."]) - 1) < 0.5)
    #expect(abs(share(operations["Add-MailboxPermission"]) - 1) < 1.2)
    sizes.sort()
    #expect(abs(sizes[sizes.count / 2] - 1300) < 300)
    #expect(abs(sizes[sizes.count * 9 / 10] - 1700) < 400)
  }

  @Test func `nine of ten mailbox permissions are Microsoft's own`() throws {
    var all = 0
    var system = 0
    for index in Self.sample {
      for record in try RenderedTenant(Self.fleet.tenant(index, night: 2)).auditData()
      where record["Operation"] as? String == "Add-MailboxPermission" {
        all += 1
        if record["UserType"] as? Int == 4 { system += 1 }
      }
    }
    #expect(all > 50)
    #expect(Double(system) / Double(all) > 0.85)
  }

  @Test func `a user costs about 20 kB of evidence a week, 4 kB of it message trace`() throws {
    var bytes = 0
    var trace = 0
    var users = 0
    for index in Self.sample {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      guard rendered.byteCount > 0 else { continue }
      bytes += rendered.byteCount
      trace += rendered.byteCount(of: "message_trace")
      users += rendered.tenant.userCount
    }
    #expect((17_000...23_000).contains(bytes / users))
    #expect((3_000...5_000).contains(trace / users))
  }

  @Test func `six mailboxes of ten have no rule of their own, and nobody more than six`() throws {
    var owners: [String: Int] = [:]
    var mailboxes = 0
    for index in Self.sample {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      guard rendered.kind("inbox_rules")?.status == .complete else { continue }
      guard rendered.kind("mailboxes")?.status == .complete else { continue }
      mailboxes += rendered.lines["mailboxes"]?.count ?? 0
      for line in try rendered.objects("inbox_rules") {
        let item = line["item"] as? JSONObject
        let name = item?["Name"] as? String ?? item?["displayName"] as? String ?? ""
        if name.hasPrefix("Junk E-Mail") || name.hasPrefix("Microsoft.Exchange.OOF") { continue }
        owners[(line["owner"] as? JSONObject)?["id"] as? String ?? "", default: 0] += 1
      }
    }
    let without = Double(mailboxes - owners.count) / Double(mailboxes)
    #expect(abs(without - 0.6) < 0.05)
    #expect((owners.values.max() ?? 0) <= 8)
  }

  @Test func `23 percent of records spell a principal name in another letter case`() throws {
    var differing = 0
    var all = 0
    for index in Self.sample {
      let rendered = try RenderedTenant(Self.fleet.tenant(index, night: 2))
      let names = Set(try rendered.objects("users").compactMap { $0["userPrincipalName"] as? String })
      for record in try rendered.auditData() {
        guard let actor = record["UserId"] as? String, actor.hasSuffix(".example") || actor.hasSuffix(".EXAMPLE"),
          !actor.hasPrefix("Sync_")
        else { continue }
        all += 1
        if !names.contains(actor) { differing += 1 }
      }
    }
    #expect(abs(Double(differing) * 100 / Double(all) - 23) < 3)
  }

  @Test func `innocents that look alike are in every larger fleet`() {
    let notes = Set(Self.sample.flatMap { Self.fleet.tenant($0, night: 2).innocents.map(\.note) })
    for note in [
      "Archives newsletters and marks them as read.", "Forwards to a colleague.", "Reset by the help desk.",
      "Self-service reset.", "A new starter.", "An invited guest.", "A calendar was shared.",
      "The administrator gave access to a shared mailbox.", "Outlook saved its rules again.",
      "Agreed outside forwarding, for a year.", "Changed on premises and synchronised.",
    ] { #expect(notes.contains(note), "\(note)") }
    let mass = Self.fleet.tenant(4, night: 2).innocents.count { $0.note.hasPrefix("One of many resets") }
    #expect(mass == 34)
  }
}
