import AuditModel

/// The JSON text of a row: values in the order of their names, moments in microseconds, days since 1970.
extension KeptPast {
  var content: String {
    var writer = JSONWriter()
    writer.object { object in
      object.name("countries")
      object.sightings(countries)
      object.name("mail_clients")
      object.sightings(mailClients)
      object.name("networks")
      object.sightings(networks)
      // Day, messages, outside recipients; day, …
      object.name("sent")
      object.array { array in
        for (day, volume) in sent.sorted(by: { $0.key < $1.key }) {
          array.number(day)
          array.number(Int64(volume.messages))
          array.number(Int64(volume.outsideRecipients))
        }
      }
      object.name("profiles")
      object.array { array in
        for version in profiles { array.profile(version) }
      }
    }
    return writer.text
  }

  init(changed: Timestamp, seenDay: Int64, content: String) throws {
    self.init(changed: changed)
    self.seenDay = seenDay
    var reader = JSONReader(content)
    try reader.object { reader, name in
      switch name {
      case "countries": countries = try reader.sightings()
      case "mail_clients": mailClients = try reader.sightings()
      case "networks": networks = try reader.sightings()
      case "sent": sent = try reader.volumes()
      case "profiles": profiles = try reader.array { try $0.profile() }
      default: try reader.skip()
      }
    }
  }
}

extension JSONWriter {
  /// `["DE", known, last day, earlier day]` each.
  fileprivate mutating func sightings(_ sightings: [String: KeptPast.Sighting]) {
    array { array in
      for (value, sighting) in sightings.sorted(by: { $0.key < $1.key }) {
        array.array { array in
          array.string(value)
          array.number(sighting.known.microseconds)
          array.number(sighting.lastDay)
          array.number(sighting.earlierDay)
        }
      }
    }
  }

  fileprivate mutating func profile(_ version: UserPast.SeenProfile) {
    object { object in
      object.name("seen_at")
      object.number(version.seenAt.microseconds)
      for (name, path) in UserProfile.texts {
        guard let text = version.profile[keyPath: path] else { continue }
        object.name(name)
        object.string(text)
      }
      for (name, path) in UserProfile.lists {
        guard let texts = version.profile[keyPath: path] else { continue }
        object.name(name)
        object.strings(texts)
      }
    }
  }
}

extension JSONReader {
  fileprivate mutating func sightings() throws -> [String: KeptPast.Sighting] {
    var sightings: [String: KeptPast.Sighting] = [:]
    _ = try array { reader in
      var value: String?
      var numbers: [Int64] = []
      _ = try reader.array { reader in
        if value == nil { value = try reader.string() } else { numbers.append(try reader.number()) }
      }
      guard let value, numbers.count == 3 else { throw UnreadableRow(reason: "a recorded sighting is incomplete") }
      sightings[value] = KeptPast.Sighting(
        known: Timestamp(microseconds: numbers[0]), lastDay: numbers[1], earlierDay: numbers[2])
    }
    return sightings
  }

  fileprivate mutating func volumes() throws -> [Int64: SentVolume] {
    let numbers = try array { try $0.number() }
    guard numbers.count.isMultiple(of: 3) else { throw UnreadableRow(reason: "a recorded sent volume is incomplete") }
    var volumes: [Int64: SentVolume] = [:]
    for index in stride(from: 0, to: numbers.count, by: 3) {
      volumes[numbers[index]] = SentVolume(
        messages: Int(numbers[index + 1]), outsideRecipients: Int(numbers[index + 2]))
    }
    return volumes
  }

  fileprivate mutating func profile() throws -> UserPast.SeenProfile {
    var version = UserPast.SeenProfile(seenAt: Timestamp(microseconds: 0), profile: UserProfile())
    try object { reader, name in
      if name == "seen_at" {
        version.seenAt = Timestamp(microseconds: try reader.number())
      } else if let path = UserProfile.textsByName[name] {
        version.profile[keyPath: path] = try reader.string()
      } else if let path = UserProfile.listsByName[name] {
        version.profile[keyPath: path] = try reader.array { try $0.string() }
      } else {
        try reader.skip()
      }
    }
    return version
  }
}

extension UserProfile {
  fileprivate typealias Text = WritableKeyPath<UserProfile, String?> & Sendable
  fileprivate typealias List = WritableKeyPath<UserProfile, [String]?> & Sendable

  fileprivate static let texts: [(name: StaticString, path: Text)] = [
    ("display_name", \.displayName), ("given_name", \.givenName), ("surname", \.surname), ("mail", \.mail),
    ("mobile_phone", \.mobilePhone), ("street_address", \.streetAddress), ("postal_code", \.postalCode),
    ("job_title", \.jobTitle), ("user_principal_name", \.userPrincipalName),
  ]
  fileprivate static let lists: [(name: StaticString, path: List)] = [
    ("other_mails", \.otherMails), ("business_phones", \.businessPhones),
  ]
  fileprivate static let textsByName = Dictionary(uniqueKeysWithValues: texts.map { ($0.name.description, $0.path) })
  fileprivate static let listsByName = Dictionary(uniqueKeysWithValues: lists.map { ($0.name.description, $0.path) })
}
