/// Invented companies; any likeness to a real one is chance. Domains are reserved (`.example`, RFC 2606).
enum CompanyNames {
  private static let first = words(
    "Amber Alder Birch Bramble Cedar Clover Copper Coral Cinder Drift Ember Elder Fern Flint Frost Garnet Harrow Hazel Heron Indigo Ivory Jasper Juniper Kestrel Larch Linden Maple Marble Nettle Oaken Onyx Pebble Quarry Rowan Russet Saffron Slate Thistle Umber Willow"
  )
  private static let second = words(
    "bridge brook cliff combe cross dale field ford forge gate glen grove haven hill holt hurst lake mead mere mill moor peak pond port ridge rock stead vale wick wood"
  )
  private static let trades: [[String]] = [
    ["Joinery Ltd", "Logistics Ltd", "Dental Practice", "Solicitors LLP", "Foods Ltd", "Architects"],
    ["Metallbau GmbH", "Steuerberatung", "Logistik GmbH", "Apotheken KG", "Möbelwerk GmbH", "Ingenieure"],
    ["Menuiserie SARL", "Conseil SAS", "Transports SA", "Pharmacie", "Primeurs SARL", "Architectes"],
    ["Bouw B.V.", "Administratie B.V.", "Transport B.V.", "Notarissen", "Kwekerij", "Advies B.V."],
    ["Muebles S.L.", "Asesoría S.L.", "Transportes S.A.", "Farmacias", "Conservas S.A.", "Arquitectos"],
    ["Arredi S.r.l.", "Consulenza S.r.l.", "Trasporti S.p.A.", "Farmacie", "Ceramiche S.r.l.", "Studio Legale"],
    ["Snickeri AB", "Redovisning AB", "Åkeri AB", "Tandvård AB", "Trädgård AB", "Arkitekter AB"],
    ["Stolarnia sp. z o.o.", "Księgowość", "Transport S.A.", "Apteki", "Spożywcze S.A.", "Architekci"],
  ]

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  /// A name and a slug that no other index has.
  static func company(index: Int, offset: Int, tongue: Tongue) -> (name: String, slug: String) {
    let count = first.count * second.count
    // 577 shares no factor with the count, so that the first 1,200 indexes get 1,200 names.
    let code = (index % count * 577 + offset) % count
    let stem = first[code / second.count] + second[code % second.count]
    let trade = trades[tongue.rawValue][(index + offset) % trades[tongue.rawValue].count]
    let round = index / count
    let suffix = round == 0 ? "" : "-\(round + 1)"
    return (stem + suffix + " " + trade, stem.lowercased() + suffix)
  }
}
