/// Which members of an object are answered: `$select`, default property sets, and what only `$expand` brings.
struct Projection: Sendable {
  /// Nil: all of them.
  private let selected: [String]?
  /// Members that come only when they are expanded.
  private let dropped: Set<String>
  /// Members that an object lacks are answered as null, as the directory does for its default properties.
  private let fillsWithNull: Bool

  init(selected: [String]?, dropped: Set<String> = [], fillsWithNull: Bool = false) {
    self.selected = selected
    self.dropped = dropped
    self.fillsWithNull = fillsWithNull
  }

  /// Adds an object to a document.
  func write(_ object: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    if selected == nil, dropped.isEmpty {
      out.append(contentsOf: object)
      return
    }
    out.append(UInt8(ascii: "{"))
    var isFirst = true
    var seen: Set<String> = []
    func add(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>) {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      out.append(UInt8(ascii: "\""))
      out.append(contentsOf: name)
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: ":"))
      out.append(contentsOf: value)
    }
    ObjectScanner.forEachMember(of: object, in: 0..<object.count) { range, value in
      let name = String(decoding: object[range], as: UTF8.self)
      if dropped.contains(name) { return true }
      // `X@odata.type` goes with X; `@odata.type` goes with every object.
      let stem = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)[0]
      if let selected, !stem.isEmpty, !selected.contains(where: { $0 == stem }) { return true }
      seen.insert(name)
      add(object[range], object[value])
      return true
    }
    if fillsWithNull, let selected {
      for name in selected where !seen.contains(name) {
        add(name.utf8, Projection.listProperties.contains(name) ? "[]".utf8 : "null".utf8)
      }
    }
    out.append(UInt8(ascii: "}"))
  }

  private static let listProperties: Set<String> = [
    "businessPhones", "proxyAddresses", "otherMails", "assignedLicenses", "assignedPlans", "identities",
  ]
}
