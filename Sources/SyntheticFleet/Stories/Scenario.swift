/// Which stories a tenant tells. The first twelve are fixed, so that the demonstration fleet shows every check and trend.
extension TenantPlanner {
  mutating func tellStories() {
    if isHostile {
      tenant.storyLines.append("Hostile texts as names of the tenant, its users and its rules.")
      hostileRules()
      takeover(at: ago(0, 9 * 3600))
      return
    }
    switch tenant.index {
    case 0: takeover(at: ago(0, 9 * 3600))
    case 1:
      persistentRule()
      resolvedForwarding()
    case 2:
      backdoorAccount()
      grabbedMailboxes()
    case 3: passwordStorm()
    case 5:
      outsideForwarding()
      flashForwarding()
    case 6:
      escalatedRule()
      escalatedForwarding()
      reopenedForwarding()
    case 7: hiddenByFolder()
    case 9:
      persistentRule()
      takeover(at: ago(1, 11 * 3600))
    case 10:
      outlookRule()
      shortLivedRule()
    case 11: resolvedRule()
    case 4, 8: tenant.storyLines.append("Innocent.")
    default: tellAnyStory()
    }
  }

  /// Beyond the first twelve, four tenants in ten have one story each.
  private mutating func tellAnyStory() {
    guard random.chance(400) else {
      tenant.storyLines.append("Innocent.")
      return
    }
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
}
