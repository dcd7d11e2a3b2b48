/// What the unified audit log writes of methods, consents, mail flow, deletion, sharing and protection.
extension TenantRenderer {
  func writeFurtherEvent(_ event: PlannedEvent, _ writer: AuditRecordWriter) throws {
    switch event.act {
    case .registerMethod(let person, let kind), .registerMethodFor(let person, let kind):
      try writer.directory(
        head(event, "Update user.", .directory, "Success"), target: plan.people[person],
        change: ("StrongAuthenticationMethod", "[{\\\"MethodType\\\":\(kind.number)}]"))
    case .removeMethod(let person, _):
      try writer.directory(
        head(event, "Update user.", .directory, "Success"), target: plan.people[person],
        change: ("StrongAuthenticationMethod", "[]"))
    case .updateProfile(let person, let changes):
      let target = plan.people[person]
      try writer.directory(
        head(event, "Update user.", .directory, "Success"), object: { $0.piece(target.principalName) },
        properties: { list in
          for change in changes {
            list.object {
              $0.member("Name", change.property.logged)
              $0.member("NewValue", safe: change.new.asWrappedList)
              $0.member("OldValue", safe: change.old.asWrappedList)
            }
          }
        }, targets: { targets(of: target, &$0) })
    case .consent(let added): try writeConsent(event, to: added, writer)
    case .copyMail(let copy):
      let head = head(event, "MailItemsAccessed", .aggregated, "Succeeded")
      if copy.isSync {
        try writer.mailSync(head, copy, plan.tongue)
      } else {
        try writer.mailAccess(
          head, plan.tongue, client: copy.client, applicationID: copy.applicationID, isThrottled: copy.isThrottled)
      }
    case .send(let mailing):
      for message in 0..<mailing.messages where mailing.time(of: message) < night {
        var sent = head(event, "Send", .exchangeItem, "Succeeded", record: message)
        sent.time = mailing.time(of: message)
        try writer.mailItem(
          sent, .sentItems, plan.tongue, message: plan.messageID(of: mailing, message), subject: mailing.subject)
      }
    case .deleteItems(let deletion):
      try writer.deletedItems(
        head(event, deletion.operation, .exchangeItemGroup, "Succeeded"), deletion, plan.tongue)
    case .shareFile(let share):
      guard case .person(let person) = event.actor else { return }
      try writer.share(head(event, share.operation, .sharing, nil), share, by: plan.people[person])
    case .restrictSender(let person, let isListed):
      try writer.hygiene(head(event, "HygieneTenantEvents", .hygiene, nil), plan.people[person], isListed: isListed)
    default: try writeTenantEvent(event, writer)
    }
  }

  private func writeTenantEvent(_ event: PlannedEvent, _ writer: AuditRecordWriter) throws {
    func cmdlet(
      _ operation: StaticString, _ object: JSONText, _ parameters: (inout JSONLine) -> Void
    ) throws {
      try writer.exchange(
        head(event, operation, .exchangeAdmin, "True"), object: { $0.piece(object.escaped) }, parameters: parameters)
    }
    switch event.act {
    case .newSweepRule(let sweep):
      try writeCmdlet(event, "New-SweepRule", on: sweep.owner, writer) { parameters in
        parameters.named("Name") { $0.piece(sweep.name.escaped) }
        parameters.named("Sender") { $0.piece(sweep.sender) }
        parameters.named("DestinationFolder") { $0.piece(sweep.destination.name(in: plan.tongue)) }
      }
    case .newMailFlowRule(let rule):
      try cmdlet("New-TransportRule", rule.name) { parameters in
        parameters.named("Name") { $0.piece(rule.name.escaped) }
        if let copy = rule.blindCopyTo {
          parameters.named("BlindCopyTo") { $0.piece(copy) }
        } else {
          parameters.named("ApplyHtmlDisclaimerText", "<p>Confidential.</p>")
          parameters.named("ApplyHtmlDisclaimerLocation", "Append")
        }
        parameters.named("Mode", "Enforce")
      }
    case .newConnector(let connector):
      try cmdlet("New-OutboundConnector", connector.name) { parameters in
        parameters.named("Name") { $0.piece(connector.name.escaped) }
        parameters.named("SmartHosts") { $0.piece(connector.smartHost) }
        parameters.named("RecipientDomains", "*")
        parameters.named("Enabled", "True")
      }
    case .setAuditing(let isOn):
      try cmdlet("Set-AdminAuditLogConfig", JSONText("Admin Audit Log Settings")) { parameters in
        parameters.named("UnifiedAuditLogIngestionEnabled", isOn ? "True" : "False")
      }
    case .conditionalAccess(let act, let policy):
      try writer.directory(
        head(event, act.operation, .directory, "Success"), object: { $0.piece(policy.escaped) },
        properties: { _ in },
        targets: { list in
          list.object {
            $0.member("ID", policy)
            $0.member("Type", 1)
          }
        })
    case .federateDomain:
      let operations: [StaticString] = ["Set domain authentication.", "Set federation settings on domain."]
      for (number, operation) in operations.enumerated() {
        try writer.directory(
          head(event, operation, .directory, "Success", record: number), object: { $0.piece(plan.domain) },
          properties: { list in
            list.object {
              $0.member("Name", number == 0 ? "LiveType" : "IssuerUri")
              $0.member("NewValue", number == 0 ? "[\\\"Federated\\\"]" : "[\\\"https://any.sts/4711\\\"]")
              $0.member("OldValue", number == 0 ? "[\\\"Managed\\\"]" : "[]")
            }
          },
          targets: { list in
            list.object {
              $0.member("ID", safe: plan.domain)
              $0.member("Type", 1)
            }
          })
      }
    default: break
    }
  }

  private func writeConsent(_ event: PlannedEvent, to added: AddedApplication, _ writer: AuditRecordWriter) throws {
    func application(_ list: inout JSONLine) {
      list.object {
        $0.text("ID") { text in
          text.piece("ServicePrincipal_")
          text.piece(plan.objectID(of: added))
        }
        $0.member("Type", 2)
      }
      list.object {
        $0.member("ID", added.name)
        $0.member("Type", 1)
      }
      list.object {
        $0.text("ID") { plan.writeClientID(of: added, to: &$0) }
        $0.member("Type", 4)
      }
    }
    try writer.directory(
      head(event, "Add service principal.", .directory, "Success"),
      object: { plan.writeClientID(of: added, to: &$0) }, properties: { _ in }, targets: application)
    try writer.directory(
      head(event, "Consent to application.", .directory, "Success", record: 1),
      object: { plan.writeClientID(of: added, to: &$0) },
      properties: { list in
        list.object {
          $0.member("Name", "ConsentContext.IsAdminConsent")
          $0.member("NewValue", added.isForEverybody ? "True" : "False")
          $0.member("OldValue", "")
        }
        list.object {
          $0.member("Name", "ConsentAction.Permissions")
          $0.member("NewValue", safe: plan.permissions(of: added))
          $0.member("OldValue", "")
        }
      }, targets: application)
  }

  private func targets(of person: Person, _ list: inout JSONLine) {
    list.object {
      $0.text("ID") { text in
        text.piece("User_")
        text.piece(person.id)
      }
      $0.member("Type", 2)
    }
    list.object {
      $0.member("ID", safe: person.principalName)
      $0.member("Type", 5)
    }
  }
}
