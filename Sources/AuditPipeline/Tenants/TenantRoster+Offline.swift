extension TenantRoster {
  /// The tenants that the configuration itself names, without asking anybody.
  ///
  /// - Throws: `Trouble` with exit 64 when the selector names none of them, 78 when the configuration names none.
  package init(configured configuration: Configuration, _ selector: TenantSelector) throws {
    guard !configuration.tenants.isEmpty else {
      throw Trouble(
        .configurationInvalid, "the configuration names no tenant", place: configuration.file,
        help: "add one: tenants: [{id: YOUR-TENANT-ID, name: Contoso}]")
    }
    self.init(tenants: try selector.select(from: configuration.tenants))
  }
}
