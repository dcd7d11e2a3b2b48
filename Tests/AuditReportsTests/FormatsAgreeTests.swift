import AuditAnalysis
import AuditModel
import AuditReports
import Foundation
import Testing

/// HTML, XLSX and JSON of one fleet, each read by somebody else's reader, say the same numbers.
struct FormatsAgreeTests {
  @Test(.enabled(if: Python.hasOpenpyxl && Python.hasHTML5, "python3 has no module openpyxl or html5lib"))
  func `users, findings, coverage and changes are the same in HTML, XLSX and JSON`() throws {
    let (fleet, own) = try Fixtures.documents(Fixtures.mixedFleet)
    let counts = try Fixtures.inFolder { folder in
      for (index, document) in ([fleet] + own).enumerated() {
        let place = URL(fileURLWithPath: "\(folder)/\(index)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try HTMLReport(templates: TemplateLibrary()).write(document, into: place)
        try WorkbookReport(temporaryFolder: folder).write(document, to: place.path + "/report.xlsx")
        try JSONReport.write(document, to: place.path + "/report.json")
      }
      let text = try Python.output(of: Self.reader, [folder, "\(own.count)"])
      return try JSONDecoder().decode([String: [String: Int]].self, from: Data(text.utf8))
    }
    let expected = try Self.counts(of: fleet)
    #expect(counts["json"] == expected)
    #expect(counts["xlsx"] == expected)
    #expect(counts["html"] == expected)
    // Agreement about nothing would be worth nothing.
    #expect(Severity.allCases.allSatisfy { expected["finding \($0.words)"] == 1 })
    #expect(expected.values.count { $0 > 0 } > 15)
  }

  private static func counts(of document: ReportDocument) throws -> [String: Int] {
    var counts = [
      "users": document.users.count, "flagged": document.totals.users.flagged,
      "audited": document.totals.users.audited, "cannot be judged": document.totals.users.cannotJudge,
    ]
    for severity in Severity.allCases { counts["finding \(severity.words)"] = 0 }
    try document.findings.forEach { row in
      if row.isOpen { counts["finding \(row.finding.severity.words)"]! += 1 }
    }
    for result in CheckResult.allCases { counts["check \(result.words)"] = 0 }
    try document.tenants.forEach { tenant in
      for check in tenant.checks { counts["check \(check.coverage.result.words)"]! += 1 }
    }
    let changes = try #require(document.totals.sincePrevious)
    for change in FindingChange.allCases {
      counts["change \(change.rawValue)"] = changes[change]
    }
    return counts
  }

  /// Prints one object of counts a format. Findings by severity are counted one by one on the tenants' own pages.
  private static let reader = #"""
    import json, re, sys, html5lib, openpyxl
    folder, tenants = sys.argv[1], int(sys.argv[2])
    severities = ["Critical", "High", "Medium", "Low", "Info"]
    severity_ids = dict(zip(["critical", "high", "medium", "low", "informational"], severities))
    results = {"triggered": "found something", "clear": "checked, nothing found", "partial": "partly checked",
        "not_assessed": "could not be checked", "not_applicable": "not applicable", "not_licensed": "not licensed",
        "disabled": "switched off in config"}
    changes = ["new", "new_check", "worse", "persistent", "reopened", "resolved", "aged_out", "unverified"]
    empty = lambda: {"finding " + s: 0 for s in severities} | {"check " + r: 0 for r in results.values()}

    def from_json():
        report, counts = json.load(open(folder + "/0/report.json")), empty()
        users = report["totals"]["users"]
        counts |= {"users": len(report["users"]), "flagged": users["flagged"], "audited": users["audited"],
            "cannot be judged": users["cannot_judge"]}
        for finding in report["findings"]:
            if finding["presence"] in ("confirmed", "unverified"): counts["finding " + severity_ids[finding["severity"]]] += 1
        for name, word in severity_ids.items():
            assert counts["finding " + word] == report["totals"]["findings"][name], name
        for tenant in report["tenants"]:
            for check in tenant["checks"]: counts["check " + results[check["result"]]] += 1
        return counts | {"change " + c: report["totals"]["changes"]["vs_previous"][c] for c in changes}

    def from_xlsx():
        book, counts = openpyxl.load_workbook(folder + "/0/report.xlsx"), empty()
        def rows(name):
            head, *rest = book[name].iter_rows(values_only=True)
            return [dict(zip(head, row)) for row in rest]
        figures = {(row["Section"], row["Figure"]): row["Value"] for row in rows("Summary")}
        counts |= {"users": len(rows("Users")), "flagged": figures["Users", "Flagged"] + figures["Users", "Flagged before, not audited"],
            "audited": figures["Users", "Audited"], "cannot be judged": figures["Users", "Cannot be judged"]}
        for row in rows("Findings"):
            if row["Status"].startswith("Open"): counts["finding " + row["Severity"]] += 1
        for word in severities: assert counts["finding " + word] == figures["Open findings", word], word
        for row in rows("Coverage"): counts["check " + row["Result"]] += 1
        words = ["New", "New check", "Worse", "Persistent", "Reopened", "Resolved", "Aged out (not resolved)", "Not re-checked"]
        return counts | {"change " + c: figures["Since the last run", w] for c, w in zip(changes, words)}

    def page(index):
        with open(f"{folder}/{index}/index.html", "rb") as file:
            return html5lib.parse(file, namespaceHTMLElements=False)
    def text(element): return " ".join("".join(element.itertext()).split())
    def classes(element): return element.get("class", "").split()
    def number(words): return int(re.match("[0-9,]+", words).group().replace(",", ""))

    def signs(element):
        if element.tag == "details" and text(element.find("summary")).startswith("Ended"): return
        if element.tag == "div" and "sign" in classes(element):
            state = text(next(e for e in element.iter("span") if "state" in classes(e)))
            if state not in ("Resolved", "Aged out (not resolved)"):
                yield text(next(e for e in element.iter("span") if "chip" in classes(e))).split()[-1]
        for child in element: yield from signs(child)

    def from_html():
        fleet, counts = page(0), empty()
        figures = {text(div.find("dt")): text(div.find("dd")) for dl in fleet.iter("dl") if "figures" in classes(dl) for div in dl}
        tables = [t for t in fleet.iter("table")]
        named = lambda start: next(t for t in tables if text(t.find("caption")).startswith(start))
        users = next(t for t in tables if "users" in classes(t))
        flagged, rest = figures["Users with indicators"].split("of ", 1)
        cannot = figures["Cannot be judged"]
        counts |= {"users": len(users.find("tbody").findall("tr")), "flagged": number(flagged), "audited": number(rest),
            "cannot be judged": number(cannot)}
        for index in range(1, tenants + 1):
            for word in signs(page(index)): counts["finding " + word] += 1
        high, total = figures["Critical and high"].split("of ", 1)
        assert number(high) == counts["finding Critical"] + counts["finding High"]
        assert number(total) == sum(counts["finding " + s] for s in severities)
        for cell in named("✓").find("tbody").iter("td"):
            counts["check " + text(next(e for e in cell.iter("span") if "hidden" in classes(e))).split(":")[0]] += 1
        row = named("Changes").find("tbody").findall("tr")[0]
        return counts | {"change " + c: number(text(cell)) for c, cell in zip(changes, row.findall("td"))}

    json.dump({"json": from_json(), "xlsx": from_xlsx(), "html": from_html()}, sys.stdout)
    """#
}
