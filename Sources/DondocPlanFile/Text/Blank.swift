import DondocCore

/// A place in a file that somebody has still to fill in: `<điền thời hạn>`, `<fill in due phrase>`.
///
/// No reader takes it for a value: a file with one blank left is refused, and says where it is.
enum Blank {
    private static let vietnamese = "<điền"
    private static let english = "<fill in"

    static func made(_ what: String) -> String { "\(vi(vietnamese, en: english)) \(what)>" }

    static func isBlank(_ text: String) -> Bool {
        let text = text.lowercased()
        return text.hasPrefix(vietnamese) || text.hasPrefix(english)
    }
}

extension Findings {
    func unfilled(_ text: String, at place: Place) {
        // The quotes of a text that has them count among its letters.
        lastWord(Words.unfilled(text), at: place, letters: text.unicodeScalars.count + 2)
    }
}
