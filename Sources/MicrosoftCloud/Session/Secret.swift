/// A secret that never prints itself: not described, not reflected, not interpolated.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text itself, for the one place that puts it into a request or a private file.
  package let value: String

  package init(_ value: String) { self.value = value }

  package var description: String { "…" }
  package var debugDescription: String { "…" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
