import AuditModel

extension NewDevicesCheck {
  static let metadata = CheckMetadata(
    id: "new-devices", revision: 2, title: "New device", family: .signIn, kind: .event,
    needs: [
      .contributing(.devices), .licensed(.managedDevices), .contributing(.mobileDevices),
      .hint(.authenticationMethods), .hint(.directoryAudits), .hint(.users),
    ],
    attack: ["T1098.005"],
    looksAt:
      "Devices that were registered in the directory, enrolled in management, or synchronised a mailbox for the first time in "
      + "the window. A device that several listings show is told once, to each of its owners.",
    whyItMatters:
      "A device of the intruder's own keeps its access after a new password, and passes rules that ask for a known device.",
    severities: [
      .init(.low, "a device appeared"),
      .init(
        .medium,
        "it does not comply, or it appeared within 24 h of a new sign-in method (not for accounts younger than a week)"),
    ],
    misses: [
      "Devices that were removed again before the listing was read.",
      "Devices without a date among others that have one, and those that are joined on premises, which synchronisation "
        + "carries over (set aside).",
      "Mobile mail devices of mailboxes that cannot be resolved to a user are told at tenant level.",
    ],
    benignIf: [
      "Somebody gets a new phone or computer, or has it set up again.",
      "A new phone brings its authenticator app along: medium, because an intruder's phone does the same.",
      "A computer is not compliant in its first hours, before its policies have arrived.",
    ],
    remediation: ["verify-account-with-owner", "remove-device", "review-sign-in-methods", "revoke-sessions"],
    digDeeper: [
      .init("Devices of the user", "GET https://graph.microsoft.com/v1.0/users/USER/registeredDevices"),
      .init("Mobile devices of the mailbox", "Get-MobileDevice -Mailbox USER | Format-List"),
    ])
}
