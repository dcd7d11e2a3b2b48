/// Microsoft's maintenance and everybody's work: the great mass of an audit log.
///
/// Shares as measured: Microsoft and system 69.5 %, people 29 %, service principals 1 %; Set-Mailbox 29 %, Set-MailboxPlan
/// 24 %, UserLoggedIn 7 %, MailItemsAccessed 6 %, UserLoginFailed 4 %, four records a user and week in all.
extension TenantRenderer {
  private static let maintenanceEvery: Int64 = 216_000  // 2.5 days
  private static let systemNames: [String] = [
    #"NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)"#, #"NT AUTHORITY\\SYSTEM (w3wp)"#,
    #"NT AUTHORITY\\SYSTEM (Microsoft.Exchange.AdminApi.NetCore)"#,
    #"EURPR01\\Administrator (Microsoft.Office.Datacenter.Torus.PowerShellWorker)"#,
  ]

  /// About 13 cmdlets by the system every 2.5 days, each block with one grant on the discovery mailbox.
  func writeMaintenance(day: Int64, _ writer: AuditRecordWriter) throws {
    let phase = Int64(plan.index % 60) * 3600
    // The first multiple of 2.5 days, counted from a fixed moment, that falls into this day.
    let block = (day + phase + Self.maintenanceEvery - 1) / Self.maintenanceEvery * Self.maintenanceEvery - phase
    guard block < day + secondsPerDay else { return }
    for round in 0..<((plan.people.count + 59) / 60) {
      var dice = SeededGenerator(
        seed: plan.seed, Purpose.background.rawValue, UInt64(plan.index), UInt64(bitPattern: block), UInt64(round))
      for step in 0..<13 {
        let time = block + Int64(round * 40 + step * 2)
        let head = systemHead(
          step == 6 ? "Add-MailboxPermission" : step % 3 == 1 ? "Set-MailboxPlan" : "Set-Mailbox", time, &dice)
        // A block that starts at the day's last seconds ends with it.
        guard time < day + secondsPerDay else { break }
        try writer.exchange(head, object: { $0.piece("DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}") })
        {
          $0.named("Identity", "DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852}")
          if step == 6 {
            $0.named("User", "Discovery Management")
            $0.named("AccessRights", "FullAccess")
          } else {
            $0.named("ElcProcessingDisabled", "False")
            $0.named("Force", "True")
          }
        }
      }
    }
  }

  /// One day's records by people, services and the system, over the people of the tenant.
  func writeBackground(day: Int64, _ writer: AuditRecordWriter) throws {
    var dice = SeededGenerator(
      seed: plan.seed, Purpose.background.rawValue, UInt64(plan.index), UInt64(bitPattern: day))
    let weekday = ((day / secondsPerDay) % 7 + 7) % 7
    // 1 January 1970 was a Thursday: 2 and 3 are Saturday and Sunday.
    let isWeekend = weekday == 2 || weekday == 3
    for person in plan.people {
      // Chances a day in 1,000: 2.2 system records, 1.16 of people (on weekdays mostly), 0.04 of services a week.
      let systemCount = (dice.chance(313) ? 1 : 0)
      let ownCount = dice.chance(isWeekend ? 60 : 208) ? 1 : 0
      let serviceCount = dice.chance(6) ? 1 : 0
      for _ in 0..<systemCount { try writeSystemRecord(on: person, day: day, &dice, writer) }
      for _ in 0..<ownCount { try writeWork(of: person, day: day, &dice, writer) }
      for _ in 0..<serviceCount { try writeServiceRecord(on: person, day: day, &dice, writer) }
    }
  }

  private func systemHead(_ operation: StaticString, _ time: Int64, _ dice: inout SeededGenerator) -> AuditHead {
    AuditHead(
      id: SyntheticID(from: &dice), time: time, operation: operation, type: .exchangeAdmin, result: "True",
      actorType: .system, actor: dice.pick(Self.systemNames),
      address: ClientAddress(.none, host: 0, port: dice.below(100)))
  }

  private func writeSystemRecord(
    on person: Person, day: Int64, _ dice: inout SeededGenerator, _ writer: AuditRecordWriter
  ) throws {
    let time = day + Int64(dice.below(86_400))
    let kind = dice.below(1000)
    let operation: StaticString
    switch kind {
    case 0..<340: operation = "Set-Mailbox"
    case 340..<705: operation = "Set-MailboxPlan"
    case 705..<830: operation = "Set-User"
    case 830..<915: operation = "Set-ConditionalAccessPolicy"
    case 915..<965: operation = "Set-TransportConfig"
    default: operation = "Install-DefaultSharingPolicy"
    }
    let head = systemHead(operation, time, &dice)
    let clearsForwarding = kind < 20
    guard person.exists(at: night) else { return }
    try writer.exchange(head, mayBeCut: true, object: { $0.piece(person.id) }) {
      $0.named("Identity") { identity in
        identity.piece(plan.initialDomain)
        identity.piece("\\\\")
        identity.piece(person.id)
      }
      if clearsForwarding {
        $0.named("ForwardingSmtpAddress", "")
        $0.named("DeliverToMailboxAndForward", "False")
      } else {
        $0.named("MaxReceiveSize", "36 MB (37,748,736 bytes)")
        $0.named("MaxSendSize", "35 MB (36,700,160 bytes)")
        $0.named("RoleAssignmentPolicy", "Default Role Assignment Policy")
        $0.named("Force", "True")
      }
    }
  }

  private func writeWork(
    of person: Person, day: Int64, _ dice: inout SeededGenerator, _ writer: AuditRecordWriter
  ) throws {
    let time = day + 18_000 + Int64(dice.below(43_000))
    let isAtOffice = dice.chance(600)
    let port = dice.below(10_000)
    let address =
      isAtOffice ? ClientAddress(.office, host: plan.index, port: port) : plan.home(of: person.index, port: port)
    let kind = dice.below(1000)
    let id = SyntheticID(from: &dice)
    // Nobody signs in to a shared mailbox, and guests work with files only.
    let first = person.kind == .member ? 0 : person.kind == .guest ? 790 : 587
    guard person.exists(at: night), person.createdAt < time, kind >= first else { return }
    let actor = principalName(of: person, at: time)
    func head(_ operation: StaticString, _ type: AuditHead.RecordType, _ result: StaticString?) -> AuditHead {
      AuditHead(
        id: id, time: time, operation: operation, type: type, result: result, actorType: .regular, actor: actor,
        address: address)
    }
    switch kind {
    case 0..<242: try writer.signIn(head("UserLoggedIn", .signIn, "Success"), SignInManner())
    case 242..<449: try writer.mailAccess(head("MailItemsAccessed", .aggregated, "Succeeded"), plan.tongue)
    case 449..<587: try writer.signIn(head("UserLoginFailed", .signIn, "Failed"), SignInManner(errorCode: 50126))
    case 587..<670: try writer.mailItem(head("Send", .exchangeItem, "Succeeded"), .sentItems, plan.tongue)
    case 670..<710:
      try writer.deletedItems(
        head("SoftDelete", .exchangeItemGroup, "Succeeded"),
        ItemDeletion(operation: "SoftDelete", folder: .deletedItems, items: .ordinary(1)), plan.tongue)
    case 710..<760:
      try writer.deletedItems(
        head("MoveToDeletedItems", .exchangeItemGroup, "Succeeded"),
        ItemDeletion(operation: "MoveToDeletedItems", folder: .inbox, items: .ordinary(1)), plan.tongue)
    case 760..<790: try writer.mailItem(head("Create", .exchangeItem, "Succeeded"), .inbox, plan.tongue)
    default: try writeFile(head(kind < 920 ? "FileAccessed" : "FileModified", .sharePoint, nil), writer)
    }
  }

  private func writeFile(_ head: AuditHead, _ writer: AuditRecordWriter) throws {
    try writer.write(
      head,
      object: {
        $0.piece("https://")
        $0.piece(plan.slug)
        $0.piece(".example/sites/office/Shared Documents/Report.docx")
      }
    ) { data in
      data.member("CorrelationId", head.id)
      data.member("EventSource", "SharePoint")
      data.member("ItemType", "File")
      data.member("ListId", plan.id)
      data.member("ListItemUniqueId", head.id)
      data.member("Site", plan.id)
      data.member("UserAgent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36")
      data.member("WebId", plan.id)
      data.member("SourceFileExtension", "docx")
      data.member("SourceFileName", "Report.docx")
      data.member("SourceRelativeUrl", "Shared Documents")
    }
  }

  private func writeServiceRecord(
    on person: Person, day: Int64, _ dice: inout SeededGenerator, _ writer: AuditRecordWriter
  ) throws {
    let time = day + Int64(dice.below(86_400))
    let id = SyntheticID(from: &dice)
    let principal = SyntheticID(seed: plan.seed, .tenant, plan.index, 88).text
    guard person.exists(at: night) else { return }
    // `.` ends the operation names of the directory in this log.
    try writer.directory(
      AuditHead(
        id: id, time: time, operation: "Add service principal.", type: .directory, result: "Success",
        actorType: .servicePrincipal, actor: "ServicePrincipal_" + principal,
        address: ClientAddress(.none, host: 0, port: 3)), target: person)
  }
}
