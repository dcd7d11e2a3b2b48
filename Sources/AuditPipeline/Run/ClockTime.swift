package import AuditModel
import Foundation

/// A time of day such as `05:30`, as a deadline names it.
package struct ClockTime: Hashable, Sendable {
  package let hour: Int
  package let minute: Int

  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isNumber) }),
      parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    self.hour = hour
    self.minute = minute
  }

  /// `05:30`.
  package var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

  /// The next moment after `start` at which clocks in that time zone show it; where they skip it, the first one after.
  package func next(after start: Timestamp, in zone: String) -> Timestamp? {
    var calendar = Calendar(identifier: .gregorian)
    guard let zone = TimeZone(identifier: zone) else { return nil }
    calendar.timeZone = zone
    let date = Date(timeIntervalSince1970: Double(start.microseconds) / 1_000_000)
    let next = calendar.nextDate(
      after: date, matching: DateComponents(hour: hour, minute: minute, second: 0), matchingPolicy: .nextTime)
    return next.map { Timestamp(seconds: Int64($0.timeIntervalSince1970.rounded())) }
  }
}
