/// Stories of second factors, of accounts without one, and of the devices that come after.
extension TenantPlanner {
  /// Somebody adds a method himself.
  mutating func addMethod(_ kind: AddedMethod.Kind, of person: Int, at time: Int64, from address: ClientAddress) {
    tenant.addedMethods[person, default: []].append(AddedMethod(kind: kind, from: time))
    event(time, by: .person(person), from: address, .registerMethod(person, kind))
  }

  /// A number that nobody else of the fleet has.
  func ownNumber(_ number: Int) -> String { "+999 \(3_000_000_000 + tenant.index * 1000 + number)" }

  /// A telephone was added from far away, and a device soon after it.
  mutating func addedPhoneAndDevice() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(0, 15 * 3600)
    addMethod(.phone(ownNumber(1)), of: victim, at: time, from: address)
    eventSign(victim, "mfa-methods", .medium, in: "directory_audits", at: time, "A telephone was added.")
    let device = AddedDevice(
      number: tenant.addedDevices.count, person: victim, kind: .computer, name: text("DESKTOP-7Q2XVA1", or: 8),
      isCompliant: false, from: time + 5400)
    tenant.addedDevices.append(device)
    event(device.from, by: .person(victim), from: address, .registerDevice(device))
    eventSign(
      victim, "new-devices", .medium, in: "devices", at: device.from, "A device within hours of a new method.")
    tenant.storyLines.append("A telephone and a device were added from far away.")
  }

  /// The owner's authenticator was removed and another telephone added within minutes.
  mutating func swappedMethod() {
    guard let victim = takeVictim() else { return }
    let address = attackerAddress()
    let time = ago(0, 18 * 3600)
    event(time, by: .person(victim), from: address, .removeMethod(victim, .authenticator))
    addMethod(.phone(ownNumber(2)), of: victim, at: time + 600, from: address)
    eventSign(
      victim, "mfa-methods", .high, in: "directory_audits", at: time + 600,
      "A method was removed and another added within minutes.")
    tenant.storyLines.append("A second factor was exchanged for another.")
  }

  /// Somebody with a small role gives a colleague a temporary pass, from an unknown address.
  mutating func passByAnother() {
    guard let actor = takeVictim(), let victim = takeVictim() else { return }
    tenant.roles.append(
      PlannedRole(person: actor, role: .helpdeskAdministrator, from: tenant.people[actor].createdAt))
    let time = ago(1, 9 * 3600)
    tenant.addedMethods[victim, default: []].append(AddedMethod(kind: .temporaryAccessPass, from: time))
    event(time, by: .person(actor), from: attackerAddress(), .registerMethodFor(victim, .temporaryAccessPass))
    eventSign(victim, "mfa-methods", .high, in: "directory_audits", at: time, "A pass was made by another identity.")
    tenant.storyLines.append("A temporary pass was made for somebody by another identity.")
  }

  /// Three people are called on one number.
  mutating func sharedNumber() {
    let victims = [takeVictim(), takeVictim(), takeVictim()].compactMap(\.self)
    guard victims.count > 1 else { return }
    for (position, victim) in victims.enumerated() {
      share(ownNumber(3), with: victim, since: ago(60 + Int64(position)))
      sign(
        victim, "shared-mfa-number", .high, in: "authentication_methods", from: ago(60),
        "One number answers for several people.")
    }
    tenant.storyLines.append("One telephone number is the second factor of several people.")
  }

  mutating func share(_ number: String, with person: Int, since time: Int64) {
    tenant.addedMethods[person, default: []].append(AddedMethod(kind: .phone(number), from: time))
  }

  /// A role that runs the mail of everybody, and a password of the owner's choice.
  mutating func unprotectedAdministrator() {
    guard let victim = takeVictim() else { return }
    tenant.roles.append(
      PlannedRole(person: victim, role: .exchangeAdministrator, from: tenant.people[victim].createdAt))
    tenant.unprotected.insert(victim)
    sign(
      victim, "account-protection", .high, in: "registration_details", from: tenant.people[victim].createdAt,
      "A privileged role and no second factor.")
    tenant.storyLines.append("An administrator has no second factor.")
  }

  /// Somebody without any role calls himself like the managing director.
  mutating func impersonation() {
    guard let victim = takeVictim(), victim > 0 else { return }
    let time = ago(0, 17 * 3600)
    let change = ProfileChange(
      property: .displayName, old: tenant.people[victim].displayName, new: tenant.people[0].displayName)
    changeProfile(of: victim, [change], at: time, by: victim, from: attackerAddress())
    eventSign(victim, "profile-changes", .high, in: "directory_audits", at: time, "Took a colleague's name.")
    tenant.storyLines.append("Somebody took the name of the managing director.")
  }

  mutating func changeProfile(
    of person: Int, _ changes: [ProfileChange], at time: Int64, by actor: Int, from address: ClientAddress
  ) {
    tenant.profileChanges[person, default: []].append((time, changes))
    event(time, by: .person(actor), from: address, .updateProfile(person, changes))
  }
}
