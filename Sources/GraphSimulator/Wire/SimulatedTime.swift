/// Times as people write them on the command line.
package enum SimulatedTime {
  /// Unix seconds of an ISO 8601 time; nil for anything else.
  package static func seconds(_ text: String) -> Int64? { Moment(text).map { $0.ticks / Moment.ticksPerSecond } }
}
