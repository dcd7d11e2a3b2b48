/// Which stories a tenant tells. The first twelve are fixed, so that the demonstration fleet shows every check and trend.
extension TenantPlanner {
  mutating func tellStories() {
    if isHostile {
      tellHostileStories()
      return
    }
    switch tenant.index {
    case 0:
      takeover(at: ago(0, 9 * 3600))
      sweptWarnings()
      deletedWarnings()
      strangeSignIn()
    case 1:
      persistentRule()
      resolvedForwarding()
      campaignForwarding()
      campaignConsent()
      guessedPassword()
    case 2:
      backdoorAccount()
      grabbedMailboxes()
      weakenedSignIn()
      addedPhoneAndDevice()
      sharedNumber()
      massDeletion()
    case 3:
      passwordStorm()
      campaignNumber()
      openedFiles()
      restrictedBefore()
    case 5:
      outsideForwarding()
      flashForwarding()
      wholeChain()
      abusedApplication()
    case 6:
      escalatedRule()
      escalatedForwarding()
      reopenedForwarding()
      campaignForwarding()
      copiedMailFlow()
    case 7:
      hiddenByFolder()
      impersonation()
      confirmedCompromise()
      swappedMethod()
      unprotectedAdministrator()
    case 8: innocentActs()
    case 9:
      persistentRule()
      takeover(at: ago(1, 11 * 3600))
    case 10:
      outlookRule()
      shortLivedRule()
      pausedAuditing()
      copiedMailbox()
      sentAndDeleted()
      campaignNumber()
      campaignConsent()
      passByAnother()
      federatedDomain()
    case 11:
      resolvedRule()
      restrictedNow()
    case 4: break
    default: tellAnyStory()
    }
    if tenant.storyLines.isEmpty { tenant.storyLines.append("Innocent.") }
  }

  /// Names of whatever an intruder or a colleague may name, as attacks.
  private mutating func tellHostileStories() {
    tenant.storyLines.append("Hostile texts as names of the tenant, its users and whatever they may name.")
    hostileRules()
    takeover(at: ago(0, 9 * 3600))
    _ = consentPhishing()
    addedPhoneAndDevice()
    sweptWarnings()
    _ = massMailing()
    copiedMailFlow()
    openedFiles()
    impersonation()
    weakenedSignIn()
  }

  /// Beyond the first twelve, four tenants in ten have a story, and some of them another.
  private mutating func tellAnyStory() {
    if tenant.index % 12 == 8 { return innocentActs() }
    guard random.chance(400) else { return }
    repeat {
      if random.chance(350) { tellMailboxStory() } else { tellFurtherStory() }
    } while random.chance(300)
  }

  /// Of rules, forwarding, permissions, accounts and passwords.
  private mutating func tellMailboxStory() {
    switch random.below(13) {
    case 0: takeover(at: ago(Int64(random.below(6)), Int64(3600 * (2 + random.below(20)))))
    case 1: persistentRule()
    case 2: resolvedRule()
    case 3: resolvedForwarding()
    case 4: backdoorAccount()
    case 5: grabbedMailboxes()
    case 6: passwordStorm()
    case 7: outsideForwarding()
    case 8: flashForwarding()
    case 9: escalatedRule()
    case 10: reopenedForwarding()
    case 11: hiddenByFolder()
    default:
      outlookRule()
      shortLivedRule()
    }
  }

  /// Of everything else.
  private mutating func tellFurtherStory() {
    switch random.below(24) {
    case 0: sweptWarnings()
    case 1: deletedWarnings()
    case 2: strangeSignIn()
    case 3: guessedPassword()
    case 4: confirmedCompromise()
    case 5: _ = consentPhishing()
    case 6: abusedApplication()
    case 7: addedPhoneAndDevice()
    case 8: swappedMethod()
    case 9: passByAnother()
    case 10: sharedNumber()
    case 11: unprotectedAdministrator()
    case 12: impersonation()
    case 13: _ = massMailing()
    case 14: sentAndDeleted()
    case 15: massDeletion()
    case 16: copiedMailbox()
    case 17: restrictedNow()
    case 18: restrictedBefore()
    case 19: openedFiles()
    case 20: copiedMailFlow()
    case 21: pausedAuditing()
    case 22: weakenedSignIn()
    default: wholeChain()
    }
  }
}
