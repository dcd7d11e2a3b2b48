/// A conditional access policy as a log tells it, reduced to what makes it strong.
///
/// Two forms: `ConditionalAccessPolicy` of the directory audit log (`state`, `grantControls`, `conditions`) and
/// `PolicyDetail` of the older records (`State`, `Controls`, `Conditions`). Source: directory audits of both kinds, and
/// Microsoft Learn, Graph `conditionalAccessPolicy`, checked 2026-11.
struct AccessPolicy {
  let state: String?
  /// What it asks for or does: `mfa`, `block`, `compliantDevice` …, lower case.
  let controls: Set<String>
  /// One of its controls is enough.
  let asksForAnyControl: Bool
  /// Whom, what and where it leaves out, each with its condition's name.
  let excluded: Set<String>
  /// Whom and what it covers; a condition that is not set covers all.
  let included: Set<String>
  /// All else, without names and dates: that it changed can be told, and not whether for the worse.
  let unweighed: JSONText

  init(_ json: JSONText) {
    state = json["state"]?.text?.lowercased()
    let grant = json["grantControls"]
    var controls: Set<String> = []
    for name in Self.controlLists { controls.formUnion((grant?[name]?.strings ?? []).map { $0.lowercased() }) }
    if let strength = grant?["authenticationStrength"]?["id"]?.text { controls.insert(strength) }
    if let old = json["controls"] { controls.formUnion(old.strings.map { $0.lowercased() }) }
    self.controls = controls
    asksForAnyControl = controls.count > 1 && grant?["operator"]?.text?.lowercased() == "or"
    var excluded: Set<String> = []
    var included: Set<String> = []
    for condition in json["conditions"]?.members ?? [] {
      let name = condition.name.lowercased()
      if Self.lists.contains(name) { included.formUnion(condition.value.strings.map { name + " " + $0 }) }
      for member in condition.value.members {
        let entries = member.value.strings.map { name + " " + $0 }
        switch Self.side(member.name) {
        case .excluded?: excluded.formUnion(entries)
        case .included?: included.formUnion(entries)
        case nil: break
        }
      }
    }
    for name in Self.lists.union(Self.places) where !included.contains(where: { $0.hasPrefix(name + " ") }) {
      included.insert(name + " all")
    }
    self.excluded = excluded
    self.included = included.filter { !$0.lowercased().hasSuffix(" none") }
    unweighed = Self.unweighed(json)
  }

  /// In what it is weaker than it was, in words; empty when in nothing.
  func weaknesses(since before: AccessPolicy) -> [String] {
    var reasons: [String] = []
    if before.state == "enabled", let state, state != "enabled" { reasons.append("was switched off (\(state))") }
    if let reason = weakerControls(than: before) { reasons.append(reason) }
    let new = excluded.subtracting(before.excluded).sorted()
    if !new.isEmpty { reasons.append("leaves out \(new.listed(atMost: 3))") }
    let dropped = before.included.subtracting(included)
    let everything = included.filter { $0.lowercased().hasSuffix(" all") }
    let missing = dropped.filter { entry in
      // `users Ada` is still covered by `users All`.
      !everything.contains { entry.split(separator: " ").first == $0.split(separator: " ").first }
    }.sorted()
    if !missing.isEmpty { reasons.append("no longer covers \(missing.listed(atMost: 3))") }
    return reasons
  }
}

extension AccessPolicy {
  /// How a sign-in passes now that did not pass before; nil when there is none.
  private func weakerControls(than before: AccessPolicy) -> String? {
    let lost = before.controls.subtracting(controls).sorted()
    let added = controls.subtracting(before.controls).sorted()
    switch (before.asksForAnyControl, asksForAnyControl) {
    case (false, false): return lost.isEmpty ? nil : "no longer asks for \(lost.listed(atMost: 3))"
    case (true, false):
      return controls.isDisjoint(with: before.controls) ? "no longer asks for \(lost.listed(atMost: 3))" : nil
    case (false, true) where before.controls.count > 1: return "asks for one of its controls instead of all"
    case (false, true) where before.controls.isEmpty: return nil
    case (false, true), (true, true): return added.isEmpty ? nil : "is content with \(added.listed(atMost: 3)) as well"
    }
  }

  private enum Side { case excluded, included }

  private static func side(_ member: String) -> Side? {
    let name = member.lowercased()
    return name.hasPrefix("exclude") ? .excluded : name.hasPrefix("include") ? .included : nil
  }

  private static let controlLists = ["builtInControls", "customAuthenticationFactors", "termsOfUse"]
  /// Conditions that are plain lists.
  private static let lists: Set<String> = [
    "clientapptypes", "signinrisklevels", "userrisklevels", "serviceprincipalrisklevels",
  ]
  /// Conditions with an include and an exclude list that cover all when they are not set.
  private static let places: Set<String> = ["platforms", "locations"]

  private static func unweighed(_ json: JSONText) -> JSONText {
    let outer: Set = [
      "state", "controls", "id", "displayname", "createddatetime", "modifieddatetime", "templateid", "conditions",
      "grantcontrols",
    ]
    let grant = Set(controlLists.map { $0.lowercased() } + ["authenticationstrength", "operator"])
    let conditions = (json["conditions"]?.members ?? []).filter { !lists.contains($0.name.lowercased()) }.map {
      JSONText.Member(name: $0.name, value: $0.value.rest { side($0) != nil })
    }
    return .object([
      .init(name: "policy", value: json.rest { outer.contains($0.lowercased()) }),
      .init(name: "grant", value: (json["grantControls"] ?? .null).rest { grant.contains($0.lowercased()) }),
      .init(name: "conditions", value: JSONText.object(conditions).rest { _ in false }),
    ])
  }
}

extension JSONText {
  fileprivate var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// Without those members and without what is empty, sorted by name: two spellings of one thing are equal.
  fileprivate func rest(without isLeftOut: (String) -> Bool) -> JSONText {
    switch self {
    case .object(let members):
      let kept = members.filter { !isLeftOut($0.name) }
        .map { Member(name: $0.name.lowercased(), value: $0.value.rest { _ in false }) }
        .filter { $0.value != .null }.sorted { $0.name < $1.name }
      return kept.isEmpty ? .null : .object(kept)
    case .array(let items):
      let kept = items.map { $0.rest { _ in false } }.filter { $0 != .null }
      return kept.isEmpty ? .null : .array(kept)
    case .string(let text): return text.isEmpty ? .null : self
    case .null, .bool, .number: return self
    }
  }
}
