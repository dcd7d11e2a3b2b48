/// What people at work do with the very means of an attack, and mean no harm.
extension TenantPlanner {
  /// Everything of the kind in one tenant, each by somebody to whom nothing else happens.
  mutating func innocentActs() {
    administratorsWork()
    if let writer = takeVictim() { newsletter(by: writer) }
    if let traveller = takeVictim() { commute(of: traveller) }
    if let owner = takeVictim() { oldConsent(of: owner) }
    if let reader = takeVictim() { cleanUp(by: reader, at: ago(1, 30_000)) }
    if let owner = takeVictim() { shareInside(by: owner, at: ago(2, 33_000)) }
    if let owner = takeVictim() { newTelephone(of: owner, at: ago(2, 41_000)) }
    if let owner = takeVictim() { newAuthenticator(of: owner, at: ago(4, 27_000)) }
    if let owner = takeVictim() { outlookSynchronises(for: owner) }
    if let owner = takeVictim() { forgottenPassword(of: owner) }
    if let owner = takeVictim() { tidySentItems(of: owner) }
    if let bride = takeVictim() { marriage(of: bride) }
    if let reader = takeVictim() { plainRole(for: reader) }
    if let writer = takeVictim() { wrongAddress(of: writer) }
    for person in tenant.people where person.kind == .member && !person.isEnabled {
      lookAlike(
        person.index, "account-protection", atMost: .informational, from: person.createdAt,
        "A disabled account without privileges.")
    }
    tenant.storyLines.append("Innocent acts that look like attacks.")
  }

  /// An application of a verified publisher, a notice under every message, a stricter policy, the log switched on.
  private mutating func administratorsWork() {
    let office = officeAddress()
    let time = ago(2, 36_000)
    addApplication(
      JSONText("Fieldnote Planner"), .invented(2), by: 0, "User.Read openid profile", at: time, from: office,
      publisher: "Fieldnote Software", forEverybody: true)
    eventLookAlike(0, "new-applications", atMost: .low, at: time, "An application of a verified publisher.")
    eventLookAlike(0, "application-consents", atMost: .informational, at: time, "It may know who signs in and no more.")
    let rule = MailFlowRule(number: tenant.mailFlowRules.count, name: JSONText("Notice below mail"), from: time + 900)
    tenant.mailFlowRules.append(rule)
    event(rule.from, by: .person(0), from: office, .newMailFlowRule(rule))
    eventLookAlike(0, "mail-flow-changes", atMost: .informational, at: rule.from, "A notice under every message.")
    event(
      time + 1800, by: .person(0), from: office, .conditionalAccess(.add, policy: JSONText("Block old protocols")))
    event(time + 2700, by: .person(0), from: office, .setAuditing(true))
    eventLookAlike(
      0, "tenant-defence-changes", atMost: .informational, at: time + 2700,
      "A stricter policy, and the log switched on.")
  }

  /// Every second day to the same subscribers, who are many more than anybody else here writes to.
  private mutating func newsletter(by writer: Int) {
    let domain = "subscribers\(tenant.index).example"
    for day in stride(from: Int64(1), through: 21, by: 2) {
      _ = mail(
        by: writer, JSONText("\(OrdinaryWords.newsletterFolder(tenant.tongue)) \(40 - day)"), at: ago(day, 40_000),
        from: ClientAddress(.office, host: tenant.index)
      ) {
        $0.recipientsEach = 28
        $0.domain = domain
      }
    }
    lookAlike(
      writer, "sent-mail-anomalies", atMost: .informational, from: ago(21), "A newsletter, as every second day.")
  }

  /// Lives across the border, and works from there every other day.
  private mutating func commute(of traveller: Int) {
    for day in Int64(1)...20 {
      let manner = day % 2 == 0 ? SignInManner() : SignInManner(country: tenant.tongue.neighbour, isCommuter: true)
      event(ago(day, 50_000), by: .person(traveller), from: tenant.home(of: traveller), .signIn(manner))
    }
    lookAlike(
      traveller, "risky-sign-ins", atMost: .low, from: ago(20, 50_000), "Works on both sides of the border every week.")
  }

  private mutating func oldConsent(of owner: Int) {
    tenant.addedApplications.append(
      AddedApplication(
        number: tenant.addedApplications.count, name: JSONText("Larkspur Mail Archive"), identity: .invented(3),
        publisher: "Larkspur Software", person: owner, scope: "Mail.Read offline_access User.Read", from: ago(400)))
    lookAlike(
      owner, "application-consents", atMost: .low, from: ago(400), "A verified application, allowed a year ago.")
  }

  mutating func cleanUp(by reader: Int, at time: Int64) {
    event(
      time, by: .person(reader), from: officeAddress(),
      .deleteItems(
        ItemDeletion(
          operation: "MoveToDeletedItems", folder: .own(OrdinaryWords.newsletterFolder(tenant.tongue)),
          items: .ordinary(30))))
    eventLookAlike(reader, "deleted-mail", atMost: .informational, at: time, "Thirty newsletters were cleaned up.")
  }

  mutating func shareInside(by owner: Int, at time: Int64) {
    for number in 0..<5 {
      event(
        time + Int64(number) * 600, by: .person(owner), from: officeAddress(),
        .shareFile(FileShare(operation: "CompanyLinkCreated", file: JSONText("Plan \(number + 1).xlsx"))))
    }
    event(
      time + 4000, by: .person(owner), from: officeAddress(),
      .shareFile(FileShare(operation: "AnonymousLinkCreated", file: JSONText("Brochure.xlsx"))))
    eventLookAlike(
      owner, "anonymous-sharing", atMost: .low, at: time + 4000, "Five links inside, and one brochure for anyone.")
  }

  mutating func newTelephone(of owner: Int, at time: Int64) {
    let device = AddedDevice(number: tenant.addedDevices.count, person: owner, kind: .phone, from: time)
    tenant.addedDevices.append(device)
    event(time, by: .person(owner), from: officeAddress(), .registerDevice(device))
    eventLookAlike(owner, "new-devices", atMost: .low, at: time, "A new telephone.")
  }

  /// The old one is removed a day after the new one works.
  mutating func newAuthenticator(of owner: Int, at time: Int64) {
    let home = tenant.home(of: owner)
    addMethod(.authenticator, of: owner, at: time, from: home)
    event(time + 86_000, by: .person(owner), from: home, .removeMethod(owner, .authenticator))
    eventLookAlike(owner, "mfa-methods", atMost: .low, at: time + 86_000, "A new telephone's authenticator.")
  }

  private mutating func outlookSynchronises(for owner: Int) {
    keepOutlookCopy(of: owner)
    lookAlike(owner, "mailbox-access", atMost: .informational, from: ago(18), "Outlook keeps its copy, as every day.")
  }

  private mutating func forgottenPassword(of owner: Int) {
    let time = ago(1, 44_000)
    for attempt in 0..<4 {
      event(
        time + Int64(attempt) * 30, by: .person(owner), from: officeAddress(),
        .signIn(SignInManner(errorCode: 50_126)))
    }
    event(time + 150, by: .person(owner), from: officeAddress(), .signIn(SignInManner()))
    eventLookAlike(owner, "risky-sign-ins", atMost: .informational, at: time + 150, "Mistyped the own password.")
  }

  private mutating func tidySentItems(of owner: Int) {
    let time = ago(1, 36_000)
    event(
      time, by: .person(owner), from: officeAddress(),
      .deleteItems(ItemDeletion(operation: "SoftDelete", folder: .sentItems, items: .ordinary(6))))
    eventLookAlike(owner, "sent-items-mismatch", atMost: .informational, at: time, "Tidied up old copies.")
    eventLookAlike(owner, "deleted-mail", atMost: .informational, at: time, "Tidied up old copies.")
  }

  private mutating func marriage(of bride: Int) {
    let time = ago(3, 30_000)
    let person = tenant.people[bride]
    let helpDesk = tenant.people.count > 4 ? 1 : 0
    changeProfile(
      of: bride,
      [
        ProfileChange(
          property: .displayName, old: person.displayName, new: JSONText("\(person.givenName) Winterbourne-Hale")),
        ProfileChange(
          property: .jobTitle, old: JSONText("\(OrdinaryWords.jobTitle(bride))"), new: JSONText("Head of Office")),
      ], at: time, by: helpDesk, from: officeAddress())
    eventLookAlike(bride, "profile-changes", atMost: .medium, at: time, "Another name after a wedding.")
  }

  private mutating func plainRole(for reader: Int) {
    let time = ago(2, 28_000)
    tenant.roles.append(PlannedRole(person: reader, role: .messageCenterReader, from: time))
    event(time, by: .person(0), from: officeAddress(), .addToRole(reader, .messageCenterReader))
    for person in [0, reader] {
      eventLookAlike(person, "role-changes", atMost: .informational, at: time, "A role without privileges.")
    }
  }

  private mutating func wrongAddress(of writer: Int) {
    let time = ago(1, 39_000)
    _ = mail(
      by: writer, JSONText("Undeliverable: Order 20417"), at: time, from: ClientAddress(.office, host: tenant.index)
    ) {
      $0.sender = "postmaster@partner1.example"
    }
    eventLookAlike(writer, "restricted-sender", atMost: .informational, at: time, "A bounce of a mistyped address.")
  }
}
