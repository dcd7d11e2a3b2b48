/// Words by which a rule keeps warnings away from its owner: security notices, undelivered mail, colleagues who warn.
///
/// English words are those that public detection rules and incident reports name, checked 2026-11. Their counterparts in other
/// languages are this project's own everyday words, not verified against mail of intruders.
enum WarningWords {
  static let list = PhraseList(
    words: [
      "2fa", "mfa", "otp", "alert", "alerts", "fake", "fatal", "fraud", "hack", "hacked", "hacker", "hijacked",
      "it support", "login", "log-in", "logon", "sign-in", "signin", "scam", "spam", "virus", "fyi your account",
      "do not click", "don't click", "do not open", "don't open", "not me", "reset", "protection", "unusual",
      "warnung", "betrug", "alerte", "alerta", "fraude", "frode", "truffa", "estafa", "arnaque",
    ],
    stems: [
      // English.
      "phish", "suspicious", "malicious", "malware", "security", "password", "passcode", "credential", "verif",
      "authenticator", "help desk", "helpdesk", "undeliver", "delivery status", "mail delivery", "mailer-daemon",
      "postmaster", "new device", "compromised", "unauthorized", "unauthorised", "account recovery", "defender",
      // German, Dutch.
      "sicherheit", "verdächtig", "kennwort", "passwort", "anmeldung", "bestätigungscode", "unzustellbar",
      "gehackt", "nicht öffnen", "beveiliging", "verdacht", "wachtwoord", "niet openen",
      // French, Spanish, Portuguese, Italian.
      "sécurité", "suspect", "hameçonnage", "mot de passe", "piraté", "ne pas ouvrir", "non remis", "seguridad",
      "sospechos", "contraseña", "no abrir", "hackead", "segurança", "suspeit", "senha", "não abra", "sicurezza",
      "sospett", "non aprire",
      // Nordic languages, Finnish.
      "säkerhet", "misstänkt", "lösenord", "sikkerhed", "sikkerhet", "mistænkelig", "mistenkelig", "adgangskode",
      "passord", "turvallisuus", "salasana", "epäilyttäv",
      // Polish, Czech, Hungarian, Romanian, Turkish.
      "bezpieczeństw", "podejrzan", "hasło", "nie otwieraj", "bezpečnost", "podezřel", "heslo", "biztonság", "jelszó",
      "gyanús", "securitate", "parolă", "güvenlik", "şüpheli", "parola",
      // Russian, Ukrainian, Japanese, Chinese, Korean.
      "безопасност", "подозритель", "пароль", "взлом", "не открыва", "безпек", "підозріл", "セキュリティ", "不審", "パスワード",
      "安全", "可疑", "密码", "密碼", "보안", "의심", "비밀번호",
    ] + SecurityNotices.stems)
}

/// Words in a rule's name by which it pretends to be security, Microsoft or the administration.
///
/// Compared by what letters look like: `Mіcrosoft` with a Cyrillic letter poses all the better. Names and words as this
/// project knows them from incident reports; those of other languages than English are not verified.
enum PosingWords {
  static let list = LookAlikePhrases(words: words, stems: stems)

  private static let words = [
    "admin", "administrator", "alert", "alerts", "it support", "it department", "it-support", "defender",
    "outlook", "office 365", "office365", "o365", "m365", "spam filter", "antispam", "anti-spam", "antivirus",
    "firewall", "junk filter", "sicherung", "quarantine",
  ]
  private static let stems = [
    "microsoft", "security", "verif", "phishing", "helpdesk", "help desk", "sicherheit", "quarantäne", "sécurité",
    "seguridad", "segurança", "sicurezza", "beveiliging", "säkerhet", "sikkerhed", "sikkerhet", "bezpieczeństw",
    "bezpečnost", "безопасност", "безпек", "セキュリティ", "安全", "보안",
  ]
}
