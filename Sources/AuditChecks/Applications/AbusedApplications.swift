/// Applications that intruders are known to consent to in accounts they have taken over.
///
/// Compiled for this project: an application id is a fact, and each entry names the public lists that hold it. Their text
/// is not copied. Most are honest products; what tells is that somebody consented to one that the company does not use.
enum AbusedApplications {
  struct Entry: Hashable, Sendable {
    /// Lower case.
    let id: String
    let name: String
    /// What it gives an intruder, in a few words.
    let why: String
    /// Public lists that name it; checked 2026-11.
    let source: String
  }

  /// The entry of an application id, in any letter case; nil for all others.
  static func entry(of applicationID: String) -> Entry? { byID[applicationID.lowercased()] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  private static let every = "CIPP, Huntress rogueapps, randomaccess3 detections, Microsoft-Analyzer-Suite"
  private static let most = "CIPP, randomaccess3 detections, Microsoft-Analyzer-Suite"

  /// In alphabetical order of names.
  static let all: [Entry] = [
    Entry(
      id: "a43e5392-f48b-46a4-a0f1-098b5eeb4757", name: "CloudSponge", why: "takes the address book", source: every),
    Entry(
      id: "412445a2-0794-487e-9dd6-d57d9593b249", name: "CubeBackup", why: "copies mailboxes and files in bulk",
      source: "CIPP"),
    Entry(
      id: "e9a7fea1-1cc0-4cd9-a31b-9137ca5deedd", name: "eM Client", why: "synchronises the whole mailbox",
      source: every),
    Entry(
      id: "62db40a4-2c7e-4373-a609-eda138798962", name: "Edison Mail", why: "synchronises the whole mailbox",
      source: "CIPP"),
    Entry(
      id: "77468577-4f6e-40e7-b745-11d3d0c28095", name: "Fastmail", why: "moves the mailbox elsewhere", source: most),
    Entry(
      id: "231575bc-9f6c-4539-9241-5cfae696b630", name: "Foxmail", why: "synchronises the whole mailbox", source: "CIPP"
    ),
    Entry(
      id: "b1c4926a-5fb6-4aad-b920-709c957be148", name: "Horizon Tech",
      why: "takes mail and contacts and sends phishing", source: "CIPP"),
    Entry(id: "9af771d1-1288-43f0-91a6-adadcbd212b5", name: "Jotform", why: "hosts forms for phishing", source: "CIPP"),
    Entry(
      id: "2ef68ccc-8a4d-42ff-ae88-2d7bb89ad139", name: "Mail_Backup", why: "copies the whole mailbox", source: most),
    Entry(
      id: "a245e8c0-b53c-4b67-9b45-751d1dff8e6b", name: "Newsletter Software Supermailer",
      why: "sends phishing in bulk", source: every),
    Entry(
      id: "ff8d92dc-3d82-41d6-bcbd-b9174d163620", name: "PERFECTDATA SOFTWARE", why: "copies the whole mailbox",
      source: every),
    Entry(
      id: "179d5108-412b-4c95-8e34-06786784ab39", name: "PostBox", why: "synchronises the whole mailbox", source: most),
    Entry(id: "4761b959-9780-4c2d-87a3-512b4638f767", name: "rclone", why: "copies files in bulk", source: most),
    Entry(
      id: "b15665d9-eda6-4092-8539-0eec376afd59", name: "rclone", why: "copies files in bulk",
      source: "Huntress rogueapps"),
    Entry(
      id: "caffae8c-0882-4c81-9a27-d1803af53a40", name: "SigParser", why: "takes contacts out of mail", source: most),
    Entry(
      id: "946c777c-bc85-489e-b034-392389ae23d6", name: "Spike", why: "synchronises the whole mailbox", source: most),
    Entry(
      id: "1a9b8d93-0d60-4835-896f-83016de95ff5", name: "Teleforge Directory", why: "takes mail and sends fraud",
      source: "CIPP"),
    Entry(
      id: "497ac034-5120-4c1a-929a-0351f5c09918", name: "ZoomInfo Communitiez Login", why: "takes contacts out of mail",
      source: most),
    Entry(
      id: "858d7e42-35f0-44b7-9033-df309239a47f", name: "Zoominfo Login", why: "takes contacts out of mail",
      source: most),
  ]
}
