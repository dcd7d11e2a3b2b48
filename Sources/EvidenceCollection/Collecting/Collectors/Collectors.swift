
/// What all collectors state: the README's permission table and `doctor` are made of it.
package enum Collectors {
  package static let all: [CollectorStatement] = []
}
