/// Domains at which anybody may have an address, so that sharing one means nothing.
///
/// Source: the providers' own sign-up pages, checked 2026-11.
enum PublicMailDomains {
  static func contains(_ domain: String) -> Bool {
    if names.contains(domain) { return true }
    // Country editions: `yahoo.co.uk`, `hotmail.fr`, `live.nl` …
    guard let dot = domain.firstIndex(of: ".") else { return false }
    return families.contains(String(domain[..<dot]))
  }

  private static let families: Set<String> = ["yahoo", "hotmail", "outlook", "live", "gmx", "ymail", "googlemail"]

  private static let names: Set<String> = [
    "gmail.com", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "web.de", "t-online.de", "freenet.de",
    "mail.com", "email.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "tuta.com", "zoho.com",
    "fastmail.com", "fastmail.fm", "mail.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru", "qq.com", "163.com",
    "126.com", "sina.com", "naver.com", "daum.net", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr",
    "libero.it", "virgilio.it", "tiscali.it", "alice.it", "bluewin.ch", "hispeed.ch", "telenet.be", "skynet.be",
    "ziggo.nl", "kpnmail.nl", "xs4all.nl", "btinternet.com", "sky.com", "virginmedia.com", "talktalk.net",
    "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "charter.net", "bigpond.com",
    "optusnet.com.au",
    "uol.com.br", "bol.com.br", "terra.com.br", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "seznam.cz", "centrum.cz",
    "abv.bg", "mailinator.com", "guerrillamail.com", "10minutemail.com", "duck.com", "hey.com",
  ]
}
