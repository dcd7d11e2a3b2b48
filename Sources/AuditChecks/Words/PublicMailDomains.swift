/// Mail domains at which anybody can have an address: that two people use one of them says nothing.
///
/// Compiled for this project from the providers' own sign-up pages, checked 2026-11.
enum PublicMailDomains {
  static func contains(_ domain: String) -> Bool {
    if names.contains(domain) { return true }
    let parts = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard let family = parts.first, families.contains(String(family)) else { return false }
    switch parts.count {
    case 2: return endings.contains(String(parts[1])) || parts[1].utf8.count == 2
    // `yahoo.co.uk`, `outlook.com.br`; anybody can have `outlook.drop.example`.
    case 3: return (parts[1] == "co" || parts[1] == "com") && parts[2].utf8.count == 2
    default: return false
    }
  }

  /// What stands behind a provider's name besides a country.
  private static let endings: Set<String> = ["com", "net", "info", "biz"]

  /// One provider's names of many countries: `yahoo.co.uk`, `hotmail.fr`, `gmx.net` …
  private static let families: Set<String> = [
    "gmx", "googlemail", "hotmail", "live", "outlook", "yahoo", "yandex", "ymail",
  ]

  private static let names: Set<String> = [
    "10minutemail.com", "126.com", "163.com", "abv.bg", "alice.it", "aol.com", "att.net", "bigpond.com", "bk.ru",
    "bluewin.ch", "bol.com.br", "btinternet.com", "centrum.cz", "charter.net", "comcast.net", "cox.net", "daum.net",
    "duck.com", "email.com", "fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "freenet.de", "gmail.com",
    "guerrillamail.com", "hanmail.net", "hey.com", "hispeed.ch", "icloud.com", "inbox.ru", "interia.pl", "kpnmail.nl",
    "laposte.net", "libero.it", "list.ru", "mac.com", "mail.com", "mail.ru", "mailbox.org", "mailinator.com",
    "me.com", "msn.com", "naver.com", "o2.pl", "onet.pl", "optusnet.com.au", "orange.fr", "pm.me", "posteo.de",
    "proton.me", "protonmail.com", "qq.com", "rambler.ru", "rocketmail.com", "sbcglobal.net", "seznam.cz", "sfr.fr",
    "sina.com", "sky.com", "skynet.be", "t-online.de", "talktalk.net", "telenet.be", "terra.com.br", "tiscali.it",
    "tuta.com", "tuta.io", "tutanota.com", "ukr.net", "uol.com.br", "verizon.net", "virgilio.it", "virginmedia.com",
    "wanadoo.fr", "web.de", "wp.pl", "xs4all.nl", "ya.ru", "ziggo.nl", "zoho.com", "zohomail.com",
  ]
}
