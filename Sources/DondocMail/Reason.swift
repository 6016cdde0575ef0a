import DondocCore

/// Why a letter was not taken over, for people.
///
/// It is kept in one language and answered in another, so it is said in all of them at once, where it
/// is known.
public struct Reason: Hashable, Sendable, ExpressibleByStringInterpolation {
    private let texts: [Language: String]

    public init(_ make: @autoclosure () -> String) {
        var texts: [Language: String] = [:]
        for language in Language.allCases {
            texts[language] = Language.$current.withValue(language) { make() }
        }
        self.texts = texts
    }

    /// Somebody else's words, the same in every language.
    public init(stringLiteral text: String) { self.init(text) }

    /// In the language of whoever is answered.
    public var text: String { texts[Language.current] ?? "" }
}
