/// A place in a file that somebody has still to fill in: `<điền thời hạn>`.
///
/// No reader takes it for a value: a file with one blank left is refused, and says where it is.
enum Blank {
    private static let mark = "<điền"

    static func made(_ what: String) -> String { "\(mark) \(what)>" }

    static func isBlank(_ text: String) -> Bool { text.lowercased().hasPrefix(mark) }
}

extension Findings {
    func unfilled(_ text: String, at place: Place) {
        // The quotes of a text that has them count among its letters.
        lastWord(Words.unfilled(text), at: place, letters: text.unicodeScalars.count + 2)
    }
}
