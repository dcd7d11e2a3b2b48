/// What a mailbox's own log writes of messages.
extension AuditRecordWriter {
  /// Messages that were opened one by one (record type 50).
  func mailAccess(
    _ head: AuditHead, _ tongue: Tongue, client: StaticString = "Client=OWA;Action=ViaProxy",
    applicationID: StaticString = "00000002-0000-0ff1-ce00-000000000000", isThrottled: Bool = false
  ) throws {
    try write(head, object: { _ in }) { data in
      data.member("AppId", applicationID)
      data.member("ClientAppId", applicationID)
      mailboxMembers(head, owner: head.actor, client: client, &data)
      data.array("OperationProperties") {
        $0.named("MailAccessType", "Bind")
        $0.named("IsThrottled", isThrottled ? "True" : "False")
      }
      data.array("Folders") { folders in
        folders.object { folder in
          folder.member("Id", "LgAAAE")
          folder.text("Path") {
            $0.piece("\\\\")
            $0.piece(FolderPlace.inbox.name(in: tongue))
          }
          folder.array("FolderItems") { items in
            items.object { item in
              item.member("Id", "RgAAAC")
              item.text("InternetMessageId") {
                $0.piece("<")
                $0.piece(head.id)
                $0.piece("@mail.partner1.example>")
              }
              item.member("SizeInBytes", 20_000 + Int(head.id.number % 90_000))
            }
          }
        }
      }
      data.member("OperationCount", 1)
    }
  }

  /// A whole folder that a program copied (record type 50): no item is named.
  func mailSync(_ head: AuditHead, _ copy: MailCopy, _ tongue: Tongue) throws {
    try write(head, object: { _ in }) { data in
      data.member("AppId", copy.applicationID)
      data.member("ClientAppId", copy.applicationID)
      mailboxMembers(head, owner: head.actor, client: copy.client, &data)
      data.array("OperationProperties") {
        $0.named("MailAccessType", "Sync")
        $0.named("IsThrottled", copy.isThrottled ? "True" : "False")
      }
      data.object("Item") { item in
        item.member("Id", "LgAAAF")
        item.object("ParentFolder") { folder in
          folder.member("Id", "LgAAAF")
          folder.member("Name", JSONText(copy.folder.name(in: tongue)))
          self.path(copy.folder, tongue, &folder)
        }
      }
    }
  }

  /// An item that was made or sent (record type 2).
  func mailItem(
    _ head: AuditHead, _ folder: FolderPlace, _ tongue: Tongue, message: SyntheticID? = nil,
    subject: JSONText = JSONText("Weekly report")
  ) throws {
    try write(head, object: { _ in }) { data in
      mailboxMembers(head, owner: head.actor, client: "Client=MSExchangeRPC", &data)
      data.object("Item") { item in
        item.member("Id", "RgAAAB")
        messageID(message ?? head.id, plan.domain, &item)
        item.object("ParentFolder") {
          $0.member("Id", "LgAAAD")
          path(folder, tongue, &$0)
        }
        item.member("Subject", subject)
        item.member("SizeInBytes", 10_000 + Int(head.id.number % 50_000))
      }
    }
  }

  /// Items that were deleted together (record type 3).
  func deletedItems(_ head: AuditHead, _ deletion: ItemDeletion, _ tongue: Tongue) throws {
    try write(head, object: { _ in }) { data in
      mailboxMembers(head, owner: head.actor, client: "Client=OWA;Action=ViaProxy", &data)
      data.array("AffectedItems") { list in
        func item(_ message: SyntheticID, _ domain: String, _ subject: JSONText) {
          list.object { item in
            item.member("Id", "RgAAAC")
            messageID(message, domain, &item)
            item.object("ParentFolder") {
              $0.member("Id", "LgAAAD")
              path(deletion.folder, tongue, &$0)
            }
            item.member("Subject", subject)
          }
        }
        switch deletion.items {
        case .copies(let mailing):
          for message in 0..<mailing.messages {
            item(plan.messageID(of: mailing, message), plan.domain, mailing.subject)
          }
        case .received(let mailings):
          for mailing in mailings { item(plan.messageID(of: mailing, 0), "mail.partner1.example", mailing.subject) }
        case .ordinary(let count):
          for number in 0..<count {
            item(
              SyntheticID(seed: plan.seed, .folder, plan.index, Int(head.id.number >> 20), number),
              "mail.partner\(number % 7).example", OrdinaryWords.subject(tongue, number * 5 + 3))
          }
        }
      }
      data.member("CrossMailboxOperation", false)
      data.object("Folder") {
        $0.member("Id", "LgAAAD")
        path(deletion.folder, tongue, &$0)
      }
      if "\(deletion.operation)" == "MoveToDeletedItems" {
        data.object("DestFolder") {
          $0.member("Id", "LgAAAE")
          path(.deletedItems, tongue, &$0)
        }
      }
    }
  }

  private func messageID(_ id: SyntheticID, _ domain: String, _ item: inout JSONLine) {
    item.text("InternetMessageId") {
      $0.piece("<")
      $0.piece(id)
      $0.piece("@")
      $0.piece(domain)
      $0.piece(">")
    }
  }

  private func path(_ folder: FolderPlace, _ tongue: Tongue, _ line: inout JSONLine) {
    line.text("Path") {
      $0.piece("\\\\")
      $0.piece(folder.name(in: tongue))
    }
  }
}
