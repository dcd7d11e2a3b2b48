/// Subjects of mail that a mailbox sends by itself: automatic replies, answers to meetings, receipts, bounces.
///
/// English prefixes are as Outlook and Exchange write them (Microsoft Support, "Send automatic out of office replies", "Accept
/// or decline a meeting", "Add and request read receipts", checked 2026-11). Those of other languages are what this project
/// knows of mail in them, not verified. None is trusted alone: see `AutomaticAnswers`.
enum AutomaticMail {
  /// True for a message that nobody wrote. To more than one recipient nothing is sent by itself.
  static func isAutomatic(subject: String, recipients: Int) -> Bool {
    guard recipients <= 1, subject.mayHoldColon, let colon = subject.firstIndex(where: { $0 == ":" || $0 == "：" })
    else { return false }
    return prefixes.contains(subject[..<colon].trimmed.lowercased())
  }

  private static let prefixes: Set<String> = [
    // Automatic replies.
    "automatic reply", "auto reply", "autoreply", "out of office", "automatische antwort", "abwesenheitsnotiz",
    "automatisch antwoord", "afwezigheidsbericht", "réponse automatique", "absence du bureau", "respuesta automática",
    "fuera de la oficina", "resposta automática", "risposta automatica", "fuori sede",
    "autosvar", "automatiskt svar", "automatisk svar", "automaattinen vastaus", "odpowiedź automatyczna",
    "automatická odpověď", "automatická odpoveď", "automatikus válasz", "răspuns automat", "otomatik yanıt",
    "αυτόματη απάντηση", "автоматический ответ", "автоматична відповідь", "自動応答", "自动答复", "自動回覆", "자동 회신",
    "מענה אוטומטי", "رد تلقائي",
    // Answers to meetings.
    "accepted", "declined", "tentative", "new time proposed", "zugesagt", "abgelehnt", "mit vorbehalt",
    "neue zeit vorgeschlagen", "geaccepteerd", "geweigerd", "accepté", "refusé", "provisoire", "aceptado",
    "aceptada", "rechazado", "rechazada", "aceito", "aceite", "recusado", "provisório", "accettata",
    "accettato", "rifiutata", "rifiutato", "provvisorio", "accepterat", "avböjt", "preliminärt", "accepteret",
    "afvist", "godtatt", "avslått", "hyväksytty", "hylätty", "alustava", "zaakceptowane", "zaakceptowano",
    "odrzucone", "odrzucono", "wstępnie", "přijato", "odmítnuto", "nezávazně", "elfogadva", "elutasítva", "feltételes",
    "acceptat", "refuzat", "kabul edildi", "reddedildi", "принято", "отклонено", "под вопросом", "прийнято",
    "відхилено",
    "承諾済み", "辞退", "仮承諾", "已接受", "已拒绝", "暂定", "已謝絕", "수락됨", "거절됨", "미정",
    // Receipts and bounces.
    "read", "not read", "delivered", "undeliverable", "relayed", "gelesen", "ungelesen gelöscht", "zugestellt",
    "unzustellbar", "gelezen", "onbestelbaar", "lu", "non lu", "non remis", "leído", "no se puede entregar",
    "não é possível entregar", "letto", "non recapitabile", "läst", "går inte att leverera", "læst",
    "luettu", "przeczytano", "przeczytane", "niedostarczalne", "přečteno", "nedoručitelné", "прочтено", "недоставлено",
    "開封済み", "配信不能", "已读", "无法投递", "읽음",
  ]
}

/// A subject without what answers and forwards put before it.
enum BareSubject {
  static func of(_ subject: String) -> String {
    var text = subject[...].trimmed
    if !subject.mayHoldColon { return text.lowercased() }
    while let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }),
      marks.contains(text[..<colon].trimmed.lowercased())
    {
      text = text[text.index(after: colon)...].trimmed
    }
    return text.lowercased()
  }

  /// `RE`, `FW` and `FWD` are what mail programs write in English; the others are what this project knows of them in other
  /// languages, not verified.
  private static let marks: Set<String> = [
    "re", "fw", "fwd", "aw", "wg", "antw", "doorst", "tr", "rv", "res", "enc", "r", "i", "sv", "vs", "vb", "vl", "odp",
    "pd", "απ", "пд", "回复", "转发", "回覆", "轉寄", "答复", "返信", "転送", "회신", "전달",
  ]
}

extension String {
  /// False for nearly every text without a colon, told by its bytes alone: `：` begins with 0xEF.
  fileprivate var mayHoldColon: Bool { utf8.contains { $0 == UInt8(ascii: ":") || $0 == 0xEF } }
}
