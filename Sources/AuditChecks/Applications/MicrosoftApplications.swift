/// How Microsoft's own applications are told from others.
enum MicrosoftApplications {
  /// Tenants in which Microsoft registers its applications.
  ///
  /// Source: Microsoft Learn, "Verify first-party Microsoft applications in sign-in reports", checked 2026-11.
  static let ownerTenants: Set<String> = [
    "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47",
  ]

  /// Ids of well-known ones, asked where no listing says the owner.
  ///
  /// Source: the same page, and public lists of first-party ids, checked 2026-11.
  static let ids: Set<String> = [
    "00000002-0000-0000-c000-000000000000",  // Windows Azure Active Directory
    "00000002-0000-0ff1-ce00-000000000000",  // Office 365 Exchange Online
    "00000003-0000-0000-c000-000000000000",  // Microsoft Graph
    "00000003-0000-0ff1-ce00-000000000000",  // Office 365 SharePoint Online
    "00000014-0000-0000-c000-000000000000",  // Microsoft.Azure.SyncFabric
    "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9",  // Device Registration Service
    "04b07795-8ddb-461a-bbee-02f9e1bf7b46",  // Microsoft Azure CLI
    "1950a258-227b-4e31-a9cf-717495945fc2",  // Microsoft Azure PowerShell
    "1b730954-1685-4b74-9bfd-dac224a7b894",  // Azure Active Directory PowerShell
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264",  // Microsoft Teams
    "27922004-5251-4030-b22d-91ecd9a37ea4",  // Outlook Mobile
    "29d9ed98-a469-4536-ade2-f981bc1d605e",  // Microsoft Authentication Broker
    "4765445b-32c6-49b0-83e6-1d93765276ca",  // OfficeHome
    "797f4846-ba00-4fd7-ba43-dac1f8f63013",  // Windows Azure Service Management API
    "98db8bd6-0cc0-4e67-9de5-f187f1cd1b41",  // Microsoft Substrate Management
    "9ba1a5c7-f17a-4de9-a1f1-6178c8d51223",  // Microsoft Intune Company Portal
    "ab9b8c07-8f02-4f72-87fa-80105867a763",  // OneDrive SyncEngine
    "c5393580-f805-4401-95e8-94b7a6ef2fc2",  // Office 365 Management APIs
    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",  // Microsoft Teams Services
    "d3590ed6-52b3-4102-aeff-aad2292ab01c",  // Microsoft Office
    "fb78d390-0c51-40cd-8e17-fdbfab77341b",  // Microsoft Exchange REST API Based Powershell
  ]
}
