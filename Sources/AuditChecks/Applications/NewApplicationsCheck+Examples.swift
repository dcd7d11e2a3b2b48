import AuditModel

extension NewApplicationsCheck {
  private typealias Tenant = ExampleEvidence
  private typealias Consents = ApplicationConsentsCheck

  static func added(
    _ name: String = "Invoice Viewer", by actor: String = "ben@contoso.example", id: String = Consents.unlisted
  )
    -> DirectoryAudit
  {
    DirectoryAudit(
      id: "added-1", activity: "Add service principal", occurredAt: ExampleEvidence.recently, hasSucceeded: true,
      initiator: .user(id: nil, name: actor, address: "192.0.2.7"),
      targets: [.init(id: Consents.client, type: "ServicePrincipal", displayName: name)],
      additionalDetails: [.init("AppId", id)])
  }

  private static func tenant(
    _ application: ServicePrincipal?, audits: [DirectoryAudit] = [], grants: [PermissionGrant] = []
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.servicePrincipals = .complete([application].compactMap { $0 })
      $0.oauth2PermissionGrants = .complete(grants)
      $0.directoryAudits = .complete(audits)
    }
  }

  private static func new(
    _ name: String = "Invoice Viewer", id: String = Consents.unlisted, verified: String? = nil,
    owner: String? = "0e000000-0000-4000-8000-000000000001"
  ) -> ServicePrincipal {
    Consents.application(name, id: id, verified: verified, owner: owner, createdAt: Tenant.recently)
  }

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a verified product that nobody is told to have added", tenant(new(verified: "Northlight")),
        triggers: [.init(.low, for: nil)]),
      CheckExample(
        "an unverified application that a user added", tenant(new(), audits: [added()]),
        triggers: [.init(.medium, for: "ben@contoso.example")]),
      CheckExample(
        "an unverified application with mail permissions that a user consented to",
        tenant(new(), audits: [Consents.consent()]), triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "an unverified application that is called like Microsoft's",
        tenant(new("Microsoft Security Update"), audits: [added()]),
        triggers: [.init(.high, for: "ben@contoso.example")]),
      CheckExample(
        "a known-abused application", tenant(new("eM Client", id: "e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd")),
        triggers: [.init(.critical, for: nil)]),
      CheckExample(
        "an application that was added and is gone again", tenant(nil, audits: [added()]),
        triggers: [.init(.medium, for: "ben@contoso.example")]),
    ],
    nonTriggering: [
      CheckExample("an application that is old", tenant(Consents.application()), result: .clear),
      CheckExample(
        "Microsoft adds an application of its own",
        tenant(new("Outlook Mobile", owner: "f8cdef31-a31e-4b4a-93e4-5f571e91255a")), result: .clear),
      CheckExample(
        "an addition by Microsoft's provisioning",
        tenant(
          new(verified: "Northlight"),
          audits: [
            DirectoryAudit(
              id: "1", activity: "Add service principal", occurredAt: Tenant.recently, hasSucceeded: true,
              initiator: .application(id: nil, name: "Microsoft Azure AD Internal - Jit Provisioning"),
              targets: [.init(id: Consents.client, type: "ServicePrincipal", displayName: "Invoice Viewer")])
          ]), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither applications nor the log could be read",
        Tenant.quietTenant {
          $0.remove(.servicePrincipals)
          $0.remove(.directoryAudits)
        }, result: .notAssessed),
      CheckExample(
        "only the log is there",
        Tenant.quietTenant {
          $0.remove(.servicePrincipals)
          $0.directoryAudits = .complete([added()])
        }, expected: [.init(.low, for: "ben@contoso.example")], result: .partial),
      CheckExample(
        "applications without dates, and no log",
        Tenant.quietTenant {
          var application = Consents.application()
          application.createdAt = nil
          $0.servicePrincipals = .complete([application])
          $0.remove(.directoryAudits)
        }, result: .partial),
    ])
}
