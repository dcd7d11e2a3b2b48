import AuditModel
import Testing

@testable import AuditChecks

/// Who deleted what, out of which folder, in any language.
@Suite struct DeletedMailScenarioTests {
  private typealias Build = ExampleEvidence

  private func deletion(
    _ operation: String = "SoftDelete", _ count: Int = 1, id: String = "1", subject: String = "Canteen menu",
    from folder: String = "\\Inbox", by actor: String = "ada@contoso.example", owner: String? = "ada@contoso.example",
    address: String = "198.51.100.7"
  ) -> AuditRecord {
    var record = Build.record(operation, id: id, by: actor)
    record.mailboxOwner = owner
    record.clientAddress = address
    record.items = Array(repeating: .init(subject: subject, folderPath: folder), count: count)
    record.itemCount = count
    return record
  }

  private func tenant(_ records: AuditRecord..., change: (inout TenantEvidence) -> Void = { _ in }) -> TenantEvidence {
    Build.quietTenant {
      $0.unifiedAudit = .complete(records)
      change(&$0)
    }
  }

  private func findings(_ evidence: TenantEvidence, _ settings: CheckSettings = .none) -> [Finding] {
    assess(DeletedMailCheck(), evidence, settings).findings
  }

  private let notice = "New sign-in method added to your account"

  @Test func `the owner of the mailbox is told, not the delegate who deleted`() {
    let found = findings(tenant(deletion(subject: notice, by: "ben@contoso.example")))
    #expect(found.map(\.userID) == [Build.ada])
    #expect(found.first?.signalIDs == ["security_notices_deleted", "not_the_owner"])
    #expect(found.first?.detail("Security notice") == notice)
  }

  @Test func `the MSP and a trusted program are set aside, each for its cause`() {
    let settings = CheckSettings(trustedApplications: ["app-1"], partnerAdministrators: ["msp.example"])
    var archived = deletion("HardDelete", 900, id: "2", owner: "ben@contoso.example")
    archived.applicationID = "APP-1"
    let evidence = tenant(deletion(subject: notice, by: "tech@msp.example"), archived)
    let assessment = assess(DeletedMailCheck(), evidence, settings)
    #expect(assessment.findings.isEmpty && assessment.traces.isEmpty)
    #expect(assessment.setAside.counts == [.partner: 1, .trusted: 1])
    #expect(findings(evidence).count == 2, "without the settings both count")
  }

  @Test(arguments: [
    "\\Sent Items", "\\Gesendete Elemente", "\\Éléments envoyés", "\\Elementos enviados", "\\Posta inviata",
    "\\Itens Enviados", "\\Verzonden items", "\\Skickat", "\\Sendt post", "\\Lähetetyt", "\\Elementy wysłane",
    "\\Odeslaná pošta", "\\Elküldött elemek", "\\Elemente trimise", "\\Gönderilmiş Öğeler", "\\Отправленные",
    "\\Надіслані", "\\送信済みアイテム", "\\已发送邮件", "\\寄件備份", "\\보낸 편지함", "ada:\\Sent Items\\2026",
  ])
  func `Sent Items are known in the mailbox's language`(_ folder: String) {
    let found = findings(tenant(deletion("SoftDelete", 20, from: folder)))
    #expect(found.map(\.severity) == [.high])
    #expect(found.first?.signalIDs == ["sent_items_emptied"])
    #expect(findings(tenant(deletion("SoftDelete", 19, from: folder))).isEmpty)
  }

  @Test(arguments: [
    ("\\Recoverable Items\\Purges", Severity.high), ("ada:\\Recoverable Items\\Versions", .high),
    ("\\Projects\\Versions", .medium), ("\\Deletions", .medium), ("\\Archive\\Recoverable Items\\Purges", .medium),
  ])
  func `Recoverable Items count only at the top of the mailbox, and when they are purged`(
    _ folder: String, _ severity: Severity
  ) {
    #expect(findings(tenant(deletion("HardDelete", 20, from: folder))).map(\.severity) == [severity])
    #expect(findings(tenant(deletion("SoftDelete", 20, from: folder))).isEmpty)
  }

  @Test(arguments: [
    "Ihr Einmalcode lautet 123456", "Your verification code", "Code de vérification", "Código de verificación",
    "Codice di verifica", "Verificatiecode", "Microsoft account security alert", "MFA was reset", "Vahvistuskoodi",
    "Kod weryfikacyjny", "Код подтверждения", "確認コード", "验证码", "Your password has been changed",
  ])
  func `security notices are known in many languages`(_ subject: String) {
    #expect(findings(tenant(deletion(subject: subject))).map(\.severity) == [.high])
    #expect(WarningWords.list.matches(subject) || subject.contains("MFA"))
  }

  @Test(arguments: ["Newsletter: security trends", "Your password policy", "Canteen", "Meeting", ""])
  func `ordinary subjects are none`(_ subject: String) {
    #expect(findings(tenant(deletion(subject: subject))).isEmpty)
  }

  @Test func `a renamed user and another letter case keep the finding's key`() {
    let before = findings(tenant(deletion(subject: notice)))
    let renamed = tenant(deletion(subject: notice, by: "ADA.New@contoso.example", owner: "Ada.New@Contoso.example")) {
      $0.users = $0.users.map { users in
        users.map { $0.id == Build.ada ? Build.user(Build.ada, "ada.new@contoso.example") : $0 }
      }
    }
    #expect(before.map(\.key) == findings(renamed).map(\.key))
  }

  @Test func `a foreign client address is a trace, a private, trusted or Microsoft's own is none`() {
    func traces(_ address: String, _ settings: CheckSettings = .none) -> [String] {
      assess(DeletedMailCheck(), tenant(deletion(subject: notice, address: address)), settings).traces.map(\.value)
    }
    #expect(traces("198.51.100.7") == ["198.51.100.7"])
    #expect(traces("192.168.1.4").isEmpty)
    #expect(traces("2603:10a6:20b:a7::14").isEmpty)
    #expect(
      traces("198.51.100.7", CheckSettings(trustedNetworks: [NetworkRange("198.51.100.0/24")].compactMap { $0 }))
        .isEmpty)
  }

  @Test func `a mailbox of nobody known is told at tenant level`() {
    let found = findings(tenant(deletion(subject: notice, by: "NAM\\worker", owner: "Reception")))
    #expect(found.map(\.userID) == [nil])
    #expect(found.first?.message.contains("Reception") == true)
  }

  @Test func `thresholds of the configuration decide`() {
    var thresholds = CheckThresholds()
    thresholds.hardDeletedMessages = 5
    let evidence = tenant(deletion("HardDelete", 5))
    #expect(findings(evidence).isEmpty)
    #expect(findings(evidence, CheckSettings(thresholds: thresholds)).map(\.severity) == [.medium])
  }

  @Test func `a record that says how many without listing them counts in full`() {
    var record = deletion("HardDelete", 1)
    record.items = []
    record.folderPath = "\\Sent Items"
    record.itemCount = 40
    #expect(findings(tenant(record)).first?.signalIDs == ["many_hard_deleted", "sent_items_emptied"])
  }
}
