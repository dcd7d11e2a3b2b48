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

  /// Where the town lies, in degrees.
  var position: (latitude: StaticString, longitude: StaticString) {
    switch self {
    case .english: ("53.797", "-1.544")
    case .german: ("51.312", "9.481")
    case .french: ("47.474", "-0.552")
    case .dutch: ("52.512", "6.094")
    case .spanish: ("42.344", "-3.697")
    case .italian: ("44.801", "10.328")
    case .swedish: ("56.878", "14.806")
    case .polish: ("50.667", "17.924")
    }
  }

  /// A country next door, in which some live who work here.
  var neighbour: StaticString {
    switch self {
    case .english: "IE"
    case .german: "AT"
    case .french, .dutch: "BE"
    case .spanish: "PT"
    case .italian: "CH"
    case .swedish: "NO"
    case .polish: "CZ"
    }
  }
}
