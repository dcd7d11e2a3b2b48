import AuditModel

extension CollectionGap {
  /// Records of those users' mailboxes came without their detail.
  static func cutRecords(of users: Set<UserID>, telling what: String) -> CollectionGap {
    CollectionGap(
      kind: .unifiedAudit, reason: .schemaUnexpected,
      message:
        "Audit records of \(users.count.counted("user")) are cut, so \(what) is not told; read the records again "
        + "with a smaller export.",
      missedUsers: users.sorted())
  }
}
