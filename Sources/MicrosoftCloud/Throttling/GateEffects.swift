/// What follows from a change of the gate and is done outside its lock.
struct GateEffects: Sendable {
  /// Requests that may go.
  var granted: [CheckedContinuation<Bool, Never>] = []
  /// Requests that were given up.
  var refused: [CheckedContinuation<Bool, Never>] = []
  /// Budgets by id, and when to look at them again.
  var wakeUps: [(moment: Moment, budget: UInt64)] = []
}
