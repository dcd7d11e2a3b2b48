import Testing

@testable import MicrosoftCloud
