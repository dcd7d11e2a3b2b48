/// Stories of mail that was sent, hidden, deleted and copied.
extension TenantPlanner {
  mutating func mail(
    by person: Int, _ subject: JSONText, at time: Int64, from address: ClientAddress, _ shape: (inout Mailing) -> Void
  ) -> Mailing {
    var mailing = Mailing(
      person: person, number: tenant.mailings.count, start: time, subject: subject,
      domain: "clients\(tenant.index).example", address: address)
    shape(&mailing)
    tenant.mailings.append(mailing)
    return mailing
  }

  /// One subject to 120 strangers within minutes, of whom one in five does not exist.
  mutating func massMailing(by given: Int? = nil, at start: Int64? = nil, from given2: ClientAddress? = nil) -> Mailing?
  {
    guard let victim = given ?? takeVictim() else { return nil }
    let time = start ?? ago(0, 9 * 3600)
    let address = given2 ?? attackerAddress()
    let mailing = mail(by: victim, text("Outstanding balance", or: 1), at: time, from: address) {
      $0.messages = 24
      $0.recipientsEach = 5
      $0.failsOfTen = 2
    }
    event(time, by: .person(victim), from: address, .send(mailing))
    eventSign(
      victim, "sent-mail-anomalies", .high, in: "message_trace", at: mailing.time(of: mailing.messages - 1),
      "One subject to 120 strangers within minutes.")
    tenant.storyLines.append("A mailbox sent one message to many strangers.")
    return mailing
  }

  /// Three messages, and no copy of them.
  mutating func sentAndDeleted() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(1, 12 * 3600)
    let mailing = mail(by: victim, text("New bank details", or: 2), at: time, from: address) {
      $0.messages = 3
      $0.pause = 70
    }
    event(time, by: .person(victim), from: address, .send(mailing))
    deleteCopies(of: mailing, at: time + 300, from: address)
    tenant.storyLines.append("What was sent is not in Sent Items.")
  }

  mutating func deleteCopies(of mailing: Mailing, at time: Int64, from address: ClientAddress) {
    event(
      time, by: .person(mailing.person), from: address,
      .deleteItems(ItemDeletion(operation: "HardDelete", folder: .sentItems, items: .copies(of: mailing))))
    eventSign(
      mailing.person, "sent-items-mismatch", .high, in: "unified_audit", at: time,
      "Sent, and deleted from Sent Items at once.")
  }

  /// Warnings of a new method came in and were gone within the hour.
  mutating func deletedWarnings(of given: Int? = nil, at start: Int64? = nil, from given2: ClientAddress? = nil) {
    guard let victim = given ?? takeVictim() else { return }
    let time = start ?? ago(0, 21 * 3600)
    let address = given2 ?? attackerAddress()
    let subjects = [
      text("New sign-in method added to your account", or: 6), JSONText("Your verification code is inside"),
    ]
    let notices = subjects.enumerated().map { number, subject in
      mail(by: victim, subject, at: time + Int64(number) * 60, from: address) {
        $0.sender = "account-security-noreply@accountprotection.example"
      }
    }
    event(
      time + 1900, by: .person(victim), from: address,
      .deleteItems(ItemDeletion(operation: "HardDelete", folder: .inbox, items: .received(notices))))
    eventSign(victim, "deleted-mail", .high, in: "unified_audit", at: time + 1900, "Security notices were deleted.")
    tenant.storyLines.append("Security notices were deleted within the hour.")
  }

  /// The inbox of years, gone in one evening.
  mutating func massDeletion() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(0, 19 * 3600)
    for round in 0..<3 {
      event(
        time + Int64(round) * 90, by: .person(victim), from: address,
        .deleteItems(ItemDeletion(operation: "HardDelete", folder: .inbox, items: .ordinary(60))))
    }
    eventSign(victim, "deleted-mail", .medium, in: "unified_audit", at: time + 180, "180 messages were deleted.")
    tenant.storyLines.append("An inbox was emptied.")
  }

  /// Warnings of the bank never reach the inbox.
  mutating func sweptWarnings() {
    guard let victim = takeVictim() else { return }
    let time = ago(0, 18 * 3600)
    let sweep = PlannedSweep(
      owner: victim, number: 1 + tenant.sweeps.count, name: text("Sweep 1", or: 3),
      sender: "account-security-noreply@accountprotection.microsoft.com", destination: .deletedItems, from: time)
    tenant.sweeps.append(sweep)
    event(time, by: .person(victim), from: attackerAddress(), .newSweepRule(sweep))
    sign(
      victim, "sweep-rules", .medium, in: "sweep_rules", from: time, "Sweeps an identity provider's warnings away.")
    tenant.storyLines.append("A sweep rule deletes warnings.")
  }

  /// Everything was copied to a program that nobody here uses, until the log stopped.
  mutating func copiedMailbox() {
    guard let victim = takeVictim() else { return }
    keepOutlookCopy(of: victim)
    let address = attackerAddress()
    let time = ago(1, 15 * 3600)
    for (round, folder) in [FolderPlace.inbox, .sentItems, .archive].enumerated() {
      let copy = MailCopy(
        isSync: true, isThrottled: false, client: "Client=REST;Client=RESTSystem;;",
        applicationID: "5d8a4c1e-7b0f-4e5c-9a51-3f6f0c2b7d44", folder: folder)
      event(time + Int64(round) * 40, by: .person(victim), from: address, .copyMail(copy))
    }
    let read = MailCopy(
      isSync: false, isThrottled: true, client: "Client=REST;Client=RESTSystem;;",
      applicationID: "5d8a4c1e-7b0f-4e5c-9a51-3f6f0c2b7d44")
    event(time + 900, by: .person(victim), from: address, .copyMail(read))
    eventSign(victim, "mailbox-access", .medium, in: "unified_audit", at: time + 900, "Copied, and throttled.")
    tenant.storyLines.append("A mailbox was copied to an unknown program.")
  }

  /// The owner's own program keeps its copy every day.
  mutating func keepOutlookCopy(of owner: Int) {
    let copy = MailCopy(
      isSync: true, isThrottled: false, client: "Client=MSExchangeRPC",
      applicationID: "d3590ed6-52b3-4102-aeff-aad2292ab01c")
    for day in Int64(1)...18 {
      event(
        ago(day, 45_000), by: .person(owner), from: ClientAddress(.office, host: tenant.index), .copyMail(copy))
    }
  }

  /// The filter blocks the sender since tonight.
  mutating func restrictedNow() {
    guard let mailing = massMailing(at: ago(0, 7 * 3600)) else { return }
    let time = mailing.start + 1800
    tenant.restrictedSenders.append(RestrictedSender(person: mailing.person, from: time))
    event(
      time, by: .outboundFilter, from: ClientAddress(.none, host: 0, port: 3),
      .restrictSender(mailing.person, isListed: true))
    sign(
      mailing.person, "restricted-sender", .critical, in: "blocked_senders", from: time, "Blocked for outbound spam.")
    tenant.storyLines.append("A user is blocked for outbound spam.")
  }

  /// Blocked for some hours and freed again: no list shows it tonight.
  mutating func restrictedBefore() {
    guard let victim = takeVictim() else { return }
    let time = ago(2, 14 * 3600)
    let freed = time + 5 * 3600
    let postmaster = "postmaster@" + tenant.initialDomain
    tenant.restrictedSenders.append(RestrictedSender(person: victim, from: time, until: freed))
    for (moment, isListed) in [(time, true), (freed, false)] {
      event(
        moment, by: .outboundFilter, from: ClientAddress(.none, host: 0, port: 3),
        .restrictSender(victim, isListed: isListed))
    }
    _ = mail(
      by: victim,
      JSONText("Undeliverable: Your message couldn't be delivered (550 5.1.8 Access denied, bad outbound sender)"),
      at: time + 600, from: ClientAddress(.office, host: tenant.index)
    ) { $0.sender = postmaster }
    eventSign(victim, "restricted-sender", .high, in: "unified_audit", at: freed, "Was blocked for outbound spam.")
    tenant.storyLines.append("A user was blocked for outbound spam and freed.")
  }
}
