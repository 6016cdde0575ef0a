/// Letters of other scripts that pass for Latin ones: `о` of Cyrillic, `ο` of Greek, full-width `ａ`.
enum Lookalike {
    /// The first such letter of a text.
    static func first(in text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first(where: isForeign)
    }

    /// The first word that mixes such letters with Latin ones, and the letter.
    static func word(in text: String) -> (word: String, letter: Unicode.Scalar)? {
        guard first(in: text) != nil else { return nil }
        for word in text.unicodeScalars.split(whereSeparator: { !$0.properties.isAlphabetic }) {
            guard let letter = word.first(where: isForeign), word.contains(where: isLatin) else {
                continue
            }
            return (String(word), letter)
        }
        return nil
    }

    private static func isForeign(_ c: Unicode.Scalar) -> Bool {
        switch c.value {
        // Greek without the signs µ and Ω that texts use, Cyrillic, Armenian, Cherokee, full width.
        case 0x0370...0x03FF, 0x0400...0x052F, 0x0530...0x058F, 0x13A0...0x13FF, 0xFF21...0xFF3A,
            0xFF41...0xFF5A:
            c.properties.isAlphabetic
        default: false
        }
    }

    private static func isLatin(_ c: Unicode.Scalar) -> Bool {
        (c.value < 0x0250 || (0x1E00...0x1EFF).contains(c.value)) && c.properties.isAlphabetic
    }
}
