/// Stories of applications that were allowed too much.
extension TenantPlanner {
  static let wideScope: StaticString = "Mail.ReadWrite Mail.Send Files.ReadWrite.All offline_access User.Read"

  /// A stranger's application reads the mail of whoever clicked.
  mutating func consentPhishing(
    of identity: AddedApplication.Identity? = nil, from address: ClientAddress? = nil, at given: Int64? = nil
  ) -> Int? {
    guard let victim = takeVictim() else { return nil }
    let time = given ?? ago(0, 8 * 3600)
    addApplication(
      text("Document Preview", or: 0), identity ?? .invented(1000 + tenant.index), by: victim, Self.wideScope, at: time,
      from: address ?? attackerAddress())
    eventSign(
      victim, "new-applications", .high, in: "service_principals", at: time,
      "A stranger's application with rights on mail and files.")
    eventSign(
      victim, "application-consents", .high, in: "oauth2_permission_grants", at: time,
      "Allowed a stranger's application to read and send mail.")
    tenant.storyLines.append("A stranger's application was allowed to read and send mail.")
    return victim
  }

  /// An application that is known for copying mailboxes, and what it did at once.
  mutating func abusedApplication() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(0, 10 * 3600)
    addApplication(
      JSONText("eM Client"), .known("e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd"), by: victim,
      "EWS.AccessAsUser.All offline_access", at: time, from: address)
    eventSign(victim, "new-applications", .critical, in: "service_principals", at: time, "A known-abused application.")
    eventSign(
      victim, "application-consents", .critical, in: "oauth2_permission_grants", at: time,
      "A known-abused application was allowed.")
    let copy = MailCopy(
      isSync: true, isThrottled: false, client: "Client=WebServices;eM Client/9.2",
      applicationID: "e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd")
    event(time + 240, by: .person(victim), from: address, .copyMail(copy))
    eventSign(victim, "mailbox-access", .high, in: "unified_audit", at: time + 240, "A known program copied the inbox.")
    tenant.storyLines.append("An application known for mail theft copied a mailbox.")
  }

  mutating func addApplication(
    _ name: JSONText, _ identity: AddedApplication.Identity, by person: Int, _ scope: StaticString, at time: Int64,
    from address: ClientAddress, publisher: StaticString? = nil, forEverybody: Bool = false
  ) {
    var added = AddedApplication(
      number: tenant.addedApplications.count, name: name, identity: identity, publisher: publisher, person: person,
      scope: scope, from: time)
    added.isForEverybody = forEverybody
    tenant.addedApplications.append(added)
    event(time, by: .person(person), from: address, .consent(to: added))
  }
}
