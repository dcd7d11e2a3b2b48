/// Subjects by which a service warns the owner of an account: a new sign-in method, a code, a changed password, an alert.
///
/// Narrower than `WarningWords`, because people delete mail that merely speaks of passwords or security every day. English
/// phrases are those that public detection rules name, checked 2026-11. Those of other languages are how this project would
/// translate them: not verified against notices that were really sent.
enum SecurityNotices {
  static let list = PhraseList(words: words, stems: stems)

  static let words = [
    "2fa", "mfa", "otp", "security info", "security information", "new mfa", "sign-in attempt", "login attempt",
    "2sv", "tap was added",
  ]

  static let stems = [
    // English.
    "authenticator", "verification code", "security code", "one-time code", "one time code", "one-time pass",
    "one time pass", "passcode", "single-use code", "method added", "method was added", "method has been added",
    "sign-in method", "authentication method", "multi-factor", "multifactor", "two-factor", "two-step", "2-step",
    "security alert", "security notification", "security notice", "unusual sign", "suspicious sign", "new sign-in",
    "new sign in", "new login", "new device", "unusual activity", "suspicious activity", "account recovery",
    "password was changed", "password has been changed", "password was reset", "password has been reset",
    "password reset", "password change", "recovery email", "recovery phone", "low-severity alert",
    "medium-severity alert", "high-severity alert", "informational-severity alert",
    // German, Dutch.
    "bestätigungscode", "sicherheitscode", "einmalcode", "einmalpasswort", "sicherheitsinfo", "sicherheitswarnung",
    "sicherheitshinweis", "anmeldemethode", "anmeldeversuch", "neue anmeldung", "ungewöhnliche anmeldung",
    "kennwort wurde geändert", "passwort wurde geändert", "kennwort zurücksetz", "zwei-faktor", "mehrstufige",
    "verificatiecode", "beveiligingscode", "beveiligingswaarschuwing", "beveiligingsmelding", "aanmeldingsmethode",
    "nieuwe aanmelding", "ongebruikelijke aanmelding", "wachtwoord is gewijzigd",
    // French, Spanish, Portuguese, Italian.
    "code de vérification", "code de sécurité", "code à usage unique", "alerte de sécurité", "informations de sécurité",
    "méthode d'authentification", "méthode de connexion", "nouvelle connexion", "connexion inhabituelle",
    "mot de passe a été", "código de verificación", "código de seguridad", "alerta de seguridad",
    "información de seguridad", "método de inicio de sesión", "método de autenticación", "nuevo inicio de sesión",
    "contraseña se ha", "código de verificação", "código de segurança", "alerta de segurança",
    "informações de segurança", "método de autenticação", "novo início de sessão", "senha foi", "codice di verifica",
    "codice di sicurezza", "avviso di sicurezza", "informazioni di sicurezza", "metodo di autenticazione",
    "nuovo accesso", "accesso insolito", "password è stata",
    // Nordic languages, Finnish.
    "verifieringskod", "säkerhetskod", "säkerhetsvarning", "säkerhetsinformation", "inloggningsmetod", "ny inloggning",
    "bekræftelseskode", "sikkerhedskode", "sikkerhedsadvarsel", "sikkerhedsoplysninger", "bekreftelseskode",
    "sikkerhetskode", "sikkerhetsvarsel", "vahvistuskoodi", "suojauskoodi", "suojaustiedot",
    // Polish, Czech, Slovak, Hungarian, Romanian, Turkish.
    "kod weryfikacyjny", "kod zabezpieczeń", "alert zabezpieczeń", "informacje zabezpieczające", "ověřovací kód",
    "kód zabezpečení", "bezpečnostní upozornění", "overovací kód", "ellenőrző kód", "biztonsági kód",
    "biztonsági riasztás", "cod de verificare", "cod de securitate", "alertă de securitate", "doğrulama kodu",
    "güvenlik kodu", "güvenlik uyarısı",
    // Greek, Russian, Ukrainian, Japanese, Chinese, Korean, Hebrew, Arabic.
    "κωδικός επαλήθευσης", "ειδοποίηση ασφαλείας", "код подтверждения", "код безопасности",
    "оповещение безопасности", "сведения для защиты", "код підтвердження", "код безпеки", "確認コード",
    "セキュリティ コード", "セキュリティコード", "セキュリティ情報", "セキュリティ通知", "验证码", "安全代码", "安全信息", "安全警报", "驗證碼",
    "安全性資訊", "安全性警示", "확인 코드", "보안 코드", "보안 정보", "보안 경고", "קוד אימות", "התראת אבטחה", "رمز التحقق",
    "تنبيه أمني",
  ]
}
