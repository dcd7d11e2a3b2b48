import AuditModel
import Foundation

/// Words for moments in the zone of a report's readers; what machines read stays UTC.
struct ZoneWords {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  /// Nil for UTC.
  private let zone: TimeZone?

  /// - Parameter zone: UTC when nil.
  init(_ zone: TimeZone?) {
    self.zone = zone.flatMap { ["UTC", "GMT"].contains($0.identifier) ? nil : $0 }
  }

  /// `UTC`, `Europe/Berlin`.
  var name: String { zone?.identifier ?? "UTC" }

  /// `24 Sep 2026`.
  func day(_ moment: Timestamp) -> String { Self.day(of: local(moment).iso8601) }

  /// `24 Sep 2026, 02:00 UTC`: the month in letters, because 09/10 is two different days, and always the zone.
  func words(_ moment: Timestamp) -> String {
    let iso = local(moment).iso8601
    let time = String(decoding: Array(iso.utf8)[11..<16], as: UTF8.self)
    return "\(Self.day(of: iso)), \(time) \(Self.zoneWords(offset(at: moment)))"
  }

  func momentScope(_ moment: Timestamp) -> TemplateScope {
    [.iso: .text(moment.iso8601), .words: .text(words(moment))]
  }

  func dayScope(_ moment: Timestamp) -> TemplateScope { [.iso: .text(moment.iso8601), .words: .text(day(moment))] }

  /// Seconds east of UTC.
  private func offset(at moment: Timestamp) -> Int {
    zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds))) ?? 0
  }

  private func local(_ moment: Timestamp) -> Timestamp { moment.advanced(bySeconds: Int64(offset(at: moment))) }

  private static func day(of iso8601: String) -> String {
    let iso = Array(iso8601.utf8)
    let month = Int(iso[5] - 48) * 10 + Int(iso[6] - 48)
    let day = Int(iso[8] - 48) * 10 + Int(iso[9] - 48)
    return "\(day) \(months[max(0, min(11, month - 1))]) \(String(decoding: iso[0..<4], as: UTF8.self))"
  }

  /// `UTC`, `UTC+2`, `UTC−3:30`: an offset is never ambiguous, also in the hour that clocks are turned back.
  private static func zoneWords(_ offset: Int) -> String {
    guard offset != 0 else { return "UTC" }
    let minutes = Int(offset.magnitude) / 60
    let rest = minutes % 60 == 0 ? "" : ":\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    return "UTC\(offset < 0 ? "−" : "+")\(minutes / 60)\(rest)"
  }
}
