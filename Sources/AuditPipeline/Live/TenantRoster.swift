package import AuditModel
import MicrosoftCloud

/// The tenants that a configuration is about, those that were discovered included.
package struct TenantRoster: Sendable {
  /// In the order of the configuration; discovered ones after them, in the order of their names.
  package let tenants: [TenantEntry]
  /// Partner relationships that end soon, or of which a tenant may be lost tonight.
  package let warnings: [String]
  /// Nil when these are all tenants that there are.
  package let failure: DiscoveryFailure?

  init(tenants: [TenantEntry], warnings: [String] = [], failure: DiscoveryFailure? = nil) {
    self.tenants = tenants
    self.warnings = warnings
    self.failure = failure
  }

  /// The tenants that the configuration itself names.
  ///
  /// - Throws: `Trouble` with exit 64 when a word names none, 78 when there is none at all.
  package init(configured configuration: Configuration, selecting selector: TenantSelector) throws {
    guard !configuration.tenants.isEmpty else { throw Self.noTenants(configuration) }
    self.init(tenants: try selector.select(from: configuration.tenants))
  }

  static func noTenants(_ configuration: Configuration) -> Trouble {
    Trouble(
      .configurationInvalid,
      configuration.discoversPartners
        ? "the partner has no customer with an active relationship" : "the configuration names no tenant",
      place: configuration.file, help: "add one: tenants: [{id: YOUR-TENANT-ID, name: Contoso}]")
  }

  /// A relationship that ends within so many days is warned about.
  static let daysOfWarning = 30

  /// Adds the partner's customers; what the configuration says of a tenant holds.
  init(configured: [TenantEntry], relationships: [PartnerRelationship], now: Timestamp) {
    let known = Set(configured.map(\.id))
    var slugs = Set(configured.map(\.slug))
    var discovered: [TenantEntry] = []
    var warnings: [String] = []
    let usable = relationships.filter { $0.isUsable && TenantName.isGUID($0.customerTenant) }
    let customers = Dictionary(grouping: usable, by: \.customerTenant).sorted { left, right in
      (left.value[0].customerName ?? "", left.key) < (right.value[0].customerName ?? "", right.key)
    }
    for (tenant, relationships) in customers {
      // Of several the one that lasts longest counts; one without an end lasts for ever.
      let best = relationships.max { ($0.endsAt ?? .distantFuture) < ($1.endsAt ?? .distantFuture) }
      guard let best else { continue }
      if let warning = Self.warning(of: best, now: now) { warnings.append(warning) }
      if known.contains(tenant) { continue }
      var entry = TenantEntry(id: tenant, name: best.customerName, place: "partner relationship \(best.id)")
      if slugs.contains(entry.slug) { entry.slug = tenant }
      slugs.insert(entry.slug)
      discovered.append(entry)
    }
    self.init(tenants: configured + discovered, warnings: warnings)
  }

  private static func warning(of relationship: PartnerRelationship, now: Timestamp) -> String? {
    guard let end = relationship.endsAt, !relationship.extendsItself,
      end < now.advanced(byDays: daysOfWarning)
    else { return nil }
    let days = max(0, end.seconds(since: now) / 86_400)
    return "the partner relationship with \(relationship.customerName ?? relationship.customerTenant) "
      + "(\(relationship.customerTenant)) ends on \(end.date), in \(days) day\(days == 1 ? "" : "s"), "
      + "and does not extend itself: request a new one"
  }
}

extension Timestamp {
  fileprivate static let distantFuture = Timestamp(microseconds: .max)
}

extension CloudAccess {
  /// Every tenant of the configuration, and of the partner's list where it is to be asked.
  ///
  /// When the partner's customers cannot be listed, those that the configuration names are no worse for it.
  ///
  /// - Parameter now: decides what ends soon.
  /// - Throws: `Trouble` with exit 30 when there is none of those, 78 when there is no tenant at all.
  package func roster(now: Timestamp) async throws -> TenantRoster {
    let roster: TenantRoster
    if configuration.discoversPartners, let partner = section.partnerTenant {
      do {
        roster = TenantRoster(
          configured: configuration.tenants,
          relationships: try await PartnerRelationship.all(of: session.partner(tenant: partner)), now: now)
      } catch let cause as CloudFailure {
        let failure = DiscoveryFailure(cause: cause, place: configuration.file)
        guard !configuration.tenants.isEmpty else { throw failure.trouble(isEnd: true) }
        roster = TenantRoster(tenants: configuration.tenants, failure: failure)
      }
    } else {
      roster = TenantRoster(tenants: configuration.tenants)
    }
    guard !roster.tenants.isEmpty else { throw TenantRoster.noTenants(configuration) }
    return roster
  }

  /// The tenants that the words mean; the partner is asked only when the configuration does not know them all.
  package func roster(selecting selector: TenantSelector, now: Timestamp) async throws -> TenantRoster {
    if !selector.isEverything, let known = try? selector.select(from: configuration.tenants) {
      return TenantRoster(tenants: known)
    }
    let roster = try await roster(now: now)
    let chosen: [TenantEntry]
    do {
      chosen = try selector.select(from: roster.tenants)
    } catch {
      // A word that names nobody may mean a customer that could not be listed.
      throw roster.failure?.trouble(isEnd: true) ?? error
    }
    return TenantRoster(tenants: chosen, warnings: roster.warnings, failure: roster.failure)
  }
}
