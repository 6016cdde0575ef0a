import DondocAPI
import Foundation

/// Text that people send: short, and without what would obey a terminal or reorder a line.
enum Clean {
    /// - Throws: `Problem` 400 naming the field.
    static func check(_ request: ActRequest) throws {
        for (name, text) in [
            ("doc", request.doc), ("note", request.note), ("file", request.file),
            ("for", request.onBehalf),
        ] {
            guard let text else { continue }
            guard text.utf8.count <= 4_000, !text.unicodeScalars.contains(where: isForbidden) else {
                throw Problem.bad(Words.uncleanText(name))
            }
        }
    }

    /// Control characters, line breaks and the controls of writing direction.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
        default:
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                || (0xE0000...0xE007F).contains(scalar.value)
        }
    }

    /// The text in NFC, as everything is stored.
    static func composed(_ request: ActRequest) -> ActRequest {
        ActRequest(
            doc: request.doc?.precomposedStringWithCanonicalMapping, dated: request.dated,
            file: request.file, note: request.note?.precomposedStringWithCanonicalMapping,
            onBehalf: request.onBehalf)
    }
}
