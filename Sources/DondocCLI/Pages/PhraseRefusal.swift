import DondocAPI
import DondocCore
import DondocPlanFile

/// Why `explain` has no answer for a text: what stopped it, and the way out.
struct PhraseRefusal: Error {
    let text: String
    private let what: String
    private let fix: String
    /// The word that stopped the reading, and the Unicode scalars before it.
    private let stop: (word: String?, offset: Int)?
    /// The text with a caret under that word.
    private let marks: [String]

    init(_ error: PhraseError, in text: String) {
        self.text = text
        let (what, fix) = explain(error, in: text)
        let (lines, word) = caret(error, in: text)
        if case .unexpected = error.problem, let word, !what.contains(word) {
            self.what = what + "; " + Words.stoppedAt(word)
        } else {
            self.what = what
        }
        self.fix = fix
        stop = (word, error.offset)
        marks = lines
    }

    /// A phrase whose periods are not those of the asked scheme.
    init(_ misfit: SchemeMisfit, in text: String) {
        self.text = text
        (what, fix) = explain(misfit)
        stop = nil
        marks = ["  " + shown(text)]
    }

    /// A line of the standard input that is no text.
    init(notText lossy: String) {
        text = lossy
        what = Words.notText
        fix = Words.saveAsUTF8
        stop = nil
        marks = ["  " + shown(lossy)]
    }

    /// A line longer than a phrase may be, of which only the beginning was kept.
    init(tooLong beginning: String) {
        text = beginning
        what = Words.lineTooLong(PhraseLines.longest)
        fix = Words.onePhraseALine
        stop = nil
        marks = ["  " + cut(shown(beginning), to: 76)]
    }

    /// For people: the message, the phrase with its caret, the way out.
    var lines: [String] { [shown(what)] + marks + [Words.fix(shown(fix))] }

    /// One of many: what was asked, and why there is no answer.
    var json: JSONText {
        .object([
            ("phrase", .string(text)),
            (
                "error",
                .object([
                    ("what", .string(what)), ("word", .optional(stop?.word)),
                    ("offset", stop.map { .number($0.offset) } ?? .null), ("fix", .string(fix)),
                ])
            ),
        ])
    }
}

extension Failure {
    init(_ refusal: PhraseRefusal) { self.init(ExitStatus.data, refusal.lines) }
}

/// Shows where a phrase stopped being one: the phrase, and a caret under the word.
///
/// - Returns: The lines below the message, and the word itself; nil for the word at the end.
func caret(_ error: PhraseError, in text: String) -> (lines: [String], word: String?) {
    let scalars = Array(text.unicodeScalars)
    let start = min(error.offset, scalars.count)
    let before = String(String.UnicodeScalarView(scalars[..<start]))
    var stop: String.UnicodeScalarView = String.UnicodeScalarView(
        scalars[start...].prefix { !$0.properties.isWhitespace })
    if case .unexpected(let word) = error.problem { stop = word.unicodeScalars }
    let word = shown(String(stop))
    let blanks = String(repeating: " ", count: columns(shown(before)))
    let marks = String(repeating: "^", count: max(1, columns(word)))
    return (["  " + shown(text), "  " + blanks + marks], word.isEmpty ? nil : word)
}
