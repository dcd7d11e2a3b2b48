/// Senders whose mail a person must see: banks and payment services, and those that guard accounts.
///
/// Compiled for this project from the senders' own pages about the addresses they use, checked 2026-11.
enum ImportantSenders {
  enum Kind: String {
    case bank, identityProvider

    var title: String {
      switch self {
      case .bank: "a bank or payment service"
      case .identityProvider: "an identity provider"
      }
    }
  }

  /// What the sender's domain says; nil for all others.
  static func kind(ofDomain domain: String) -> Kind? {
    let domain = domain.lowercased()
    if identityProviders.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) { return .identityProvider }
    if paymentServices.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) { return .bank }
    return bankWords.matches(domain) ? .bank : nil
  }

  /// What the sender's name says, where no address is known.
  static func kind(ofName name: String) -> Kind? {
    if identityNames.matches(name) { return .identityProvider }
    return bankWords.matches(name) ? .bank : nil
  }

  private static let identityProviders = [
    "microsoft.com", "microsoftonline.com", "microsoftsupport.com", "office.com", "office365.com",
    "accounts.google.com",
    "google.com", "apple.com", "icloud.com", "okta.com", "oktapreview.com", "auth0.com", "onelogin.com",
    "pingidentity.com",
    "pingone.com", "duo.com", "duosecurity.com", "cisco.com", "rsa.com", "securid.com", "yubico.com", "lastpass.com",
    "1password.com", "bitwarden.com", "dashlane.com", "keepersecurity.com", "docusign.net", "adobesign.com",
    "amazonaws.com", "aws.amazon.com", "github.com", "login.gov", "id.me", "facebookmail.com",
  ]

  private static let paymentServices = [
    "paypal.com", "paypal.de", "stripe.com", "wise.com", "revolut.com", "klarna.com", "klarna.de", "n26.com",
    "americanexpress.com", "aexp.com", "visa.com", "mastercard.com", "payoneer.com", "adyen.com", "mollie.com",
    "sumup.com",
    "squareup.com", "intuit.com", "xero.com", "datev.de", "hsbc.com", "chase.com", "citi.com", "wellsfargo.com",
    "lloydsbank.co.uk",
    "barclays.com", "barclays.co.uk", "natwest.com", "santander.com", "santander.co.uk", "bbva.com", "ing.com",
    "ing.de", "ing.nl",
    "abnamro.nl", "abnamro.com", "bnpparibas.com", "societegenerale.com", "credit-agricole.com", "creditmutuel.fr",
    "ubs.com", "credit-suisse.com", "unicredit.it", "unicredit.eu", "intesasanpaolo.com", "nordea.com", "seb.se",
    "swedbank.se", "handelsbanken.se", "pekao.com.pl", "mbank.pl", "itau.com.br", "bradesco.com.br", "caixa.gov.br",
    "sberbank.ru",
  ]

  private static let bankWords = PhraseList(
    words: ["bnp", "caixa", "hypo", "credit union"],
    stems: [
      "bank", "banque", "banco", "banca", "sparkasse", "raiffeisen", "kreditkasse", "caisse d'epargne",
      "caisse-epargne",
      "savings", "pankki", "банк", "銀行", "银行", "은행",
    ])

  private static let identityNames = PhraseList(
    words: ["okta", "duo", "apple id", "google accounts"],
    stems: ["microsoft", "security info", "account team", "authenticator"])
}
