import Testing

@testable import AuditChecks

/// Which names look alike.
@Suite struct NameSkeletonTests {
  @Test(arguments: [
    ("Ada Example", "ada  EXAMPLE"), ("Ada Example", "Example, Ada"), ("Ada Example", "Аdа Ехаmрlе"),
    ("Ada Example", "Ada Example (CEO)"), ("Ada Example", "A\u{301}da Exam\u{200B}ple"),
    ("Ada Example", "\u{FF21}da Example"), ("Ida Lower", "lda Lower"), ("Jose Marti", "José Martí"),
    ("Tom Meyer", "T0m Meyer"), ("Emma Stone", "Ernma Stone"),
  ])
  func `names that look alike have one skeleton`(_ left: String, _ right: String) {
    #expect(NameSkeleton.of(left) == NameSkeleton.of(right))
    #expect(!NameSkeleton.of(left).isEmpty)
  }

  @Test(arguments: [
    ("Tim Meyer", "Tom Meyer"), ("Ada Example", "Ada Sample"), ("Ada Example", "Ada B. Example"),
    ("Иван Петров", "Павел Петров"), ("王小明", "王小红"),
  ])
  func `names of two people have two skeletons`(_ left: String, _ right: String) {
    #expect(NameSkeleton.of(left) != NameSkeleton.of(right))
  }

  @Test(arguments: ["", "...", "IT", "(Ada Example)", "\u{200B}\u{200B}\u{200B}\u{200B}"])
  func `what is hardly a name looks like nobody`(_ name: String) {
    #expect(NameSkeleton.of(name).isEmpty)
  }
}
