import AuditModel
import WireJSON

/// What an import must know of one audit record in the AuditData or the Graph form.
struct AuditFacts {
  private(set) var id: [UInt8] = []
  private(set) var moment: Timestamp?
  private(set) var namesOperation = false

  /// False when the record does not say what happened, or when.
  var isWhole: Bool { namesOperation && moment != nil }

  init(_ record: JSONView) {
    for (key, value) in record.members {
      switch key {
      case "Id", "id": if let text = value.text { id = Array(text.bytes) }
      case "Operation", "operation": namesOperation = value.text.map { !$0.isEmpty } ?? false
      case "CreationTime", "createdDateTime":
        if let text = value.text, case .moment(let moment) = ExportDate(text.bytes) { self.moment = moment }
      default: break
      }
    }
  }
}
