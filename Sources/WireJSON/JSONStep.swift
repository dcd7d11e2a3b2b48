/// One step from a container down to a child.
enum JSONStep: Hashable {
  case element(Int)
  /// The ordinal tells members of the same name apart.
  case member(Int, name: String)

  var ordinal: Int {
    switch self {
    case .element(let ordinal), .member(let ordinal, _): ordinal
    }
  }

  /// `value[3].createdDateTime`
  static func path(_ steps: [JSONStep]) -> String {
    var path = ""
    for step in steps {
      switch step {
      case .element(let ordinal): path += "[\(ordinal)]"
      // A hostile name must not flood a message.
      case .member(_, let name): path += (path.isEmpty ? "" : ".") + name.prefix(80)
      }
    }
    return path
  }
}

extension JSONView {
  /// The way from this value down to the one that begins at that word of the tape. Slow: for errors only.
  func steps(to target: Int) -> [JSONStep] {
    var steps: [JSONStep] = []
    var view = self
    descending: while view.position != target {
      for (ordinal, (key, value)) in view.members.enumerated() where target < value.end {
        steps.append(.member(ordinal, name: key.string))
        view = value
        continue descending
      }
      for (ordinal, value) in view.elements.enumerated() where target < value.end {
        steps.append(.element(ordinal))
        view = value
        continue descending
      }
      break
    }
    return steps
  }
}
