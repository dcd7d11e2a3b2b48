/// The members that each service adds to a record.
extension AuditRecordWriter {
  /// An Exchange cmdlet (record type 1).
  func exchange(
    _ head: AuditHead, mayBeCut: Bool = false, object: (inout JSONLine) -> Void,
    parameters: (inout JSONLine) -> Void
  ) throws {
    try write(
      head, mayBeCut: mayBeCut,
      object: {
        $0.piece("EURPR01A000.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/")
        $0.piece(plan.initialDomain)
        $0.piece("/")
        object(&$0)
      }
    ) { data in
      data.member("AppId", "fb78d390-0c51-40cd-8e17-fdbfab77341b")
      data.member("AppPoolName", "MSExchangeAdminApiNetCore")
      data.member("ClientAppId", "")
      data.member("CorrelationID", "")
      data.member("ExternalAccess", head.actorType == .system)
      data.member("OrganizationName", safe: plan.initialDomain)
      data.member("OriginatingServer", "DB0PR01MB0001 (15.20.0000.000)")
      data.array("Parameters", parameters)
      data.member("RequestId", head.id)
      data.member("SessionId", "")
    }
  }

  /// A sign-in (record type 15).
  func signIn(_ head: AuditHead, _ manner: SignInManner) throws {
    try write(head, object: { $0.piece("4765445b-32c6-49b0-83e6-1d93765276ca") }) { data in
      data.member("AzureActiveDirectoryEventType", 1)
      data.array("ExtendedProperties") {
        $0.named("ResultStatusDetail", manner.errorCode == 0 ? "Success" : "UserError")
        $0.named("UserAgent", manner.userAgent)
        $0.named("RequestType", manner.transfer.requestType)
      }
      data.array("ModifiedProperties") { _ in }
      actorAndTarget(head, &data)
      data.text("ActorIpAddress") { head.address.write(to: &$0) }
      data.member("IntraSystemId", head.id)
      data.member("SupportTicketId", "")
      data.member("ApplicationId", manner.applicationID)
      data.array("DeviceProperties") {
        $0.named("OS", "Windows10")
        $0.named("BrowserType", "Chrome")
        $0.named("IsCompliantAndManaged", "False")
        $0.named("SessionId") { $0.piece(head.id) }
      }
      data.text("ErrorNumber") { $0.piece(manner.errorCode) }
      if manner.errorCode != 0 { data.member("LogonError", "InvalidUserNameOrPassword") }
    }
  }

  /// A change in the directory (record type 8).
  func directory(
    _ head: AuditHead, target: Person, change: (name: StaticString, value: String)? = nil
  ) throws {
    try directory(
      head, object: { $0.piece(target.principalName) },
      properties: { properties in
        guard let change else { return }
        properties.object {
          $0.member("Name", change.name)
          $0.text("NewValue") { $0.piece(change.value) }
          $0.member("OldValue", "")
        }
      },
      targets: { list in
        list.object {
          $0.text("ID") { text in
            text.piece("User_")
            text.piece(target.id)
          }
          $0.member("Type", 2)
        }
        list.object {
          $0.member("ID", safe: target.principalName)
          $0.member("Type", 5)
        }
      })
  }

  /// A change in the directory of whatever kind.
  func directory(
    _ head: AuditHead, object: (inout JSONLine) -> Void, properties: (inout JSONLine) -> Void,
    targets: (inout JSONLine) -> Void
  ) throws {
    try write(head, object: object) { data in
      data.member("AzureActiveDirectoryEventType", 1)
      data.array("ExtendedProperties") {
        $0.named("additionalDetails", "{}")
        $0.named("extendedAuditEventCategory", "User")
      }
      data.array("ModifiedProperties", properties)
      actorAndTarget(head, &data)
      data.array("Target", targets)
      data.member("TargetContextId", plan.id)
      data.member("InterSystemsId", head.id)
      data.member("IntraSystemId", head.id)
      data.member("SupportTicketId", "")
    }
  }

  private func actorAndTarget(_ head: AuditHead, _ data: inout JSONLine) {
    data.array("Actor") { list in
      list.object {
        $0.member("ID", safe: head.actor)
        $0.member("Type", 5)
      }
      list.object {
        $0.text("ID") { $0.piece(Int(head.id.number % 10_000_000_000), digits: 16) }
        $0.member("Type", 3)
      }
    }
    data.member("ActorContextId", plan.id)
  }

  /// Rights on one folder (record type 2).
  func folderPermission(
    _ head: AuditHead, owner: Person, member: Person, rights: StaticString, path: String
  ) throws {
    try write(head, object: { _ in }) { data in
      mailboxMembers(head, owner: owner.principalName, client: "Client=MSExchangeRPC", &data)
      data.object("Item") { item in
        item.member("Id", "LgAAAC")
        item.object("ParentFolder") {
          $0.member("Id", "LgAAAC")
          $0.member(
            "MemberRights", "ReadAny, Create, EditOwned, DeleteOwned, EditAny, DeleteAny, Visible, FreeBusySimple")
          $0.member("MemberSid", "S-1-5-21-1-2-3-1001")
          $0.member("MemberUpn", safe: member.principalName)
          $0.member("Name", safe: path)
          $0.text("Path") { text in
            text.piece("\\\\")
            text.piece(path)
          }
          $0.text("AccessRights") { $0.piece(rights) }
        }
      }
    }
  }

  /// A rule made or changed through Outlook's own protocol (record type 2).
  func outlookRule(
    _ head: AuditHead, _ rule: PlannedRule, owner: Person, operation: StaticString, _ tongue: Tongue
  ) throws {
    let content = rule.content
    try write(head, object: { _ in }) { data in
      mailboxMembers(head, owner: owner.principalName, client: "Client=MSExchangeRPC", &data)
      data.array("OperationProperties") { properties in
        properties.named("RuleOperation", operation)
        properties.named("RuleId") { $0.piece(Int(truncatingIfNeeded: rule.number)) }
        properties.named("RuleState", content.stops ? "Enabled, ExitAfterExecution" : "Enabled")
        properties.named("RuleCondition", "{}")
        properties.named("RuleName") { $0.piece(rule.name.escaped) }
        properties.named("RuleProvider", "RuleOrganizer")
        properties.named("RuleActions") { outlookActions(content, &$0) }
      }
      data.object("Item") { item in
        item.member("Id", "LgAAAA")
        item.object("ParentFolder") {
          $0.member("Id", "LgAAAB")
          $0.text("Path") { path in
            path.piece("\\\\")
            path.piece(FolderPlace.inbox.name(in: tongue))
          }
        }
      }
    }
  }

  /// JSON inside a text: `[{"ActionType":"Forward","Recipients":["x@y"]},{"ActionType":"Delete"}]`.
  private func outlookActions(_ content: RuleContent, _ text: inout JSONLine) {
    var actions: [String] = []
    for recipient in content.forwardTo {
      if case .outside(let mail) = recipient {
        actions.append(#"{\"ActionType\":\"Forward\",\"Recipients\":[\"\#(mail)\"]}"#)
      }
    }
    if content.deletes { actions.append(#"{\"ActionType\":\"Delete\"}"#) }
    text.piece("[")
    text.piece(actions.joined(separator: ","))
    text.piece("]")
  }

  func mailboxMembers(
    _ head: AuditHead, owner: String, client: StaticString, _ data: inout JSONLine
  ) {
    data.text("ClientIPAddress") { head.address.write(to: &$0) }
    data.member("ClientInfoString", client)
    data.member("ClientProcessName", "OUTLOOK.EXE")
    data.member("ClientVersion", "16.0.17328.20000")
    data.member("ExternalAccess", false)
    data.member("InternalLogonType", 0)
    data.member("LogonType", 0)
    data.member("LogonUserSid", "S-1-5-21-1-2-3-1000")
    data.member("MailboxGuid", head.id)
    data.member("MailboxOwnerSid", "S-1-5-21-1-2-3-1000")
    data.member("MailboxOwnerUPN", safe: owner)
    data.member("OrganizationName", safe: plan.initialDomain)
    data.member("OriginatingServer", "DB0PR01MB0001 (15.20.0000.000)\\r\\n")
    data.member("SessionId", head.id)
  }
}
