import Foundation

/// Opens pages in headless Chromium, the way a reader's browser would.
struct HTMLBrowser {
  /// What became of a page.
  struct Outcome {
    /// The document after the page's script has run.
    let dom: String
    /// Console messages: script errors and refusals of the page's own policy.
    let console: [String]
  }

  static let executable = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static var isAbsent: Bool { executable == nil }

  /// - Parameter fragment: the view that the address asks for, such as `#users?severity=4`.
  static func open(
    _ pages: HTMLPages, file: String = "index.html", fragment: String = "", flags: [String] = []
  ) throws -> Outcome {
    // The pages' folder goes with the pages, so they have to stay until the browser has read it.
    try withExtendedLifetime(pages) {
      try open(pages.folder.appending(path: file), fragment: fragment, flags: flags)
    }
  }

  private static func open(_ file: URL, fragment: String, flags: [String]) throws -> Outcome {
    let profile = URL.temporaryDirectory.appending(path: "roundsman-browser-\(UUID().uuidString)")
    let errors = URL.temporaryDirectory.appending(path: "roundsman-browser-\(UUID().uuidString).log")
    defer {
      try? FileManager.default.removeItem(at: profile)
      try? FileManager.default.removeItem(at: errors)
    }
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(filePath: executable ?? "/usr/bin/chromium")
    process.arguments =
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
        "--v=0",
        "--no-first-run", "--disable-background-networking", "--user-data-dir=\(profile.path)",
      ] + flags + ["--dump-dom", "file://\(file.path)\(fragment)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let dom = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let log = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    return Outcome(
      dom: String(decoding: dom, as: UTF8.self),
      console: log.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init))
  }
}
