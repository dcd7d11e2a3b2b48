/// The program's own name and version, as reports and archives carry them.
package enum Program {
  package static let name = "roundsman"
  package static let version = "0.1.0"
}
