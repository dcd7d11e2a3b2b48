import AuditModel
import Testing

@testable import AuditPipeline

/// The judgements of `doctor` that need no cloud.
struct DiagnosisTests {
  @Test(arguments: [
    ("MailboxSettings.Read", ["MailboxSettings.Read"], true),
    ("MailboxSettings.Read", ["MailboxSettings.ReadWrite"], true),
    ("MailboxSettings.Read", ["Mail.Read"], false), ("Domain.Read.All", ["Directory.Read.All"], true),
    ("Domain.Read.All", ["Directory.ReadWrite.All"], true), ("AuditLog.Read.All", ["Directory.Read.All"], false),
    ("Mail.ReadBasic.All", ["Mail.Read"], true), ("Directory.Read.All", ["Domain.Read.All", "User.Read.All"], false),
  ])
  func `a permission is covered by itself, its writing form and wider ones`(
    permission: String, granted: [String], isCovered: Bool
  ) {
    #expect(GrantedPermissions(granted).covers(permission) == isCovered)
  }

  @Test func `what can change the tenant is too wide, what only reads is not`() {
    let granted = GrantedPermissions([
      "User.Read.All", "Mail.ReadBasic.All", "RoleManagement.Read.Directory", "Exchange.ManageAsApp", "openid",
      "Mail.Send", "Directory.ReadWrite.All", "User.RevokeSessions.All", "full_access_as_app", "Sites.FullControl.All",
    ])
    #expect(
      granted.tooWide == [
        "Directory.ReadWrite.All", "Mail.Send", "Sites.FullControl.All", "User.RevokeSessions.All",
        "full_access_as_app",
      ])
  }

  @Test(arguments: [
    (0.4, Diagnosis.Verdict.good), (-29, .good), (31, .warning), (-200, .warning), (400, .failed), (-400, .failed),
  ])
  func `a clock is judged by how far it is from Microsoft's`(lead: Double, verdict: Diagnosis.Verdict) {
    #expect(MachineDoctor.clock(lead).verdict == verdict)
  }

  @Test func `a slow clock is called behind, a fast one ahead`() {
    #expect(MachineDoctor.clock(-90).message.contains("90 seconds behind"))
    #expect(MachineDoctor.clock(90).message.contains("90 seconds ahead"))
  }

  @Test func `a certificate is warned about for thirty days, and is an error when it has ended`() {
    let now = Timestamp(seconds: 1_800_000_000)
    #expect(MachineDoctor.certificate(endsAt: now.advanced(byDays: 31), now: now).verdict == .good)
    #expect(MachineDoctor.certificate(endsAt: now.advanced(byDays: 29), now: now).verdict == .warning)
    #expect(MachineDoctor.certificate(endsAt: now, now: now).verdict == .failed)
  }

  @Test func `a disk that is nearly full is an error before it is full`() {
    #expect(MachineDoctor.disk("/x", free: 50 << 20).verdict == .failed)
    #expect(MachineDoctor.disk("/x", free: 1 << 30).verdict == .warning)
    #expect(MachineDoctor.disk("/x", free: 50 << 30).verdict == .good)
  }

  @Test func `P2 includes P1, and a licence that was not bought is a note`() {
    let licences = TenantLicences(plans: ["AAD_PREMIUM_P2"])
    #expect(licences.opens(.signIns) && licences.opens(.riskyUsers) && licences.opens(.users))
    #expect(!licences.opens(.managedDevices))
    #expect(licences.diagnoses.filter { $0.verdict == .note }.map(\.name) == ["Microsoft Intune"])
  }

  @Test func `the exit code tells all well, something missing and nothing works`() {
    func report(_ verdicts: [Diagnosis.Verdict]) -> DoctorReport {
      DoctorReport(
        machine: [],
        tenants: verdicts.map { verdict in
          TenantDiagnosis(
            tenant: TenantEntry(id: "a.example", place: ""), diagnoses: [Diagnosis(verdict, "token", "x")],
            consentLink: "")
        })
    }
    #expect(report([.good, .note, .warning]).exit == .success)
    #expect(report([.good, .missing]).exit == .incomplete)
    #expect(report([.good, .failed]).exit == .incomplete)
    #expect(report([.failed, .failed]).exit == .nothingAudited)
  }

  @Test func `the same lack in several tenants is one cause, the most frequent first`() {
    let report = DoctorReport(
      machine: [],
      tenants: ["a", "b", "c"].map { name in
        let lacks = name == "a" ? ["X", "Y"] : ["X"]
        return TenantDiagnosis(
          tenant: TenantEntry(id: name + ".example", place: ""),
          diagnoses: lacks.map { Diagnosis(.missing, "permission", $0, "is not granted") }, consentLink: "")
      })
    #expect(report.causes.map(\.title) == ["permission X", "permission Y"])
    #expect(report.causes.map(\.tenants.count) == [3, 1])
  }
}
