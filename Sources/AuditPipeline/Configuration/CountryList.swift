import AuditModel
import Foundation
import Yams

/// Countries as a configuration names them: ISO 3166 codes of two letters.
enum CountryList {
  static let expected = "a list of countries by their two letters, such as [DE, AT]"

  private static let known: Set<String> = Set(
    Locale.Region.isoRegions.map(\.identifier).filter { code in
      code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) }
    })

  /// Upper case; nil when the node is no list, or holds something that is no country.
  static func countries(in node: Node) -> [String]? {
    // Every text, also `NO`, which YAML takes for "false" where it may.
    guard let codes = node.sequence?.map({ $0.string?.uppercased() ?? "" }), codes.allSatisfy(known.contains) else {
      return nil
    }
    return codes
  }
}
