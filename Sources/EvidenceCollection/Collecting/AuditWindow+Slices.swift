import AuditModel

extension AuditWindow {
  /// The earlier and the later half, to the second.
  var halves: [AuditWindow] {
    let middle = from.advanced(bySeconds: to.seconds(since: from) / 2)
    return [AuditWindow(from: from, to: middle), AuditWindow(from: middle, to: to)]
  }

  /// Days back from the end, the newest first; the last one may be shorter.
  var days: [AuditWindow] {
    var days: [AuditWindow] = []
    var end = to
    while end > from {
      let day = AuditWindow(from: max(from, end.advanced(byDays: -1)), to: end)
      days.append(day)
      end = day.from
    }
    return days
  }
}
