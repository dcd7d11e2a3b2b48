import AuditModel

// How the model's values lie in a spool file. Each pair of functions names the same parts in the same order.

extension RunReference: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(id)
    writer.put(startedAt)
    writer.put(asOf)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(id: try reader.name(), startedAt: try reader.moment(), asOf: try reader.moment())
  }
}

extension Tenant: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(id)
    writer.put(displayName)
    writer.put(defaultDomain) { $0.put($1) }
    writer.put(cloud)
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      id: try reader.name(), displayName: try reader.text(), defaultDomain: try reader.optional { try $0.text() },
      cloud: try reader.text())
  }
}

extension UserFacts: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(id)
    writer.put(userPrincipalName)
    writer.put(displayName) { $0.put($1) }
    writer.put(type)
    writer.put(isEnabled) { $0.put($1) }
    writer.put(isPrivileged) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      id: try reader.name(), userPrincipalName: try reader.text(), displayName: try reader.optional { try $0.text() },
      type: try reader.name(), isEnabled: try reader.optional { try $0.bool() },
      isPrivileged: try reader.optional { try $0.bool() })
  }
}

extension Finding: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(key)
    writer.put(checkID)
    writer.put(checkRevision)
    writer.put(family)
    writer.put(kind)
    writer.put(severity)
    writer.put(confidence)
    writer.put(userID) { $0.put($1) }
    writer.put(title)
    writer.put(message)
    writer.put(signals) { writer, signal in
      writer.put(signal.id)
      writer.put(signal.reason)
    }
    writer.put(details) { writer, detail in
      writer.put(detail.name)
      writer.put(detail.value)
    }
    writer.put(occurredAt) { $0.put($1) }
    writer.put(evidence) { writer, evidence in
      writer.put(evidence.source)
      writer.put(evidence.recordID)
      writer.put(evidence.collectedAt) { $0.put($1) }
    }
    writer.put(remediation) { $0.put($1) }
    writer.put(attack) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      key: try reader.name(), checkID: try reader.name(), checkRevision: try reader.int(),
      family: try reader.name(), kind: try reader.name(), severity: try reader.name(),
      confidence: try reader.name(), userID: try reader.optional { try $0.name() }, title: try reader.text(),
      message: try reader.text(), signals: try reader.list { Signal(try $0.text(), try $0.text()) },
      details: try reader.list { Detail(try $0.text(), try $0.text()) },
      occurredAt: try reader.optional { try $0.moment() },
      evidence: try reader.list {
        EvidenceReference(
          source: try $0.text(), recordID: try $0.text(), collectedAt: try $0.optional { try $0.moment() })
      }, remediation: try reader.list { try $0.text() }, attack: try reader.list { try $0.text() })
  }
}

extension ServiceError: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(http) { $0.put($1) }
    writer.put(code) { $0.put($1) }
    writer.put(requestID) { $0.put($1) }
    writer.put(at) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      http: try reader.optional { try $0.int() }, code: try reader.optional { try $0.text() },
      requestID: try reader.optional { try $0.text() }, at: try reader.optional { try $0.moment() })
  }
}

extension CollectionGap: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(kind)
    writer.put(reason)
    writer.put(message)
    writer.put(needs) { $0.put($1) }
    writer.put(missedUsers) { $0.put($1) { $0.put($1) } }
    writer.put(error) { $0.put($1) }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      kind: try reader.name(), reason: try reader.name(), message: try reader.text(),
      needs: try reader.list { try $0.text() }, missedUsers: try reader.optional { try $0.list { try $0.name() } },
      error: try reader.optional { try $0.value() })
  }
}

extension CheckCoverage: Spoolable {
  func spool(to writer: inout SpoolWriter) {
    writer.put(checkID)
    writer.put(revision)
    writer.put(family)
    writer.put(result)
    writer.put(gaps) { $0.put($1) }
    writer.put(unavailableHints) { $0.put($1) }
    writer.put(windowFrom)
    writer.put(windowTo)
    writer.put(itemsRead)
    writer.put(usersCovered)
    writer.put(missedUsers) { $0.put($1) { $0.put($1) } }
    writer.put(note) { $0.put($1) }
    writer.put(setAside.sortedCounts) {
      $0.put($1.cause)
      $0.put($1.count)
    }
  }
  init(spooled reader: inout SpoolReader) throws {
    self.init(
      checkID: try reader.name(), revision: try reader.int(), family: try reader.name(), result: try reader.name(),
      gaps: try reader.list { try $0.value() }, unavailableHints: try reader.list { try $0.name() },
      windowFrom: try reader.moment(), windowTo: try reader.moment(), itemsRead: try reader.int(),
      usersCovered: try reader.int(), missedUsers: try reader.optional { try $0.list { try $0.name() } },
      note: try reader.optional { try $0.text() },
      setAside: SetAside(
        Dictionary(uniqueKeysWithValues: try reader.list { (try $0.name(), try $0.int()) })))
  }
}
