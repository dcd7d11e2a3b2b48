import AuditModel
import Testing

struct TimestampTests {
  @Test(arguments: [
    ("2026-08-20T10:06:00Z", "2026-08-20T10:06:00Z"),
    ("2026-08-20T10:06:00", "2026-08-20T10:06:00Z"),
    ("2026-08-20T10:06:00.1234567Z", "2026-08-20T10:06:00Z"),
    ("2026-08-20T12:06:00+02:00", "2026-08-20T10:06:00Z"),
    ("2026-08-20T05:36:00-0430", "2026-08-20T10:06:00Z"),
    ("2026-08-20 10:06", "2026-08-20T10:06:00Z"),
    ("2021-05-01", "2021-05-01T00:00:00Z"),
    ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
  ])
  func `every way Microsoft writes a moment is read as the same moment in UTC`(text: String, moment: String) {
    #expect(Timestamp(iso8601: text)?.iso8601 == moment)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2023-02-29", "2026-08-20T", "2026-08-20T25:00:00Z",
    "2026-08-20T10:06:00Zx",
    "2026-08-20T10:06:00.Z", "20/08/2026", "2026-08-20T10:06:00+2", "２０２６-08-20",
  ])
  func `what is no moment is refused, never guessed`(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test func `writing and reading again gives the same second over four centuries`() {
    for day in stride(from: Int64(-60_000), to: 90_000, by: 37) {
      let moment = Timestamp(seconds: day * 86_400 + (day * 7_919) % 86_400)
      #expect(Timestamp(iso8601: moment.iso8601) == moment)
    }
  }

  @Test func `fractions count, to the microsecond`() {
    let early = Timestamp(iso8601: "2026-08-20T10:06:00.0000010Z")
    let late = Timestamp(iso8601: "2026-08-20T10:06:00.000002Z")
    #expect(early?.microseconds == 1_787_220_360_000_001)
    #expect(early.flatMap { early in late.map { early < $0 } } == true)
  }
}
