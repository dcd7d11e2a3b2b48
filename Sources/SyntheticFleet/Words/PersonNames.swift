/// Given names and surnames from which people are invented; any likeness to a real person is chance.
enum PersonNames {
  static func given(_ tongue: Tongue) -> [String] { givenByTongue[tongue.rawValue] }
  static func surnames(_ tongue: Tongue) -> [String] { surnamesByTongue[tongue.rawValue] }

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static let givenByTongue: [[String]] = [
    words(
      "Alice Ben Charlotte Daniel Eleanor Freya George Hannah Isaac Julia Kieran Lucy Martin Nadia Oliver Priya Rory Sana Tom Zoe"
    ),
    words(
      "Anke Björn Claudia Dieter Elke Florian Gesa Hannes Ines Jürgen Käthe Lutz Maren Nils Olaf Petra Ralf Sönke Tanja Uwe"
    ),
    words(
      "Adèle Bastien Chloé Denis Élodie Fabrice Gaëlle Hugo Inès Jérôme Karim Léa Maël Noémie Odile Pascal Rémi Solène Thibault Yasmine"
    ),
    words(
      "Anouk Bram Cees Daan Eline Femke Gijs Hanneke Ilse Joris Koen Lotte Maarten Niels Olga Pieter Roos Sjoerd Tess Wouter"
    ),
    words(
      "Andrés Begoña Carlos Diego Elena Fermín Gloria Hugo Inés Joaquín Lucía Marta Nicolás Óscar Paula Raúl Sofía Tomás Vera Íñigo"
    ),
    words(
      "Alessia Bruno Chiara Davide Elisa Fabio Giulia Ivano Lorenzo Marta Niccolò Ottavia Paolo Rita Sandro Teresa Ugo Valeria Zeno Noè"
    ),
    words(
      "Agneta Björn Cecilia Dag Elsa Fredrik Göran Hanna Ingrid Jonas Kajsa Lars Maja Nils Oskar Pia Rune Sven Tuva Åsa"
    ),
    words(
      "Agata Bartosz Celina Dawid Ewa Filip Grażyna Hubert Iga Jacek Kinga Łukasz Małgorzata Norbert Ola Paweł Róża Sławek Tomasz Zofia"
    ),
  ]

  private static let surnamesByTongue: [[String]] = [
    words(
      "Ashdown Barley Copperfield Dunmore Eastwick Fairbourne Greenhalgh Hartwell Inkpen Jessop Kettering Larkspur Merriweather Northgate Oakhurst Penhallow Quill Rushworth Silverdale Thornbury Underhill Vickers Whitlock Yarrow"
    ),
    words(
      "Ahrensbeck Birkenstamm Drosselmeier Eschenbach Föhrmann Grünwaldt Heidefeld Immenhof Jägerskamp Kranichfeld Lindenmüller Möwenthal Nordstrand Osterloh Petersdorff Querfurt Rabenau Söllner Tannhuber Uhlenbrock Vogelsang Weißdorn Zeisig Ährenfeld"
    ),
    words(
      "Aubépine Beaumarchand Chênevert Delaroche Éclairmont Fontbrune Grandpré Hautecœur Joliette Kermarec Lachenaie Montclair Noirmont Ormeaux Pâquerette Quincy Rochebrune Saintonge Tourneville Valfleury Rivoire Béraudin Cévenol Dupontel"
    ),
    words(
      "Achterberg Bloemendaal Citroenhof Duinkerk Eikelboom Fluitenberg Groenewoud Heideveld IJzerman Korenbloem Leeuwerik Molenkamp Nachtegaal Oeverzicht Polderman Rietveld Schaapsma Tulpenhof Uilenberg Vinkeveen Waterlander Zandstra Kievitsma Oosterwei"
    ),
    words(
      "Almendros Bellavista Castañar Dehesa Encinares Fuentespina Granadal Higuera Jarales Laurel Montesclaros Naranjo Olivarejo Peñaflor Quintanares Robledal Salvatierra Tejares Valdehuerta Zarzal Cantalapiedra Arroyuelo Ibáñezal Muñozal"
    ),
    words(
      "Acquaviva Belfiore Campolongo Dellavigna Erbanera Fioravanti Ginestra Laghetti Montelupo Nespolo Olivastri Passerotti Querceto Roccabruna Selvatici Tramonti Ulivieri Valdarno Zafferano Cipressi Melograni Pratofiorito Serenelli Boscarino"
    ),
    words(
      "Almgren Björkedal Ekhammar Flodström Granbacken Hägglöv Isaksten Klöverfelt Lindhamn Mossberg Näckros Ormvik Rönnbäck Sjöholm Tallmark Uggledal Vinterqvist Åkerfors Ängsborg Österlund Fjärilsten Kråkelund Silverhjelm Tranemo"
    ),
    words(
      "Borowiecki Czarnobór Dębowski Grabówka Jarzębski Kalinowiec Leszczyna Modrzewski Niezabudka Olszański Pszczółka Różański Sosnowiec Śliwiński Topolnicki Wierzbnik Zielonka Żurawski Łąkowski Świerczek Brzozowiak Malinowiec Jaskółka Kłosowski"
    ),
  ]

  /// The ASCII form that a principal name uses: `Jürgen` becomes `juergen`, `Łukasz` `lukasz`.
  static func principal(_ name: String) -> String {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
      case "ä": result += "ae"
      case "ö": result += "oe"
      case "ü": result += "ue"
      case "ß": result += "ss"
      case "œ": result += "oe"
      case "à", "á", "â", "å", "ą": result += "a"
      case "ç", "ć": result += "c"
      case "è", "é", "ê", "ë", "ę": result += "e"
      case "ì", "í", "î", "ï": result += "i"
      case "ł": result += "l"
      case "ñ", "ń": result += "n"
      case "ò", "ó", "ô": result += "o"
      case "ś": result += "s"
      case "ù", "ú", "û": result += "u"
      case "ź", "ż": result += "z"
      default: break
      }
    }
    return result
  }
}
