/// Programs that sign in as people do not: scripts, attack tools, old protocols, and clients that phishing borrows.
///
/// Compiled for this project, name by name: each entry says where the fact is from. The names and ids are facts; the
/// lists that they were read in are not copied. Checked 2026-11.
enum SignInClients {
  /// A text in a user agent that gives a program away.
  struct Agent: Sendable {
    enum Place { case anywhere, start, whole }
    /// Lower case.
    let text: String
    let place: Place
    /// What it is, in a few words.
    let name: String
    /// Public source of the fact.
    let source: String

    init(_ text: String, _ name: String, _ place: Place = .anywhere, from source: String) {
      self.text = text
      self.place = place
      self.name = name
      self.source = source
    }

    func matches(_ agent: String) -> Bool {
      switch place {
      case .anywhere: agent.holds(text)
      case .start: agent.hasPrefix(text)
      case .whole: agent == text
      }
    }
  }

  /// Libraries and tools; browsers and mail programs do not call themselves so.
  static let scriptedAgents: [Agent] = [
    Agent("axios", "the axios library", from: "Elastic detection rules, Tycoon2FA sign-ins"),
    Agent("node", "Node.js", .whole, from: "Elastic detection rules, Tycoon2FA sign-ins"),
    Agent("node/", "Node.js", .start, from: "Elastic detection rules, Tycoon2FA sign-ins"),
    Agent("node-fetch", "the node-fetch library", from: "CIPP, scripted clients"),
    Agent("undici", "the undici library", from: "Elastic detection rules, Tycoon2FA sign-ins"),
    Agent("python", "a Python program", from: "CIPP, scripted clients"),
    Agent("go-http-client", "a Go program", from: "CIPP, scripted clients"),
    Agent("go-resty", "a Go program", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("fasthttp", "a Go program", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("guzzlehttp", "a PHP program", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("okhttp", "the okhttp library", from: "CIPP, scripted clients"),
    Agent("libwww", "a Perl program", from: "CIPP, scripted clients"),
    Agent("java/", "a Java program", .start, from: "CIPP, scripted clients"),
    Agent("httpclient", "an HTTP library", from: "CIPP, scripted clients"),
    Agent("curl/", "curl", .start, from: "CIPP, scripted clients"),
    Agent("postmanruntime", "Postman", from: "CIPP, scripted clients"),
    Agent("powershell", "PowerShell", from: "CIPP, scripted clients"),
    Agent("aadinternals", "AADInternals", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("azurehound", "AzureHound", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("bloodhound", "BloodHound", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("sharphound", "SharpHound", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("teams/1.3.00.30866", "TeamFiltration", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("kali365", "the kali365 kit", from: "Elastic detection rules, AiTM kits"),
    Agent("emclient", "eM Client, which intruders like", from: "Microsoft-Analyzer-Suite, user agents"),
  ]

  /// How Microsoft's gateways name themselves when a program came with nothing but a password.
  static let legacyAgents: [Agent] = [
    Agent("bav2ropc", "password sign-in through Exchange", from: "SigmaHQ, legacy authentication"),
    Agent("aconsumerv2ropc", "password sign-in through Outlook", from: "SigmaHQ, legacy authentication"),
    Agent("cbainprod", "password sign-in through Exchange", from: "Microsoft-Analyzer-Suite, user agents"),
    Agent("cbaintar", "password sign-in through Exchange", from: "Microsoft-Analyzer-Suite, user agents"),
  ]

  /// Values of `clientAppUsed` that stand for protocols without a second factor, in lower case.
  ///
  /// Source: Microsoft Learn, "Block legacy authentication with Conditional Access", and SigmaHQ's rule on legacy protocols.
  static let legacyProtocols: Set<String> = [
    "authenticated smtp", "autodiscover", "exchange activesync", "exchange online powershell",
    "exchange web services", "imap", "imap4", "mapi over http", "offline address book", "other clients",
    "outlook anywhere (rpc over http)", "outlook service", "pop", "pop3", "reporting web services", "smtp",
  ]

  /// Application ids that matter here. Source: Microsoft Learn, "Verify first-party Microsoft applications in sign-in reports".
  static let visualStudioCode = "aebc6443-996d-45c2-90f0-388ff96faa56"
  static let authenticationBroker = "29d9ed98-a469-4536-ade2-f981bc1d605e"
  /// Signs in to customers' tenants as a partner (GDAP). Source: CIPP, partner sign-ins.
  static let partnerAdministration = "2832473f-ec63-45fb-976f-5d45a7d4bb91"
  static let microsoftGraph = "00000003-0000-0000-c000-000000000000"
  static let deviceRegistration = "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"

  /// Error codes that mean a wrong password, a locked account or a refused second factor.
  ///
  /// Source: Microsoft Learn, "Microsoft Entra authentication and authorization error codes". Prompts (50074, 50140) are none.
  static let guessingErrors: Set<Int> = [50034, 50053, 50056, 50064, 50126, 500_121]
}
