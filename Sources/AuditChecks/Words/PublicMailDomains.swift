/// Mail domains at which anybody can have an address: that two intruders use one of them says nothing.
///
/// Compiled for this project from the providers' own sign-up pages, checked 2026-11.
enum PublicMailDomains {
  static func contains(_ domain: String) -> Bool {
    names.contains(domain) || families.contains { domain.hasPrefix($0) }
  }

  private static let names: Set<String> = [
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com",
    "mac.com",
    "aol.com", "ymail.com", "rocketmail.com", "proton.me", "protonmail.com", "pm.me", "tuta.com", "tutanota.com",
    "mail.com", "email.com", "zoho.com", "zohomail.com", "fastmail.com", "hey.com", "gmx.net", "gmx.de", "gmx.at",
    "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de", "posteo.de", "mailbox.org", "orange.fr", "wanadoo.fr",
    "free.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "tiscali.it", "uol.com.br", "bol.com.br",
    "terra.com.br", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "seznam.cz", "centrum.cz", "mail.ru", "bk.ru",
    "inbox.ru",
    "list.ru", "rambler.ru", "ya.ru", "ukr.net", "qq.com", "163.com", "126.com", "sina.com", "foxmail.com", "naver.com",
    "daum.net", "hanmail.net", "btinternet.com", "comcast.net", "verizon.net", "att.net", "bigpond.com", "ziggo.nl",
    "kpnmail.nl", "telenet.be", "bluewin.ch",
  ]

  /// One provider's names of many countries.
  private static let families = ["yahoo.", "hotmail.", "live.", "outlook.", "yandex."]
}
