import AuditModel

/// Findings of several users or tenants have an address, a domain, an application or a phone number in common.
///
/// It has no evidence of its own: the judgement of a tenant joins the findings of its users (`TenantCampaigns`), the
/// run joins those of its tenants.
struct SharedInfrastructureCheck: Check {
  /// The checks whose findings carry traces: without their evidence nothing shared is not the same as nothing to share.
  private static let sources: [any Check] = [
    RiskySignInsCheck(), IdentityRiskCheck(), MFAMethodsCheck(), SharedMFANumberCheck(), RoleChangesCheck(),
    ApplicationConsentsCheck(), NewApplicationsCheck(), MailboxRulesCheck(), InboxRuleChangesCheck(), SweepRulesCheck(),
    MailboxForwardingCheck(), MailboxPermissionsCheck(), MailboxAccessCheck(), DeletedMailCheck(),
    SentMailAnomaliesCheck(), SentItemsMismatchCheck(), RestrictedSenderCheck(), MailFlowChangesCheck(),
    TenantDefenceChangesCheck(),
  ]

  var companions: [any Check] { Self.sources }

  func assessment(of evidence: EvidenceReader) -> Assessment {
    for need in Self.metadata.needs { _ = evidence.gap(of: need.kind) }
    return Assessment()
  }

  static let metadata = CheckMetadata(
    id: Campaign.check, revision: 2, title: "Shares an intruder's address, domain, application or phone",
    family: .signIn, kind: .state,
    needs: Set(sources.flatMap(\.metadata.needs).filter { !$0.isHint }.map(\.kind)).sorted().map { .contributing($0) },
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
      "What checks that are switched off would have found.",
      "What only tenants share that were not part of this run.",
      "Addresses at public mail providers share no domain; the addresses themselves are compared.",
    ],
    benignIf: [
      "Two people forward to the same outside partner by agreement: trust the domain in the configuration.",
      "People behind one office network: an address from which somebody else of the tenant works on several days, or did so "
        + "on earlier nights, joins nothing; nor does one administrator's work on many people.",
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
        "nothing of what users could share was read",
        Tenant.quietTenant { for kind in metadata.declaredKinds { $0.remove(kind) } }, result: .notAssessed),
      CheckExample(
        "only the mailboxes could be read",
        Tenant.quietTenant {
          $0.mailboxes = .complete([
            Tenant.mailbox(Tenant.ada, forwardsTo: "drop@evil.example", keepsCopy: true),
            Tenant.mailbox(Tenant.ben, forwardsTo: "drop@evil.example", keepsCopy: true),
          ])
          for kind in metadata.declaredKinds where kind != .mailboxes { $0.remove(kind) }
        }, expected: [.init(.medium, for: "ada@contoso.example"), .init(.medium, for: "ben@contoso.example")],
        result: .partial),
    ])
}
