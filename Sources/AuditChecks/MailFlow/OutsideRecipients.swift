import AuditModel

/// Tells recipients outside the tenant from those inside, and domains that only look like the tenant's own.
///
/// Where all accepted domains are known, each domain is judged once a tenant.
final class OutsideRecipients {
  private let boundary: MailBoundary
  private let settings: CheckSettings
  /// The tenant's own domains that are long enough to be imitated.
  private let imitable: [String]
  private var verdicts = DomainAnswers<Verdict>()

  /// What an address's domain says about it.
  struct Verdict {
    let isOutside: Bool
    /// The own domain that it is one or two letters away from.
    let imitated: String?
  }

  init(reader: EvidenceReader) {
    let accepted = reader.domains
    boundary = MailBoundary(accepted: accepted, reader: reader)
    settings = reader.settings
    imitable = (accepted?.names.sorted() ?? []).filter { Self.label(of: $0).unicodeScalars.count >= Self.minimumLength }
  }

  /// Shorter names are near to too many innocent ones.
  private static let minimumLength = 5

  func verdict(on recipient: TracedMail.Recipient, from sender: UserID) -> Verdict {
    guard let domain = recipient.domain else { return Verdict(isOutside: false, imitated: nil) }
    if !settings.trustedSenders.isEmpty, settings.trustedSenders.contains(recipient.address) {
      return Verdict(isOutside: false, imitated: nil)
    }
    // Otherwise who else is listed, and who sends, decides too.
    guard boundary.knowsAllDomains else { return judged(recipient.address, from: sender) }
    return verdicts.answer(for: domain) { judged(recipient.address, from: sender) }
  }

  private func judged(_ address: String, from sender: UserID) -> Verdict {
    let isOutside = boundary.reach(of: MailRecipient(address: address), from: sender).leavesTenant
    return Verdict(isOutside: isOutside, imitated: isOutside ? address.mailDomain.flatMap(imitated) : nil)
  }

  private func imitated(by domain: String) -> String? {
    if PublicMailDomains.contains(domain) { return nil }
    return imitable.first { Self.looks(domain, like: $0) }
  }

  static func looks(_ domain: String, like own: String) -> Bool {
    let difference = domain.utf8.count - own.utf8.count
    guard domain != own, difference >= -4, difference <= 4 else { return false }
    let (label, ownLabel) = (label(of: domain), label(of: own))
    // `contoso.de` beside `contoso.se` is a sister company; `contoso.co` beside `contoso.com` is not.
    if label == ownLabel { return !isCountry(domain, own) && Spelling.distance(domain, own) <= 2 }
    if domain.hasSuffix("." + own) || own.hasSuffix("." + domain) { return false }
    let limit = ownLabel.unicodeScalars.count >= 8 ? 2 : 1
    return Spelling.distance(domain, own) <= limit
  }

  /// All but the last part of a domain.
  private static func label(of domain: String) -> Substring {
    domain.lastIndex(of: ".").map { domain[..<$0] } ?? domain[...]
  }

  private static func isCountry(_ left: String, _ right: String) -> Bool {
    [left, right].allSatisfy { domain in
      domain.lastIndex(of: ".").map { domain[domain.index(after: $0)...].utf8.count == 2 } ?? false
    }
  }
}
