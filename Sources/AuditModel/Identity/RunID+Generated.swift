extension RunID {
  /// An id that sorts by time: `20260820T020000Z-` and eight base-32 characters of chance.
  package static func generated(at moment: Timestamp, chance: UInt64) -> RunID {
    let time = moment.iso8601.filter { $0 != "-" && $0 != ":" }
    return RunID("\(time)-\(Fingerprint.text(of: [String(chance, radix: 16)]).prefix(8))")
  }
}
