import AuditModel
import Foundation

/// Which of the configured tenants a command is about.
package struct TenantSelector: Sendable {
  private let words: [String]

  /// - Parameter words: ids, domains, slugs, `tag:NAME`, or `@FILE` with one of these a line; none for every tenant.
  /// - Throws: `Trouble` with exit 64 when a file cannot be read, or names no tenant: that is not every tenant.
  package init(_ words: [String]) throws {
    self.words = try words.flatMap { word -> [String] in
      guard word.hasPrefix("@") else { return [word.lowercased()] }
      let path = String(word.dropFirst())
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw Trouble(
          .usage, "the list of tenants cannot be read", place: path, help: "give a file with one tenant a line")
      }
      return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
    if self.words.isEmpty, let first = words.first {
      throw Trouble(
        .usage, "the list names no tenant", place: String(first.dropFirst()),
        help: "write one tenant a line; without -t every tenant is meant")
    }
  }

  /// True when every tenant is meant.
  package var isEverything: Bool { words.isEmpty }

  /// In the order of the configuration, none twice.
  ///
  /// - Throws: `Trouble` with exit 64 when a word names no tenant.
  package func select(from tenants: [TenantEntry]) throws -> [TenantEntry] {
    if words.isEmpty { return tenants }
    for word in words where !tenants.contains(where: { Self.matches($0, word) }) {
      let known = tenants.flatMap { [$0.slug, $0.id] + [$0.domain].compactMap(\.self) + $0.tags.map { "tag:" + $0 } }
      throw Trouble(
        .usage, "no tenant \"\(word)\" is configured",
        help: Spelling.nearest(to: word, in: known).map { "did you mean \($0)? All: roundsman tenants list" }
          ?? "roundsman tenants list shows all")
    }
    return tenants.filter { tenant in words.contains { Self.matches(tenant, $0) } }
  }

  private static func matches(_ tenant: TenantEntry, _ word: String) -> Bool {
    if word.hasPrefix("tag:") { return tenant.tags.contains(String(word.dropFirst(4))) }
    return tenant.id == word || tenant.slug == word || tenant.domain?.lowercased() == word
  }
}
