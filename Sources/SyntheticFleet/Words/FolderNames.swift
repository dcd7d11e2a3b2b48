/// A well-known place of a mailbox, or one of the user's own folders.
enum FolderPlace: Hashable, Sendable {
  case inbox, archive, deletedItems, junk, sentItems, conversationHistory, rss, calendar
  case own(String)

  /// Those that Outlook makes for everybody and that the folder listing shows.
  static let standard: [FolderPlace] = [
    .inbox, .archive, .deletedItems, .junk, .sentItems, .conversationHistory, .rss,
  ]

  /// Graph's well-known name; RSS folders have none.
  var wellKnownName: StaticString? {
    switch self {
    case .inbox: "inbox"
    case .archive: "archive"
    case .deletedItems: "deleteditems"
    case .junk: "junkemail"
    case .sentItems: "sentitems"
    case .conversationHistory: "conversationhistory"
    case .rss, .calendar, .own: nil
    }
  }

  /// A number that tells the places of one mailbox apart.
  var number: Int {
    switch self {
    case .inbox: 1
    case .archive: 2
    case .deletedItems: 3
    case .junk: 4
    case .sentItems: 5
    case .conversationHistory: 6
    case .rss: 7
    case .calendar: 8
    case .own(let name): name.utf8.reduce(1000) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
    }
  }

  /// The name in the mailbox's language, as Outlook writes it.
  func name(in tongue: Tongue) -> String {
    let names: [String]
    switch self {
    case .own(let name): return name
    case .inbox:
      names = [
        "Inbox", "Posteingang", "Boîte de réception", "Postvak IN", "Bandeja de entrada", "Posta in arrivo", "Inkorgen",
        "Skrzynka odbiorcza",
      ]
    case .archive:
      names = ["Archive", "Archiv", "Archive", "Archiveren", "Archivo", "Archivio", "Arkiv", "Archiwum"]
    case .deletedItems:
      names = [
        "Deleted Items", "Gelöschte Elemente", "Éléments supprimés", "Verwijderde items", "Elementos eliminados",
        "Posta eliminata", "Borttaget", "Elementy usunięte",
      ]
    case .junk:
      names = [
        "Junk Email", "Junk-E-Mail", "Courrier indésirable", "Ongewenste e-mail", "Correo no deseado",
        "Posta indesiderata", "Skräppost", "Wiadomości-śmieci",
      ]
    case .sentItems:
      names = [
        "Sent Items", "Gesendete Elemente", "Éléments envoyés", "Verzonden items", "Elementos enviados",
        "Posta inviata", "Skickat", "Elementy wysłane",
      ]
    case .conversationHistory:
      names = [
        "Conversation History", "Verlauf der Unterhaltung", "Historique des conversations", "Gesprekgeschiedenis",
        "Historial de conversaciones", "Cronologia delle conversazioni", "Konversationshistorik",
        "Historia konwersacji",
      ]
    case .rss:
      names = [
        "RSS Feeds", "RSS-Feeds", "Flux RSS", "RSS-feeds", "Fuentes RSS", "Feed RSS", "RSS-feeds", "Źródła danych RSS",
      ]
    case .calendar:
      names = ["Calendar", "Kalender", "Calendrier", "Agenda", "Calendario", "Calendario", "Kalender", "Kalendarz"]
    }
    return names[tongue.rawValue]
  }
}
