import NIOCore

/// Lanes that wait for one budget: tenants take turns, and so do the lanes of one tenant.
struct FairQueue {
  private final class Line {
    let tenantID: String
    var lanes: CircularBuffer<Lane> = []

    init(tenantID: String) { self.tenantID = tenantID }
  }

  private var ring: CircularBuffer<Line> = []
  private var lines: [String: Line] = [:]

  var isEmpty: Bool { ring.isEmpty }

  /// Whose turn it is.
  var first: Lane? { ring.first?.lanes.first }

  /// Behind all lanes of the same tenant; a tenant that is new here waits behind all others.
  mutating func append(_ lane: Lane) {
    lane.isQueued = true
    if let line = lines[lane.tenantID] {
      line.lanes.append(lane)
    } else {
      let line = Line(tenantID: lane.tenantID)
      line.lanes.append(lane)
      lines[lane.tenantID] = line
      ring.append(line)
    }
  }

  /// Takes the first lane out; its tenant's next lane waits for the tenant's next turn.
  mutating func removeFirst() {
    guard let line = ring.popFirst() else { return }
    line.lanes.popFirst()?.isQueued = false
    if line.lanes.isEmpty { lines[line.tenantID] = nil } else { ring.append(line) }
  }
}
