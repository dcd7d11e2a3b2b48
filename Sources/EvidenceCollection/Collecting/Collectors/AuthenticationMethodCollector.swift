import AuditModel
import MicrosoftCloud

/// Reads the sign-in methods of every user whose turn it is.
struct AuthenticationMethodCollector: Collector {
  static let statement = CollectorStatement(
    kinds: [.authenticationMethods], source: "`GET /users/{id}/authentication/methods` in `$batch`",
    graphPermissions: ["UserAuthenticationMethod.Read.All"], exchangeRole: nil, licence: nil, cost: "1 per 20 users",
    gaps: [
      "Guests sign in with the methods of their own tenant and are not asked for.", "In rotation in large tenants.",
    ])

  let context: CollectionContext

  func collect() async throws {
    let rotation = await context.rotation()
    var outcome = OwnedOutcome(.authenticationMethods, rotation)
    outcome.prerequisite = await context.facts.usersGap
    let members = (await context.facts.users ?? []).filter { !$0.isGuest }
    let due = members.filter { rotation.isDue($0.reference) }
    outcome.notDue = members.filter { !rotation.isDue($0.reference) }.map(\.id)
    _ = try await context.listings(
      of: due.map { member in
        CollectionContext.OwnedRequest(
          owner: member.reference,
          request: GraphRequest(
            "/users/\(GraphRequest.segment(member.id.rawValue))/authentication/methods", limit: .authenticationMethods))
      }, &outcome)
    try await context.settle(outcome)
  }
}
