extension JSONView {
  /// The members in the document's order, duplicates included; none when this is no object.
  @inlinable
  public var members: JSONMembers {
    JSONMembers(container: self, position: position + 1, end: isObject ? end - 1 : position + 1)
  }

  /// The elements in the document's order; none when this is no array.
  @inlinable
  public var elements: JSONElements {
    JSONElements(container: self, position: position + 1, end: isArray ? end - 1 : position + 1)
  }

  /// The first member of that name, `null` included; nil when there is none or this is no object.
  ///
  /// Looks at one member after the other: for more than two or three members loop over `members` instead.
  @inlinable
  public subscript(name: StaticString) -> JSONView? {
    for (key, value) in members where key == name { return value }
    return nil
  }

  /// The first member of that name, for names that are known only at run time.
  public subscript(named name: String) -> JSONView? {
    for (key, value) in members where key.bytes.elementsEqual(name.utf8) { return value }
    return nil
  }
}

/// The members of an object, in order.
public struct JSONMembers: Sequence, IteratorProtocol {
  @usableFromInline let container: JSONView
  @usableFromInline var position: Int
  @usableFromInline let end: Int

  @inlinable
  init(container: JSONView, position: Int, end: Int) {
    self.container = container
    self.position = position
    self.end = end
  }

  /// Steps on by the tape's own lengths.
  @inlinable @inline(__always)
  public mutating func next() -> (key: JSONText, value: JSONView)? {
    guard position < end else { return nil }
    let key = container.text(at: container.tape[position] & 0x00FF_FFFF_FFFF_FFFF)
    let value = container.view(at: position + 1)
    position = value.end
    return (key, value)
  }
}

/// The elements of an array, in order.
public struct JSONElements: Sequence, IteratorProtocol {
  @usableFromInline let container: JSONView
  @usableFromInline var position: Int
  @usableFromInline let end: Int

  /// The parser's count of all elements (saturated at 2²⁴−1): lists made of them are allocated once.
  @inlinable
  public var underestimatedCount: Int {
    container.isArray && position == container.position + 1
      ? Int(container.tape[container.position] >> 32 & 0xFF_FFFF) : 0
  }

  @inlinable
  init(container: JSONView, position: Int, end: Int) {
    self.container = container
    self.position = position
    self.end = end
  }

  /// Steps on by the tape's own lengths.
  @inlinable @inline(__always)
  public mutating func next() -> JSONView? {
    guard position < end else { return nil }
    let value = container.view(at: position)
    position = value.end
    return value
  }
}
