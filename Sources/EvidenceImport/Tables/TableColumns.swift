import Foundation

/// The header of a table: where each column stands, under the name without the export's decorations.
///
/// Log Analytics writes `TimeGenerated [UTC]`, and twins such as `Status_dynamic`, `Status_string`, `ClientIP_` beside or instead
/// of the plain column.
struct TableColumns {
  /// The plain names, in the header's order, twins once.
  private(set) var names: [String] = []
  /// A column that holds times of an unknown zone, such as `TimeGenerated [Local Time]`; nil mostly.
  private(set) var zonelessColumn: String?
  private var places: [String: [Int]] = [:]

  init(_ header: [String]) {
    places.reserveCapacity(header.count)
    var twins: [(name: String, place: Int)] = []
    let all = Set(header)
    for (place, column) in header.enumerated() {
      let name = plainName(column)
      if let base = Self.base(of: name, among: all) {
        twins.append((base, place))
      } else {
        add(name, at: place)
      }
    }
    for twin in twins { add(twin.name, at: twin.place) }
  }

  func contains(_ name: String) -> Bool { places[name] != nil }

  /// The columns to look into for that name, the plain one first.
  func places(of name: String) -> [Int] { places[name] ?? [] }

  private mutating func add(_ name: String, at place: Int) {
    if places[name] == nil { names.append(name) }
    places[name, default: []].append(place)
  }

  private mutating func plainName(_ column: String) -> String {
    guard column.hasSuffix("]"), let bracket = column.range(of: " [") else { return column }
    let zone = column[bracket.upperBound...].dropLast()
    if zone != "UTC" { zonelessColumn = column }
    return String(column[..<bracket.lowerBound])
  }

  private static func base(of name: String, among all: Set<String>) -> String? {
    for suffix in ["_dynamic", "_string", "_bool", "_long", "_real"] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    if name.hasSuffix("_"), name.count > 1 { return String(name.dropLast()) }
    // Properties of Azure diagnostics: only beside the plain column.
    if name.hasSuffix("_d"), all.contains(String(name.dropLast(2))) { return String(name.dropLast(2)) }
    return nil
  }
}
