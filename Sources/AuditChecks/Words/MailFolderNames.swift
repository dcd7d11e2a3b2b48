/// Names of folders where nobody looks.
///
/// English names are Outlook's (Microsoft Support, "Change the language of default folders", checked 2026-08). Those of other
/// languages are what this project knows of Outlook, Outlook on the web and programs that keep mail over IMAP (`Trash`,
/// `Papierkorb`), not verified; the spellings `Archiveren`, `Gesprekgeschiedenis` and `Verlauf der Unterhaltung` are named by
/// tables of Microsoft-Analyzer-Suite, checked 2026-08. Where the mailbox's folders were collected, well-known ones are told by
/// their identity instead. RSS folders are also recognised by the word itself.
enum MailFolderNames {
  /// Lower-case name → place.
  static let places: [String: HiddenPlace] = {
    var places: [String: HiddenPlace] = [:]
    for (place, names) in names { for name in names { places[name] = place } }
    return places
  }()

  private static let names: [(HiddenPlace, [String])] = [
    // English, German, French, Spanish, Italian, Portuguese (Brazil, Portugal), Dutch, Swedish, Danish, Norwegian, Finnish,
    // Polish, Czech, Slovak, Hungarian, Romanian, Turkish, Greek, Russian, Ukrainian, Japanese, Chinese, Korean, Hebrew, Arabic.
    (
      .deletedItems,
      [
        "deleted items", "deleted", "trash", "gelöschte elemente", "gelöschte objekte", "papierkorb",
        "éléments supprimés", "elementos eliminados", "posta eliminata", "elementi eliminati", "itens excluídos",
        "itens eliminados", "verwijderde items", "borttagna objekt", "borttaget", "slettet post", "slettede elementer",
        "poistetut", "poistetut kohteet", "elementy usunięte", "odstraněná pošta", "odstranená pošta",
        "odstránená pošta",
        "törölt elemek", "elemente șterse", "elemente sterse", "silinmiş öğeler", "διαγραμμένα", "διαγραμμένα στοιχεία",
        "удаленные", "удалённые", "видалені", "削除済みアイテム", "已删除邮件", "已删除项目", "刪除的郵件", "지운 편지함",
        "פריטים שנמחקו", "العناصر المحذوفة",
      ]
    ),
    (
      .junk,
      [
        "junk email", "junk e-mail", "junk", "spam", "junk-e-mail", "junk-email", "courrier indésirable",
        "correo no deseado", "correo electrónico no deseado", "posta indesiderata", "lixo eletrônico",
        "lixo eletrónico",
        "lixo electrónico", "lixo", "ongewenste e-mail", "skräppost", "uønsket mail",
        "uønsket e-mail",
        "søppelpost", "roskaposti", "wiadomości-śmieci", "nevyžádaná pošta", "nevyžiadaná pošta", "levélszemét",
        "e-mail nedorit", "mesaje nedorite", "önemsiz e-posta", "gereksiz e-posta", "ανεπιθύμητη αλληλογραφία",
        "нежелательная почта", "спам", "небажана пошта", "небажана електронна пошта", "迷惑メール", "垃圾邮件", "垃圾郵件",
        "정크 메일", "דואר זבל", "البريد الإلكتروني غير الهام", "بريد غير هام",
      ]
    ),
    (
      .rss,
      [
        "rss feeds", "rss subscriptions", "rss-feeds", "rss-abonnements", "flux rss", "fuentes rss", "feed rss",
        "rss-канали", "rss-feeder", "rss-syötteet", "rss フィード", "rss 源", "rss 摘要",
      ]
    ),
    (
      .notes,
      [
        "notes", "notizen", "notas", "note", "notities", "anteckningar", "noter", "notater", "muistiinpanot", "notatki",
        "poznámky", "feljegyzések", "notlar", "σημειώσεις", "заметки", "нотатки", "メモ", "便笺", "記事", "메모", "הערות",
        "الملاحظات",
      ]
    ),
    (
      .conversationHistory,
      [
        "conversation history", "unterhaltungsverlauf", "aufgezeichnete unterhaltungen",
        "verlauf der unterhaltung", "historique des conversations", "historial de conversaciones",
        "cronologia delle conversazioni", "cronologia conversazioni", "histórico de conversas",
        "gespreksgeschiedenis", "gesprekgeschiedenis", "konversationshistorik",
        "samtalehistorik", "samtalelogg", "keskusteluhistoria", "historia konwersacji", "historie konverzací",
        "história konverzácií", "beszélgetések előzményei", "istoric conversații", "konuşma geçmişi",
        "ιστορικό συνομιλιών", "журнал бесед", "журнал розмов", "会話の履歴", "对话历史记录", "交談記錄", "대화 내용",
        "היסטוריית שיחות", "محفوظات المحادثة",
      ]
    ),
    (
      .archive,
      [
        "archive", "archived", "archiv", "archives", "archivo", "archivio", "arquivo", "arquivo morto",
        "archief", "archiveren", "arkiv", "arkisto", "archiwum", "archív", "archívum", "arhivă",
        "arşiv", "αρχειοθήκη", "архив", "архів", "アーカイブ", "存档", "封存", "보관", "보관함", "ארכיון", "أرشيف",
      ]
    ),
    (
      .syncIssues,
      [
        "sync issues", "synchronisierungsprobleme", "problèmes de synchronisation", "problemas de sincronización",
        "problemi di sincronizzazione", "problemas de sincronização", "problemas de sincronia",
        "synchronisatieproblemen", "synkroniseringsproblem", "synkroniseringsproblemer", "synkronointiongelmat",
        "problemy z synchronizacją", "problémy se synchronizací", "problémy so synchronizáciou",
        "szinkronizálási problémák", "probleme de sincronizare", "eşitleme sorunları",
        "ζητήματα συγχρονισμού", "ошибки синхронизации", "проблеми синхронізації", "同期の失敗", "同步问题", "同步處理問題",
        "동기화 문제", "בעיות סינכרון", "مشكلات المزامنة", "conflicts", "local failures", "server failures",
      ]
    ),
  ]
}
