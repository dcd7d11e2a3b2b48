/// Applications that came lately, or that somebody allowed far too much: their service principals and their grants.
extension TenantRenderer {
  /// Graph `servicePrincipal`.
  func servicePrincipal(_ added: AddedApplication, _ line: inout JSONLine) {
    line.object { principal in
      principal.member("id", plan.objectID(of: added))
      principal.text("appId") { plan.writeClientID(of: added, to: &$0) }
      principal.member("displayName", added.name)
      principal.member("appDisplayName", added.name)
      principal.member("createdDateTime", time: added.from)
      principal.member("appOwnerOrganizationId", SyntheticID(seed: plan.seed, .applications, -7, added.number))
      principal.member("servicePrincipalType", "Application")
      principal.member("accountEnabled", true)
      principal.null("disabledByMicrosoftStatus")
      principal.member("signInAudience", "AzureADandPersonalMicrosoftAccount")
      principal.array("tags") { $0.element { $0.piece("WindowsAzureActiveDirectoryIntegratedApp") } }
      principal.array("replyUrls") { urls in
        urls.element {
          if added.publisher == nil {
            $0.piece("http://localhost:7823/access")
          } else {
            $0.piece("https://app.vendor.example/")
          }
        }
      }
      principal.object("verifiedPublisher") { verified in
        if let publisher = added.publisher {
          verified.member("displayName", publisher)
          verified.member("verifiedPublisherId", "7200000")
          verified.member("addedDateTime", time: plan.end - 1200 * secondsPerDay)
        } else {
          verified.null("displayName")
          verified.null("verifiedPublisherId")
          verified.null("addedDateTime")
        }
      }
    }
  }

  /// Graph `oAuth2PermissionGrant` of each, which says nothing of its time.
  func forEachAddedGrant(_ body: ((inout JSONLine) -> Void) throws -> Void) throws {
    let graph = plan.applications[0].objectID
    for added in plan.addedApplications where added.from < night {
      try body { line in
        line.object { grant in
          let client = plan.objectID(of: added)
          let person = plan.people[added.person]
          grant.member("clientId", client)
          grant.member("consentType", added.isForEverybody ? "AllPrincipals" : "Principal")
          grant.text("id") { id in
            id.pieceOpaque(client, graph)
            if !added.isForEverybody { id.pieceOpaque(person.id, person.id) }
          }
          if added.isForEverybody {
            grant.null("principalId")
          } else {
            grant.member("principalId", person.id)
          }
          grant.member("resourceId", graph)
          grant.member("scope", added.scope)
        }
      }
    }
  }

  // MARK: The directory's log

  /// Added, granted and consented: three records of one click.
  func consentRecords(of event: PlannedEvent, to added: AddedApplication) -> [DirectoryRecord] {
    func record(_ activity: StaticString, _ number: Int) -> DirectoryRecord {
      DirectoryRecord(
        id: eventID(event, 10 + number), time: event.time, activity: activity, category: "ApplicationManagement",
        operation: "Add", initiator: initiator(of: event), target: .application(plan.objectID(of: added), added.name))
    }
    var arrived = record("Add service principal", 0)
    arrived.changes = [.init("AppPrincipalId", old: "[]", new: "[\\\"\(plan.clientID(of: added))\\\"]")]
    var granted = record("Add delegated permission grant", 1)
    granted.operation = "Assign"
    granted.target = .application(plan.applications[0].objectID, JSONText("Microsoft Graph"))
    granted.changes = [
      .init("DelegatedPermissionGrant.Scope", old: nil, new: "\\\"\(added.scope)\\\""),
      .init(
        "DelegatedPermissionGrant.ConsentType", old: nil,
        new: added.isForEverybody ? "\\\"AllPrincipals\\\"" : "\\\"Principal\\\""),
      .init("ServicePrincipal.ObjectID", old: nil, new: "\\\"\(plan.objectID(of: added).text)\\\""),
    ]
    var consented = record("Consent to application", 2)
    consented.operation = "Assign"
    consented.changes = [
      .init("ConsentContext.IsAdminConsent", old: nil, new: added.isForEverybody ? "\\\"True\\\"" : "\\\"False\\\""),
      .init("ConsentContext.IsAppOnly", old: nil, new: "\\\"False\\\""),
      .init("ConsentContext.OnBehalfOfAll", old: nil, new: added.isForEverybody ? "\\\"True\\\"" : "\\\"False\\\""),
      .init("ConsentContext.Tags", old: nil, new: "\\\"WindowsAzureActiveDirectoryIntegratedApp\\\""),
      .init("ConsentAction.Permissions", old: nil, new: "\\\"\(plan.permissions(of: added))\\\""),
      .init("TargetId.ServicePrincipalNames", old: nil, new: "\\\"\(plan.clientID(of: added))\\\""),
    ]
    consented.details = [("AppId", plan.clientID(of: added))]
    return [arrived, granted, consented]
  }
}

extension TenantPlan {
  /// The service principal's object id.
  func objectID(of added: AddedApplication) -> SyntheticID {
    SyntheticID(seed: seed, .applications, index, 500 + added.number)
  }

  func clientID(of added: AddedApplication) -> String {
    switch added.identity {
    case .known(let id): "\(id)"
    case .invented(let number): SyntheticID(seed: seed, .applications, -8, number).text
    }
  }

  func writeClientID(of added: AddedApplication, to line: inout JSONLine) { line.piece(clientID(of: added)) }

  /// As consents list what they allow.
  func permissions(of added: AddedApplication) -> String {
    let holder = added.isForEverybody ? "" : people[added.person].id.text
    return "[] => [[Id: AAAA, ClientId: \(objectID(of: added).text), PrincipalId: \(holder), ResourceId: "
      + "\(applications[0].objectID.text), ConsentType: \(added.isForEverybody ? "AllPrincipals" : "Principal"), Scope: "
      + "\(added.scope), CreatedDateTime: , LastModifiedDateTime ]]; "
  }
}
