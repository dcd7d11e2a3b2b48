import AuditModel

/// Findings of several users or tenants have an address, a domain, an application or a phone number in common.
///
/// It has no evidence of its own: the judgement of a tenant joins the findings of its users (`TenantCampaigns`), the
/// run joins those of its tenants.
struct SharedInfrastructureCheck: Check {
  /// The checks whose findings carry traces.
  var companions: [any Check] { CheckCatalogue.all.filter { $0.id != Self.metadata.id } }

  func assessment(of evidence: EvidenceReader) -> Assessment {
    for need in Self.metadata.needs { _ = evidence.gap(of: need.kind) }
    return Assessment()
  }

  static let metadata = CheckMetadata(
    id: Campaign.check, revision: 1, title: "Shares an intruder's address, domain, application or phone",
    family: .signIn, kind: .state,
    needs: [
      .contributing(.inboxRules), .contributing(.mailboxes), .contributing(.unifiedAudit), .hint(.signIns),
      .hint(.servicePrincipals), .hint(.oauth2PermissionGrants), .hint(.authenticationMethods), .hint(.transportRules),
    ],
    operations: InboxRuleChange.operations + PermissionChange.operations, attack: ["T1583", "T1114.003", "T1528"],
    looksAt:
      "What the findings of different users have in common, within a tenant and over all tenants of the run: the outside "
      + "address or domain that mail goes to, an application, a second factor's phone number, a client address.",
    whyItMatters:
      "One intruder uses the same mailbox, application or network against many people. What two customers share on one "
      + "night is a campaign, and the others of that campaign are worth looking for.",
    severities: [
      .init(.medium, "two or more users of the tenant share it; what it joins is raised by one step, once"),
      .init(
        .high,
        "users of two or more tenants of the run share it; a tenant's own report counts the others and never names them"
      ),
    ],
    misses: [
      "An intruder who uses other addresses for each victim.",
      "What only tenants share that were not part of this run.",
      "Addresses at public mail providers share no domain; the addresses themselves are compared.",
    ],
    benignIf: [
      "Two people forward to the same outside partner by agreement: trust the domain in the configuration.",
      "People behind one office network: an address from which others of the tenant work as well joins nothing.",
      "Customers of one application vendor: applications join only where a finding of at least medium severity names them.",
    ],
    remediation: ["verify-account-with-owner", "reset-password", "revoke-sessions"],
    digDeeper: [
      .init(
        "Everybody of the run with that trace", "roundsman report --format xlsx, sheet Findings, filter by the value"),
      .init(
        "Acts from that address",
        "Search-UnifiedAuditLog -StartDate FROM -EndDate TO -IPAddresses ADDRESS -ResultSize 5000"),
    ])

  private typealias Tenant = ExampleEvidence

  private static func forwards(_ target: String, for users: [UserID]) -> TenantEvidence {
    Tenant.quietTenant {
      $0.mailboxes = .complete(users.map { Tenant.mailbox($0, forwardsTo: target, keepsCopy: true) })
    }
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "two mailboxes forward to one outside address",
        forwards("drop@evil.example", for: [Tenant.ada, Tenant.ben]),
        triggers: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")])
    ],
    nonTriggering: [
      CheckExample("nobody shares anything", Tenant.quietTenant(), result: .clear),
      CheckExample(
        "one mailbox forwards outside", forwards("drop@evil.example", for: [Tenant.ada]), result: .clear),
      CheckExample(
        "two mailboxes forward to a colleague", forwards("admin@contoso.example", for: [Tenant.ada, Tenant.ben]),
        result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither rules, mailboxes nor the audit log could be read",
        Tenant.quietTenant {
          $0.remove(.inboxRules)
          $0.remove(.mailboxes)
          $0.remove(.unifiedAudit)
        }, result: .notAssessed),
      CheckExample(
        "only the mailboxes could be read",
        Tenant.quietTenant {
          $0.mailboxes = .complete([
            Tenant.mailbox(Tenant.ada, forwardsTo: "drop@evil.example", keepsCopy: true),
            Tenant.mailbox(Tenant.ben, forwardsTo: "drop@evil.example", keepsCopy: true),
          ])
          $0.remove(.inboxRules)
          $0.remove(.unifiedAudit)
        }, expected: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")],
        result: .partial),
    ])
}
