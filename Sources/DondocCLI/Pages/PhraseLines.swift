import DondocCore

/// Many phrases, one a line: each is answered or refused as it comes.
struct PhraseLines {
    /// The most bytes that a line may have.
    static let longest = 4_096

    let question: Explanation.Question
    let calendar: WorkCalendar
    let asJSON: Bool
    /// True once a line had no answer.
    private(set) var hasRefused = false
    private var hasAnswered = false

    init(_ question: Explanation.Question, _ calendar: WorkCalendar, asJSON: Bool) {
        self.question = question
        self.calendar = calendar
        self.asJSON = asJSON
    }

    /// What one line makes: an answer, or the remarks on a refusal; neither for a blank line.
    ///
    /// In JSON a refusal is an answer too, so that there is one object a phrase.
    mutating func answer(_ line: [UInt8], isWhole: Bool) -> (out: String, remarks: [String]) {
        asJSON
            ? inContractLanguage { answered(line, isWhole: isWhole) }
            : answered(line, isWhole: isWhole)
    }

    private mutating func answered(_ line: [UInt8], isWhole: Bool) -> (
        out: String, remarks: [String]
    ) {
        let bytes = line.last == 0x0D ? line.dropLast() : line[...]
        guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return ("", []) }
        do {
            let text = try phrase(bytes, isWhole: isWhole)
            let answer = try Explanation(text, question, calendar)
            let gap = hasAnswered && !asJSON ? "\n" : ""
            hasAnswered = true
            return (asJSON ? answer.json.text + "\n" : gap + answer.text, [])
        } catch {
            hasRefused = true
            return asJSON ? (error.json.text + "\n", []) : ("", error.lines)
        }
    }

    private func phrase(_ bytes: ArraySlice<UInt8>, isWhole: Bool) throws(PhraseRefusal) -> String {
        guard isWhole else {
            throw PhraseRefusal(tooLong: String(decoding: bytes, as: UTF8.self))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PhraseRefusal(notText: String(decoding: bytes, as: UTF8.self))
        }
        return text
    }
}
