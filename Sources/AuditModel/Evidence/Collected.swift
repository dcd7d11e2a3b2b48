/// What became of the collection of one kind. Missing is not empty: there is no default value here.
package enum Collected<Value: Sendable>: Sendable {
  case complete(Value)
  case partial(Value, CollectionGap)
  case unavailable(CollectionGap)

  /// What is known, complete or not; nil when nothing was collected.
  package var value: Value? {
    switch self {
    case .complete(let value), .partial(let value, _): value
    case .unavailable: nil
    }
  }

  package var gap: CollectionGap? {
    switch self {
    case .complete: nil
    case .partial(_, let gap), .unavailable(let gap): gap
    }
  }

  package var isComplete: Bool {
    if case .complete = self { true } else { false }
  }

  package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Collected<Other> {
    switch self {
    case .complete(let value): .complete(transform(value))
    case .partial(let value, let gap): .partial(transform(value), gap)
    case .unavailable(let gap): .unavailable(gap)
    }
  }
}
