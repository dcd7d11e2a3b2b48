import AuditModel
import Testing

@testable import AuditChecks

/// The languages in which mailboxes of the synthetic fleet are kept, and a few more that customers have.
@Suite struct LanguageTests {
  struct Language: Sendable, CustomTestStringConvertible {
    let name: String
    /// As this project knows them of Outlook; see `MailFolderNames`.
    let folders: [(HiddenPlace, String)]
    /// Subjects of rules that hide a fraud.
    let money: [String]
    /// Subjects of warnings that a rule keeps away.
    let warnings: [String]
    var testDescription: String { name }

    init(
      _ name: String, deleted: String, junk: String, rss: String, notes: String, history: String, archive: String,
      sync: String, money: [String], warnings: [String]
    ) {
      self.name = name
      folders = [
        (.deletedItems, deleted), (.junk, junk), (.rss, rss), (.notes, notes), (.conversationHistory, history),
        (.archive, archive), (.syncIssues, sync),
      ]
      self.money = money
      self.warnings = warnings
    }
  }

  static let languages = [
    Language(
      "English", deleted: "Deleted Items", junk: "Junk Email", rss: "RSS Feeds", notes: "Notes",
      history: "Conversation History", archive: "Archive", sync: "Sync Issues",
      money: ["Invoice 4711", "wire transfer", "Payroll"],
      warnings: ["Phishing attempt", "your password", "Security alert"]),
    Language(
      "German", deleted: "Gelöschte Elemente", junk: "Junk-E-Mail", rss: "RSS-Feeds", notes: "Notizen",
      history: "Verlauf der Unterhaltung", archive: "Archiv", sync: "Synchronisierungsprobleme",
      money: ["Ihre Rechnung", "Überweisung", "Zahlungserinnerung"],
      warnings: ["Sicherheitswarnung", "Kennwort", "verdächtige Mail"]),
    Language(
      "French", deleted: "Éléments supprimés", junk: "Courrier indésirable", rss: "Flux RSS", notes: "Notes",
      history: "Historique des conversations", archive: "Archives", sync: "Problèmes de synchronisation",
      money: ["facturation", "paiement", "virement bancaire"],
      warnings: ["sécurité", "mot de passe", "courriel suspect"]),
    Language(
      "Dutch", deleted: "Verwijderde items", junk: "Ongewenste e-mail", rss: "RSS-feeds", notes: "Notities",
      history: "Gespreksgeschiedenis", archive: "Archief", sync: "Synchronisatieproblemen",
      money: ["factuur", "betaling", "rekeningnummer"], warnings: ["beveiliging", "wachtwoord", "verdachte mail"]),
    Language(
      "Spanish", deleted: "Elementos eliminados", junk: "Correo no deseado", rss: "Fuentes RSS", notes: "Notas",
      history: "Historial de conversaciones", archive: "Archivo", sync: "Problemas de sincronización",
      money: ["factura", "transferencia", "pago pendiente"], warnings: ["seguridad", "contraseña", "correo sospechoso"]),
    Language(
      "Italian", deleted: "Posta eliminata", junk: "Posta indesiderata", rss: "Feed RSS", notes: "Note",
      history: "Cronologia delle conversazioni", archive: "Archivio", sync: "Problemi di sincronizzazione",
      money: ["fattura", "bonifico", "pagamento"], warnings: ["sicurezza", "messaggio sospetto", "non aprire"]),
    Language(
      "Swedish", deleted: "Borttaget", junk: "Skräppost", rss: "RSS-feeds", notes: "Anteckningar",
      history: "Konversationshistorik", archive: "Arkiv", sync: "Synkroniseringsproblem",
      money: ["faktura", "betalning", "överföring"], warnings: ["säkerhet", "lösenord", "misstänkt"]),
    Language(
      "Polish", deleted: "Elementy usunięte", junk: "Wiadomości-śmieci", rss: "Źródła danych RSS", notes: "Notatki",
      history: "Historia konwersacji", archive: "Archiwum", sync: "Problemy z synchronizacją",
      money: ["faktura", "przelew", "płatność"], warnings: ["bezpieczeństwo", "hasło", "podejrzana wiadomość"]),
  ]

  @Test(arguments: languages)
  func `a place where nobody looks is known by its name, also in a path and in capitals`(_ language: Language) {
    for (place, name) in language.folders {
      #expect(HiddenPlace(folderName: name) == place, "\(name)")
      #expect(HiddenPlace(folderName: "adele:\\Inbox\\" + name.uppercased()) == place, "\(name)")
    }
  }

  @Test func `spellings that other tables name are known too`() {
    #expect(HiddenPlace(folderName: "Archiveren") == .archive)
    #expect(HiddenPlace(folderName: "Gesprekgeschiedenis") == .conversationHistory)
  }

  @Test(arguments: languages)
  func `words about money and warnings are known`(_ language: Language) {
    for text in language.money { #expect(MoneyWords.list.matches(text), "\(text)") }
    for text in language.warnings { #expect(WarningWords.list.matches(text), "\(text)") }
  }

  @Test(arguments: [
    "Weekly report", "Wochenbericht", "Compte rendu", "Vergadering", "Acta de la reunión", "Verbale della riunione",
    "Mötesprotokoll", "Protokół ze spotkania",
  ])
  func `ordinary subjects are neither`(_ text: String) {
    #expect(!MoneyWords.list.matches(text) && !WarningWords.list.matches(text))
    #expect(HiddenPlace(folderName: text) == nil)
  }
}
