/// A folder that keeps what an intruder did: emptied, nobody sees it any more.
enum ClearedPlace: String, CaseIterable, Sendable {
  case sentItems, recoverableItems

  /// The place that a folder's path means in any language (`\Sent Items`, `\Recoverable Items\Deletions`); nil for others.
  init?(folderPath: String) {
    var path = folderPath.lowercased()[...]
    // `adele:\Sent Items`: the mailbox stands before the path.
    if let colon = path.firstIndex(of: ":") { path = path[path.index(after: colon)...] }
    for (depth, part) in path.split(whereSeparator: { $0 == "\\" || $0 == "/" }).enumerated() {
      guard let place = ClearedPlaceNames.places[String(part.trimmed)] else { continue }
      // Exchange's own folder lies at the top; people may call others so. Under it are Deletions, Purges and Versions.
      if place == .recoverableItems, depth > 0 { continue }
      self = place
      return
    }
    return nil
  }
}

/// The places that folder paths mean, each looked up once: an audit log names the same folders again and again.
struct ClearedPlaces {
  private var known: [String: ClearedPlace?] = [:]

  mutating func place(at folderPath: String?) -> ClearedPlace? {
    guard let folderPath else { return nil }
    if let place = known[folderPath] { return place }
    let place = ClearedPlace(folderPath: folderPath)
    known.updateValue(place, forKey: folderPath)
    return place
  }
}

/// Names of Sent Items and Recoverable Items.
enum ClearedPlaceNames {
  /// Lower-case name → place.
  static let places: [String: ClearedPlace] = {
    var places: [String: ClearedPlace] = [:]
    for name in sentItems { places[name] = .sentItems }
    // Nobody sees this one, so it has no other name in other languages. Source: Microsoft Learn, "Recoverable Items folder
    // in Exchange Online", checked 2026-11.
    places["recoverable items"] = .recoverableItems
    return places
  }()

  /// `Sent Items` is Outlook's name (Microsoft Support, "Change the language of default folders", checked 2026-11). The others
  /// are what this project knows of Outlook in other languages and of programs that keep mail over IMAP, not verified.
  private static let sentItems = [
    // English, German, French, Spanish, Italian, Portuguese, Dutch.
    "sent items", "sent", "sent mail", "gesendete elemente", "gesendete objekte", "gesendet", "éléments envoyés",
    "elementos enviados", "enviados", "posta inviata", "elementi inviati", "itens enviados", "verzonden items",
    // Swedish, Danish, Norwegian, Finnish.
    "skickat", "skickade objekt", "sendt post", "sendte elementer", "lähetetyt", "lähetetyt kohteet",
    // Polish, Czech, Slovak, Hungarian, Romanian, Turkish, Greek.
    "elementy wysłane", "odeslaná pošta", "odoslaná pošta", "elküldött elemek", "elemente trimise",
    "gönderilmiş öğeler", "gönderilmiş postalar", "απεσταλμένα", "απεσταλμένα στοιχεία",
    // Russian, Ukrainian, Japanese, Chinese, Korean, Hebrew, Arabic.
    "отправленные", "надіслані", "送信済みアイテム", "已发送邮件", "已发送项目", "寄件備份", "已傳送的郵件",
    "보낸 편지함", "פריטים שנשלחו", "العناصر المرسلة",
  ]
}
