/// The files of the top-level folder `templates`, inside the program.
///
/// A build-tool plugin writes `all` from that folder: a designer edits the files there and needs no Swift.
/// Names are paths below the folder, such as `html/fleet.mustache`.
package enum ReportTemplates {
  /// The text of one file.
  ///
  /// - Parameter name: its path below `templates`; nil when the folder had no such file at build time.
  package static func text(named name: String) -> String? { all[name] }
}
