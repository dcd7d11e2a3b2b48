import AuditModel
import Testing

@testable import EvidenceImport

@Suite struct ExportDateTests {
  @Test(arguments: [
    ("2021-04-28T14:33:14", "2021-04-28T14:33:14Z"), ("2021-04-28T14:33:14.1234567Z", "2021-04-28T14:33:14.123456Z"),
    ("2021-04-28 14:33:14Z", "2021-04-28T14:33:14Z"), ("2021-04-28T14:33:14+02:00", "2021-04-28T12:33:14Z"),
    ("2021/04/28 14:33", "2021-04-28T14:33:00Z"), ("28.04.2021 14:33:14", "2021-04-28T14:33:14Z"),
    ("/Date(1619620394500)/", "2021-04-28T14:33:14.5Z"), ("/Date(1619620394500+0200)/", "2021-04-28T14:33:14.5Z"),
  ])
  func `dates that leave no doubt are read as UTC`(_ text: String, _ expected: String) {
    #expect(ExportDate(Array(text.utf8)[...]) == Timestamp(iso8601: expected).map(ExportDate.moment))
  }

  @Test(arguments: [
    ("4/28/2021, 2:33:14.000 PM", "2021-04-28T14:33:14Z"), ("4/28/2021 2:33:14 PM", "2021-04-28T14:33:14Z"),
    ("04/28/2021 02:33:14 pm", "2021-04-28T14:33:14Z"), ("4/28/2021 2:33:14\u{202F}PM", "2021-04-28T14:33:14Z"),
    ("4/28/2021 14:33", "2021-04-28T14:33:00Z"), ("4/28/2021, 12:00:00.000 AM", "2021-04-28T00:00:00Z"),
    ("4/28/2021 12:30 PM", "2021-04-28T12:30:00Z"), ("4/28/2021 2:33:14 PM +02:00", "2021-04-28T12:33:14Z"),
    ("4/28/2021, 2:33:14.250 PM", "2021-04-28T14:33:14.25Z"), ("4/28/2021", "2021-04-28T00:00:00Z"),
  ])
  func `dates with slashes are read month first`(_ text: String, _ expected: String) throws {
    guard case .slashed(let date) = ExportDate(Array(text.utf8)[...]) else {
      Issue.record("not slashed")
      return
    }
    var order = SlashOrder()
    #expect(try order.moment(date) == Timestamp(iso8601: expected))
  }

  @Test(arguments: [
    "", "yesterday", "28/04", "4/28/21 1:00", "4/28/2021 13:00 PM", "4/28/2021 25:00", "2021-13-01", "1.2.3",
    "/Date(x)/", "4/28/2021 1", "31.02.2021",
  ])
  func `what is no date is not made one`(_ text: String) {
    #expect(ExportDate(Array(text.utf8)[...]) == .unreadable)
  }

  private func cutRows(_ dates: [String], whole: [(String, String)] = []) throws -> Imported {
    var rows = [["CreationDate", "UserIds", "Operations", "AuditData", "Identity"]]
    for (number, date) in dates.enumerated() { rows.append([date, "a", "Set-Mailbox", "", recordID(number)]) }
    for (number, (outer, inner)) in whole.enumerated() {
      rows.append([
        outer, "a", "Set-Mailbox", auditData(500 + number, "Set-Mailbox", at: inner), recordID(500 + number),
      ])
    }
    return try Imported(csv(rows))
  }

  @Test func `an impossible month makes the row unreadable, and no date of that file is guessed`() throws {
    let imported = try cutRows(["20/08/2026 10:00:00", "03/04/2026 10:00:00"])
    #expect(imported.audit.isEmpty)
    #expect(imported.file.unreadable.map(\.line) == [2, 3])
    #expect(imported.file.unreadable[0].reason.contains("20/8/2026 has no month 20"))
    #expect(imported.file.unreadable[1].reason == "the order of day and month in 3/4/2026 is not certain")
    #expect(imported.file.notes.contains { $0.contains("month over 12") })
  }

  @Test func `whole records of the same file prove that the day stands first`() throws {
    let imported = try cutRows(
      ["03/04/2026 10:00:00", "20/08/2026 10:00:00"], whole: [("05/06/2026 10:00:00", "2026-06-05T10:00:00")])
    #expect(imported.report.isComplete)
    let dates = try imported.audit.compactMap { try Imported.value("CreationDate", of: $0) }
    #expect(dates == ["2026-04-03T10:00:00Z", "2026-08-20T10:00:00Z"])
    #expect(imported.file.notes == ["dates with slashes are day/month/year here: whole records of this file prove it"])
  }

  @Test func `a date that is impossible in the proven order is unreadable, never turned round`() throws {
    let imported = try cutRows(["04/28/2026 10:00:00"], whole: [("05/06/2026 10:00:00", "2026-06-05T10:00:00")])
    #expect(imported.audit.count == 1)
    #expect(
      imported.file.unreadable.map(\.reason) == [
        "4/28/2026 has no month 28; whole records prove that the day stands first"
      ])
  }

  @Test func `a file that proves both orders dates no other row`() throws {
    let imported = try cutRows(
      ["03/04/2026 10:00:00", "05/05/2026 10:00:00"],
      whole: [("05/06/2026 10:00:00", "2026-06-05T10:00:00"), ("05/07/2026 10:00:00", "2026-05-07T10:00:00")])
    #expect(
      imported.file.unreadable.map(\.reason) == [
        "whole records of this file write month/day and day/month, so 3/4/2026 is not certain"
      ])
    #expect(imported.audit.count == 3)
  }

  @Test func `without such proof the month stands first`() throws {
    let imported = try cutRows(["3/4/2026 10:00:00 AM"])
    #expect(try Imported.value("CreationDate", of: try #require(imported.audit.first)) == "2026-03-04T10:00:00Z")
    #expect(imported.report.isComplete)
  }

  @Test func `times of an unknown zone are refused`() throws {
    let imported = try Imported(
      "TimeGenerated [Local Time],UserId,ClientIP,Operation,Parameters\n2026-08-20,a,,Set-Mailbox,[]\n")
    #expect(
      imported.file.outcome
        == .notRecognised("the zone of “TimeGenerated [Local Time]” is not said; export again with times in UTC"))
  }
}
