/// A folder that keeps what an intruder did: emptied, nobody sees it any more.
enum ClearedPlace: String, CaseIterable, Sendable {
  case sentItems, recoverableItems

  /// The place that a folder's path means in any language (`\Sent Items`, `\Recoverable Items\Deletions`); nil for others.
  init?(folderPath: String) {
    var path = folderPath.lowercased()[...]
    // `adele:\Sent Items`: the mailbox stands before the path.
    if let colon = path.firstIndex(of: ":") { path = path[path.index(after: colon)...] }
    for part in path.split(whereSeparator: { $0 == "\\" || $0 == "/" }) {
      guard let place = ClearedPlaceNames.places[String(part.trimmed)] else { continue }
      self = place
      return
    }
    return nil
  }
}

/// Names of Sent Items and Recoverable Items, as Outlook and Outlook on the web show them in their languages.
enum ClearedPlaceNames {
  /// Lower-case name → place.
  static let places: [String: ClearedPlace] = {
    var places: [String: ClearedPlace] = [:]
    for name in sentItems { places[name] = .sentItems }
    for name in recoverableItems { places[name] = .recoverableItems }
    return places
  }()

  /// Source: the default folders that Microsoft's clients create per mailbox language (Microsoft Support, "Change the language
  /// of default folders", in its editions; `Set-MailboxRegionalConfiguration -LocalizeDefaultFolderName`), checked 2026-11.
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

  /// The hidden subfolders have English names in every language. Source: Microsoft Learn, "Recoverable Items folder in
  /// Exchange Online", in its editions, checked 2026-11.
  private static let recoverableItems = [
    "recoverable items", "deletions", "purges", "versions", "discoveryholds", "substrateholds",
    "wiederherstellbare elemente", "éléments récupérables", "elementos recuperables", "elementi ripristinabili",
    "itens recuperáveis", "herstelbare items", "återställningsbara objekt", "gendannelige elementer",
    "gjenopprettelige elementer", "palautettavat kohteet", "elementy do odzyskania", "obnovitelné položky",
    "obnoviteľné položky", "helyreállítható elemek", "elemente recuperabile", "kurtarılabilir öğeler",
    "ανακτήσιμα στοιχεία", "элементы с возможностью восстановления", "回復可能なアイテム", "可恢复的项目", "可復原的項目",
    "복구 가능한 항목",
  ]
}
