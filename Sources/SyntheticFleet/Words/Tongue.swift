/// The language of a tenant: its people's names and its mailboxes' folders.
enum Tongue: Int, CaseIterable, Sendable {
  case english, german, french, dutch, spanish, italian, swedish, polish

  /// ISO 3166 country of the tenant.
  var country: StaticString {
    switch self {
    case .english: "GB"
    case .german: "DE"
    case .french: "FR"
    case .dutch: "NL"
    case .spanish: "ES"
    case .italian: "IT"
    case .swedish: "SE"
    case .polish: "PL"
    }
  }

  /// A town for sign-ins; invented people may live in real towns.
  var town: StaticString {
    switch self {
    case .english: "Leeds"
    case .german: "Kassel"
    case .french: "Angers"
    case .dutch: "Zwolle"
    case .spanish: "Burgos"
    case .italian: "Parma"
    case .swedish: "Växjö"
    case .polish: "Opole"
    }
  }

  var languageTag: StaticString {
    switch self {
    case .english: "en-GB"
    case .german: "de-DE"
    case .french: "fr-FR"
    case .dutch: "nl-NL"
    case .spanish: "es-ES"
    case .italian: "it-IT"
    case .swedish: "sv-SE"
    case .polish: "pl-PL"
    }
  }
}
