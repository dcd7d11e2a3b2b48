extension TenantRenderer {
  /// Microsoft Graph `user` with the properties that the audit selects, about 1 kB.
  func user(_ person: Person, _ line: inout JSONLine) {
    let set = plan.passwordSetAt(person, on: night)
    let isSynchronized = plan.isSynchronized && person.kind == .member && person.index > 0
    line.object { user in
      user.member("id", person.id)
      user.member("displayName", plan.profile(.displayName, of: person.index, on: night) ?? person.displayName)
      user.member("givenName", safe: person.givenName)
      user.member("surname", safe: person.surname)
      user.member("userPrincipalName", safe: person.principalName)
      user.member("mail", safe: person.mail)
      user.member("accountEnabled", person.isEnabled)
      user.member("userType", person.kind == .guest ? "Guest" : "Member")
      if let title = plan.profile(.jobTitle, of: person.index, on: night) {
        user.member("jobTitle", title)
      } else {
        user.member("jobTitle", OrdinaryWords.jobTitle(person.index))
      }
      if let mobile = plan.profile(.mobile, of: person.index, on: night) {
        user.member("mobilePhone", mobile)
      } else {
        user.null("mobilePhone")
      }
      // Everybody is reached by the office's one number.
      user.array("businessPhones") { phones in
        if person.kind == .member { phones.element { $0.piece("+999 \(2_000_000_000 + plan.index)") } }
      }
      user.member("createdDateTime", time: person.createdAt)
      if person.kind == .guest { user.member("creationType", "Invitation") } else { user.null("creationType") }
      user.member("lastPasswordChangeDateTime", time: set)
      user.member("signInSessionsValidFromDateTime", time: set)
      user.array("proxyAddresses") { addresses in
        addresses.element {
          $0.piece("SMTP:")
          $0.piece(person.mail)
        }
        guard person.hasMailbox else { return }
        addresses.element {
          $0.piece("smtp:")
          $0.piece(person.alias)
          $0.piece("@")
          $0.piece(plan.initialDomain)
        }
      }
      user.array("otherMails") { mails in
        if let other = plan.profile(.otherMail, of: person.index, on: night) { mails.element(other) }
      }
      licences(of: person, &user)
      user.member("usageLocation", plan.tongue.country)
      synchronization(isSynchronized, person, &user)
      if person.kind == .guest {
        user.member("externalUserState", "Accepted")
      } else {
        user.null("externalUserState")
      }
      if plan.unprotected.contains(person.index) {
        user.member("passwordPolicies", "DisablePasswordExpiration, DisableStrongPassword")
      } else if person.kind == .sharedMailbox {
        user.member("passwordPolicies", "DisablePasswordExpiration")
      } else {
        user.null("passwordPolicies")
      }
      user.null("isResourceAccount")
      user.array("identities") { identities in
        identities.object {
          $0.member("signInType", person.kind == .guest ? "federated" : "userPrincipalName")
          $0.member("issuer", safe: person.kind == .guest ? "ExternalAzureAD" : plan.domain)
          $0.member("issuerAssignedId", safe: person.principalName)
        }
      }
    }
  }

  private func licences(of person: Person, _ user: inout JSONLine) {
    let isLicensed = person.kind == .member
    user.array("assignedLicenses") { licences in
      guard isLicensed else { return }
      licences.object {
        $0.array("disabledPlans") { _ in }
        $0.member("skuId", plan.suiteID)
      }
    }
    user.array("assignedPlans") { plans in
      guard isLicensed else { return }
      assignedPlan("exchange", "9aaf7827-d63c-4b61-89c3-182f06f82e5c", of: person, &plans)
      assignedPlan("SharePoint", "5dbe027f-2339-4123-9542-606e4d348a72", of: person, &plans)
      assignedPlan("TeamspaceAPI", "57ff2da0-773e-42df-b2af-ffb7a2317929", of: person, &plans)
    }
  }

  private func assignedPlan(_ service: StaticString, _ id: StaticString, of person: Person, _ plans: inout JSONLine) {
    plans.object {
      $0.member("assignedDateTime", time: person.createdAt + 60)
      $0.member("capabilityStatus", "Enabled")
      $0.member("service", service)
      $0.member("servicePlanId", id)
    }
  }

  private func synchronization(_ isSynchronized: Bool, _ person: Person, _ user: inout JSONLine) {
    guard isSynchronized else {
      user.null("onPremisesSyncEnabled")
      user.null("onPremisesLastSyncDateTime")
      user.null("onPremisesImmutableId")
      return
    }
    user.member("onPremisesSyncEnabled", true)
    user.member("onPremisesLastSyncDateTime", time: night - 1200)
    user.text("onPremisesImmutableId") {
      $0.piece("q83v")
      $0.piece(100_000 + person.index)
      $0.piece("AAAAAAAAAA==")
    }
  }

  /// Exchange `Get-Mailbox`, `X@data.type` siblings and all.
  func mailbox(_ person: Person, _ line: inout JSONLine) {
    let forwarding = forwardings[person.index]
    line.object { mailbox in
      mailbox.member("ExternalDirectoryObjectId", person.id)
      mailbox.member("UserPrincipalName", safe: person.principalName)
      mailbox.member("PrimarySmtpAddress", safe: person.mail)
      mailbox.member("DisplayName", plan.profile(.displayName, of: person.index, on: night) ?? person.displayName)
      mailbox.member("Alias", safe: person.alias)
      mailbox.member("RecipientTypeDetails", person.kind == .sharedMailbox ? "SharedMailbox" : "UserMailbox")
      if let colleague = forwarding?.colleague {
        // Exchange names a recipient by its Name: an object id in new tenants, an alias in old ones.
        if plan.index % 2 == 0 {
          mailbox.member("ForwardingAddress", plan.people[colleague].id)
        } else {
          mailbox.member("ForwardingAddress", safe: plan.people[colleague].alias)
        }
      } else {
        mailbox.null("ForwardingAddress")
      }
      if let outside = forwarding?.outside {
        mailbox.text("ForwardingSmtpAddress") {
          $0.piece("smtp:")
          $0.piece(outside)
        }
      } else {
        mailbox.null("ForwardingSmtpAddress")
      }
      mailbox.member("DeliverToMailboxAndForward@data.type", "System.Boolean")
      mailbox.member("DeliverToMailboxAndForward", forwarding?.keepsCopy ?? false)
      mailbox.member("AuditEnabled@data.type", "System.Boolean")
      mailbox.member("AuditEnabled", true)
      mailbox.member("HiddenFromAddressListsEnabled@data.type", "System.Boolean")
      mailbox.member("HiddenFromAddressListsEnabled", false)
      mailbox.member("GrantSendOnBehalfTo@data.type", "System.Collections.ArrayList")
      mailbox.member("GrantSendOnBehalfTo@odata.type", "#Collection(String)")
      mailbox.array("GrantSendOnBehalfTo") { names in
        if let sender = senders[person.index] { names.element { $0.piece(plan.people[sender].mail) } }
      }
      mailbox.member("WhenMailboxCreated@data.type", "System.DateTime")
      mailbox.member("WhenMailboxCreated", time: person.createdAt + 90)
      mailbox.member("AuditLogAgeLimit", "90.00:00:00")
      mailbox.member("Guid@data.type", "System.Guid")
      mailbox.member("Guid", person.mailboxID)
      mailbox.member("ExchangeGuid@data.type", "System.Guid")
      mailbox.member("ExchangeGuid", person.mailboxID)
    }
  }
}
