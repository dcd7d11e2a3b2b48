import AuditModel

extension ApplicationConsentsCheck {
  private typealias Tenant = ExampleEvidence

  static let client = "0c000000-0000-4000-8000-000000000001"
  static let unlisted = "0d000000-0000-4000-8000-000000000001"

  static func application(
    _ name: String = "Invoice Viewer", id: String = unlisted, verified publisher: String? = nil,
    owner: String? = "0e000000-0000-4000-8000-000000000001", createdAt: Timestamp? = nil
  ) -> ServicePrincipal {
    ServicePrincipal(
      id: client, applicationID: id, displayName: name,
      createdAt: createdAt ?? ExampleEvidence.moment("2024-02-01T10:00:00Z"),
      ownerTenantID: owner, verifiedPublisher: publisher, type: "Application")
  }

  static func grant(_ scopes: [String], for user: UserID? = ExampleEvidence.ada) -> PermissionGrant {
    PermissionGrant(
      id: "grant-1", clientID: client, resourceID: "0f000000-0000-4000-8000-000000000001",
      user: user.map { UserReference(id: $0) }, scopes: scopes)
  }

  /// A consent as Microsoft Graph tells it.
  static func consent(
    _ scopes: String = "Mail.ReadWrite offline_access", before: String = "[]", everybody: Bool = false,
    by actor: String = "ada@contoso.example", id: String = unlisted, succeeded: Bool? = true
  ) -> DirectoryAudit {
    let type = everybody ? "AllPrincipals" : "Principal"
    let principal = everybody ? "" : ExampleEvidence.ada.rawValue
    return DirectoryAudit(
      id: "consent-1", activity: "Consent to application", occurredAt: ExampleEvidence.recently,
      hasSucceeded: succeeded,
      initiator: .user(id: nil, name: actor, address: "203.0.113.9"),
      targets: [
        .init(
          id: client, type: "ServicePrincipal", displayName: "Invoice Viewer",
          modifiedProperties: [
            .init("ConsentContext.IsAdminConsent", old: nil, new: "True"),
            .init("ConsentContext.OnBehalfOfAll", old: nil, new: everybody ? "True" : "False"),
            .init(
              "ConsentAction.Permissions", old: nil,
              new: "\(before) => [[Id: AA, ClientId: \(client), PrincipalId: \(principal), ResourceId: "
                + "0f000000-0000-4000-8000-000000000001, ConsentType: \(type), Scope: \(scopes), CreatedDateTime: ]]; "),
            .init("TargetId.ServicePrincipalNames", old: nil, new: id),
          ])
      ])
  }

  private static func tenant(
    _ application: ServicePrincipal = application(), grants: [PermissionGrant] = [],
    roles: [AppRoleAssignment] = [], audits: [DirectoryAudit] = []
  ) -> TenantEvidence {
    Tenant.quietTenant {
      $0.servicePrincipals = .complete([application])
      $0.oauth2PermissionGrants = .complete(grants)
      $0.appRoleAssignments = .complete(roles)
      $0.directoryAudits = .complete(audits)
    }
  }

  private static let abused = application("PERFECTDATA SOFTWARE", id: "ff8d92dc-3d82-41d6-bcbd-b9174d163620")

  static let examples = CheckExamples(
    triggering: [
      CheckExample(
        "a verified publisher's product has read mail for long",
        tenant(application(verified: "Northlight"), grants: [grant(["Mail.Read", "User.Read"])]),
        triggers: [.init(.low, for: "ada@contoso.example")]),
      CheckExample(
        "a user consents to a verified publisher's product in the window",
        tenant(application(verified: "Northlight"), grants: [grant(["Mail.ReadWrite"])], audits: [consent()]),
        triggers: [.init(.medium, for: "ada@contoso.example")]),
      CheckExample(
        "a user consents to an unverified application that reads mail",
        tenant(grants: [grant(["Mail.ReadWrite", "offline_access"])], audits: [consent()]),
        triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "an administrator consents for everybody: the tenant and the administrator are told",
        tenant(
          grants: [grant(["Mail.ReadWrite"], for: nil)], audits: [consent(everybody: true, by: "admin@contoso.example")]
        ),
        triggers: [.init(.high, for: nil), .init(.high, for: "admin@contoso.example")]),
      CheckExample(
        "a known-abused application stands since long, whatever it may do",
        tenant(abused, grants: [grant(["User.Read"])]), triggers: [.init(.high, for: "ada@contoso.example")]),
      CheckExample(
        "a user consents to a known-abused application",
        tenant(abused, audits: [consent("EWS.AccessAsUser.All", id: abused.applicationID)]),
        triggers: [.init(.critical, for: "ada@contoso.example")]),
      CheckExample(
        "an unverified application may read every mailbox by itself",
        tenant(
          roles: [
            AppRoleAssignment(
              id: "role-1", principalType: "ServicePrincipal", principalID: client,
              resourceID: "0f000000-0000-4000-8000-000000000001", roleID: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
              createdAt: Tenant.moment("2025-01-01T00:00:00Z"))
          ]), triggers: [.init(.medium, for: nil)]),
    ],
    nonTriggering: [
      CheckExample(
        "signing in to an unverified application gives nothing",
        tenant(grants: [grant(["User.Read", "openid", "profile", "offline_access"])]), result: .clear),
      CheckExample(
        "Microsoft's own application may read mail",
        tenant(
          application("Outlook Mobile", owner: "f8cdef31-a31e-4b4a-93e4-5f571e91255a"),
          grants: [grant(["Mail.ReadWrite"])]),
        result: .clear),
      CheckExample("a consent that failed", tenant(audits: [consent(succeeded: false)]), result: .clear),
    ],
    missingEvidence: [
      CheckExample(
        "neither grants nor logs could be read",
        Tenant.quietTenant {
          for kind in [EvidenceKind.oauth2PermissionGrants, .appRoleAssignments, .directoryAudits, .unifiedAudit] {
            $0.remove(kind)
          }
        }, result: .notAssessed),
      CheckExample(
        "the applications could not be read: nothing tells the publisher",
        Tenant.quietTenant {
          $0.oauth2PermissionGrants = .complete([grant(["Mail.Read"])])
          $0.remove(.servicePrincipals)
        }, expected: [.init(.low, for: "ada@contoso.example")], result: .partial),
      CheckExample(
        "only the directory audit log is there",
        Tenant.quietTenant {
          for kind in [EvidenceKind.oauth2PermissionGrants, .appRoleAssignments, .servicePrincipals, .unifiedAudit] {
            $0.remove(kind)
          }
          $0.directoryAudits = .complete([consent()])
        }, expected: [.init(.medium, for: "ada@contoso.example")], result: .partial),
    ])
}
