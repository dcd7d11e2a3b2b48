import Foundation

/// Reads workbooks with openpyxl, a program that nobody of this project wrote.
enum Workbook {
  /// All rows of a sheet, each cell as text; empty cells as empty texts.
  static func rows(of path: String, sheet: String) throws -> [[String]] {
    let script = """
      import json, sys, openpyxl
      sheet = openpyxl.load_workbook(sys.argv[1], read_only=True)[sys.argv[2]]
      print(json.dumps([["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]))
      """
    let run = try ProgramRun.run("/usr/bin/env", ["python3", "-c", script, path, sheet])
    guard run.exit == 0 else { throw WorkbookError(reason: run.errors) }
    return try JSONDecoder().decode([[String]].self, from: Data(run.output.utf8))
  }
}

struct WorkbookError: Error {
  let reason: String
}
