/// A conditional access policy as a log tells it, reduced to what makes it strong.
///
/// Two forms: `ConditionalAccessPolicy` of the directory audit log (`state`, `grantControls`, `conditions`) and
/// `PolicyDetail` of the older records (`State`, `Controls`, `Conditions`). Source: directory audits of both kinds,
/// checked 2026-11.
struct AccessPolicy {
  let state: String?
  /// What it asks for or does: `mfa`, `block`, `compliantDevice` …, lower case.
  let controls: Set<String>
  /// Whom, what and where it leaves out, each with its condition's name.
  let excluded: Set<String>
  /// Whom and what it covers.
  let included: Set<String>

  init(_ json: JSONText) {
    state = json["state"]?.text?.lowercased()
    var controls = Set((json["grantControls"]?["builtInControls"]?.strings ?? []).map { $0.lowercased() })
    for name in ["customAuthenticationFactors", "termsOfUse"] {
      controls.formUnion((json["grantControls"]?[name]?.strings ?? []).map { $0.lowercased() })
    }
    if let strength = json["grantControls"]?["authenticationStrength"]?["id"]?.text { controls.insert(strength) }
    if let old = json["controls"] { controls.formUnion(old.strings.map { $0.lowercased() }) }
    self.controls = controls
    var excluded: Set<String> = []
    var included: Set<String> = []
    func gather(_ value: JSONText, as name: String) {
      guard case .object(let members) = value else { return }
      for member in members {
        let lowered = member.name.lowercased()
        let entries = member.value.strings.map { name + " " + $0 }
        if lowered.hasPrefix("exclude") {
          excluded.formUnion(entries)
        } else if lowered.hasPrefix("include") {
          included.formUnion(entries)
        }
      }
    }
    if let conditions = json["conditions"], case .object(let members) = conditions {
      for member in members { gather(member.value, as: member.name.lowercased()) }
    }
    self.excluded = excluded
    self.included = included.filter { !$0.hasSuffix(" None") }
  }

  /// In what it is weaker than it was, in words; empty when in nothing.
  func weaknesses(since before: AccessPolicy) -> [String] {
    var reasons: [String] = []
    if before.state == "enabled", let state, state != "enabled" { reasons.append("was switched off (\(state))") }
    let lost = before.controls.subtracting(controls).sorted()
    if !lost.isEmpty { reasons.append("no longer asks for \(lost.listed(atMost: 3))") }
    let new = excluded.subtracting(before.excluded).sorted()
    if !new.isEmpty { reasons.append("leaves out \(new.listed(atMost: 3))") }
    let dropped = before.included.subtracting(included)
    let everything = included.filter { $0.hasSuffix(" All") }
    let missing = dropped.filter { entry in
      // `users Ada` is still covered by `users All`.
      !everything.contains { entry.split(separator: " ").first == $0.split(separator: " ").first }
    }.sorted()
    if !missing.isEmpty { reasons.append("no longer covers \(missing.listed(atMost: 3))") }
    return reasons
  }
}
