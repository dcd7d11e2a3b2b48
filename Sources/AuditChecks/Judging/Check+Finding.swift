import AuditModel

extension Check {
  /// A finding of this check, with all that its metadata says already filled in.
  ///
  /// - Parameters:
  ///   - discriminator: the thing itself by immutable ids; never wording, order or the time of the run.
  ///   - kind: for a finding that lives otherwise than the check's others; the check's own kind when nil.
  ///   - title: what is special about this one; the check's own title when nil.
  ///   - message: one sentence with a full stop; names of the tenant may stand in it as they are, and in signals too.
  func finding(
    about user: UserID?, _ discriminator: String, _ severity: Severity, confidence: Confidence = .high,
    kind: FindingKind? = nil, title: String? = nil, message: String, signals: [Signal] = [], details: [Detail] = [],
    occurredAt: Timestamp? = nil, evidence: [EvidenceReference], in reader: EvidenceReader
  ) -> Finding {
    let metadata = Self.metadata
    return Finding(
      key: FindingKey(
        tenant: reader.tenant.id, check: metadata.id, subject: user.map { .user($0) } ?? .tenant,
        discriminator: discriminator),
      checkID: metadata.id, checkRevision: metadata.revision, family: metadata.family, kind: kind ?? metadata.kind,
      severity: severity, confidence: confidence, userID: user, title: title ?? metadata.title,
      message: message.inOneSentence, signals: signals.map { Signal($0.id, $0.reason.inOneSentence) }, details: details,
      occurredAt: occurredAt, evidence: evidence,
      remediation: metadata.remediation, attack: metadata.attack)
  }
}

extension AuditRecord {
  /// Where a finding can be traced to.
  func reference(in reader: EvidenceReader) -> EvidenceReference {
    EvidenceReference(source: "unified_audit", recordID: id, collectedAt: reader.collectedAt(.unifiedAudit))
  }

  /// Actor, origin and application, for an analyst.
  func actorDetails(_ actor: Actor, in reader: EvidenceReader) -> [Detail] {
    var details = [Detail("Actor", self.actor ?? actor.name)]
    if let clientAddress {
      let trust = reader.settings.isTrustedNetwork(clientAddress) ? " (trusted network)" : ""
      details.append(Detail("Client address", clientAddress + trust))
    }
    if let applicationID, !applicationID.isEmpty { details.append(Detail("Application", applicationID)) }
    if let clientInfo, !clientInfo.isEmpty { details.append(Detail("Client", clientInfo)) }
    return details
  }
}
