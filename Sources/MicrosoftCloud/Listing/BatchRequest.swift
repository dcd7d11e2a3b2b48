import NIOCore
import NIOHTTP1
import WireJSON

/// The HTTP request that carries a batch; ids are the positions of the items.
struct BatchRequest {
  /// - Precondition: all calls share one batch target and have an address in it.
  static func call(for calls: [ServiceCall]) -> ServiceCall {
    let first = calls[0]
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("requests")
    writer.beginArray()
    for (position, call) in calls.enumerated() { write(call, id: position, to: &writer) }
    writer.endArray()
    writer.endObject()
    var headers: HTTPHeaders = ["Accept": "application/json", "Content-Type": "application/json"]
    if first.service == .graph { headers.add(name: "x-ms-throttle-priority", value: "Low") }
    if let anchor = first.http.headers.first(name: "X-AnchorMailbox") {
      headers.add(name: "X-AnchorMailbox", value: anchor)
    }
    let shown = first.place.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    return ServiceCall(
      service: first.service,
      http: HTTPCall(
        method: .POST, target: first.batchTarget, headers: headers, body: ByteBuffer(bytes: writer.bytes)),
      place: "POST $batch of \(calls.count), first \(shown)", limit: first.limit, mailbox: nil,
      isRepeatable: calls.allSatisfy(\.isRepeatable), batchTarget: first.batchTarget, batchPrefix: first.batchPrefix)
  }

  private static func write(_ call: ServiceCall, id: Int, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", String(id))
    writer.member("method", call.http.method.rawValue)
    writer.member("url", call.batchAddress)
    writer.key("headers")
    writer.beginObject()
    for (name, value) in call.http.headers { writer.member(name, value) }
    writer.endObject()
    if let body = call.http.body {
      writer.key("body")
      writer.raw(body.readableBytesView)
    }
    writer.endObject()
  }
}
