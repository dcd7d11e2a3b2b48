/// Words of everyday office life, one row a language in the order of `Tongue`.
enum OrdinaryWords {
  static func newsletterFolder(_ tongue: Tongue) -> String {
    [
      "Newsletters", "Rundbriefe", "Lettres d’info", "Nieuwsbrieven", "Boletines", "Notiziari", "Nyhetsbrev",
      "Biuletyny",
    ][
      tongue.rawValue]
  }
  static func projectFolder(_ tongue: Tongue) -> String {
    ["Projects", "Projekte", "Projets", "Projecten", "Proyectos", "Progetti", "Projekt", "Projekty"][tongue.rawValue]
  }
  static func bookkeepingFolder(_ tongue: Tongue) -> String {
    [
      "Bookkeeping", "Buchhaltung", "Comptabilité", "Boekhouding", "Contabilidad", "Contabilità", "Bokföring",
      "Księgowość",
    ][tongue.rawValue]
  }
  /// What subjects of bills hold: a payment word on purpose, in an innocent rule.
  static func invoice(_ tongue: Tongue) -> String {
    ["invoice", "Rechnung", "facture", "factuur", "factura", "fattura", "faktura", "faktura"][tongue.rawValue]
  }
  /// The subject of an ordinary message; numbers of projects and bills make most of them differ.
  static func subject(_ tongue: Tongue, _ number: Int) -> JSONText {
    switch number % 5 {
    case 0: JSONText("[P-\(100 + number % 900)] \(projectFolder(tongue))")
    case 1: JSONText("\(invoice(tongue)) \(20_000 + number)")
    case 2: JSONText("Re: \(projectFolder(tongue)) \(1 + number % 9)")
    case 3: JSONText("\(newsletterFolder(tongue)) \(1 + number % 52)")
    default: JSONText("Re: \(bookkeepingFolder(tongue)) \(2020 + number % 7)")
    }
  }
  static func jobTitle(_ number: Int) -> StaticString {
    switch number % 8 {
    case 0: "Accounts Assistant"
    case 1: "Project Manager"
    case 2: "Sales Representative"
    case 3: "Warehouse Lead"
    case 4: "Office Manager"
    case 5: "Design Engineer"
    case 6: "Customer Service"
    default: "Managing Director"
    }
  }
}
