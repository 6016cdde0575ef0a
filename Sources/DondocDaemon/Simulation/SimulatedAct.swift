import DondocAPI
import DondocCore
import DondocPlanFile

/// What somebody does on a day of a simulated year: one line of the answers' file.
struct SimulatedAct: Hashable, Sendable {
    /// Where something stands, for diagnostics.
    struct Spot: Hashable, Sendable {
        let file: String
        let line: Int
        let column: Int

        func wrong(_ what: String, fix: String) -> Diagnostic {
            Diagnostic(
                file: file, line: line, column: column, severity: .error, what: what, fix: fix)
        }
    }

    let at: Moment
    let key: String
    let verb: ObligationVerb
    let text: String?
    /// Of the key, and of the verb.
    let keySpot: Spot
    let verbSpot: Spot

    /// The verbs that an answer may have.
    static let verbs: [ObligationVerb] = [.start, .done, .confirm, .return, .withdraw, .checkin]
    /// When an answer comes that names no time: after the day's letter, within office hours.
    static let minuteOfDay = 10 * 60

    /// The text in its place: whatever proof the work wants, a reason, or a note.
    var request: ActRequest {
        var request = ActRequest()
        switch verb {
        case .done:
            (request.doc, request.note) = (text, text)
            // No file is looked at: it is there once it is named.
            request.file = text.map { _ in String(repeating: "0", count: 64) }
        case .return, .withdraw: request.reason = text
        default: request.note = text
        }
        return request
    }
}

/// What a file of answers says.
struct SimulatedAnswers: Sendable {
    /// By their moments, in the order of the file where these are the same.
    let acts: [SimulatedAct]
    /// Every mistake at its line and column; a hundred where the rest was not read.
    let wrong: [Diagnostic]
    /// Of the lines that are wrong: the work that each is about, nil where it names none.
    let lost: [String?]
}

/// Reads `day,key,verb,text`: fields may stand in double quotes, a first line of these names, empty
/// lines and those that begin with `#` are passed over.
struct SimulatedActs {
    private let file: String
    private var wrong: [Diagnostic] = []
    private var acts: [SimulatedAct] = []
    private var lost: [String?] = []

    /// The most answers that one run takes.
    static let limit = 100_000

    static func read(_ file: SourceText) -> SimulatedAnswers {
        var reader = SimulatedActs(file: file.name)
        let scalars = file.text.unicodeScalars
        // What spreadsheets write in front of UTF-8.
        let text = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : file.text
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (i, line) in lines.enumerated()
        where reader.wrong.count < Simulation.mostWrong {
            let before = reader.wrong.count
            let key = reader.read(line, i + 1)
            if reader.wrong.count > before { reader.lost.append(key) }
        }
        let acts = reader.acts.enumerated().sorted { ($0.1.at, $0.0) < ($1.1.at, $1.0) }.map(\.1)
        return SimulatedAnswers(acts: acts, wrong: reader.wrong, lost: reader.lost)
    }

    private init(file: String) { self.file = file }

    private struct Field {
        let text: String
        let spot: SimulatedAct.Spot
    }

    /// - Returns: The key of the work that the line is about; nil where it is not certain.
    private mutating func read(_ line: Substring, _ number: Int) -> String? {
        guard let first = line.first(where: { $0 != " " }), first != "#" else { return nil }
        guard let fields = fields(line, number) else { return nil }
        if fields[0].text == "day", acts.isEmpty { return nil }
        guard (3...4).contains(fields.count) else {
            let spot = fields.count > 4 ? fields[4].spot : fields[0].spot
            wrong.append(spot.wrong(Words.answerFields(fields.count), fix: Words.answerForm))
            return nil
        }
        let before = wrong.count
        let at = SimulatedActs.moment(fields[0].text)
        if at == nil {
            let shown = fields[0].text
            wrong.append(
                fields[0].spot.wrong(Words.answerDay(shown), fix: Words.answerDayForm))
        }
        if fields[1].text.isEmpty {
            wrong.append(fields[1].spot.wrong(Words.idMissing, fix: Words.answerForm))
        }
        let verb = SimulatedAct.verbs.first { $0.rawValue == fields[2].text }
        if verb == nil {
            let all = SimulatedAct.verbs.map(\.rawValue).joined(separator: ", ")
            wrong.append(
                fields[2].spot.wrong(Words.answerVerb(fields[2].text), fix: Words.oneOf(all)))
        }
        let text = fields.count == 4 && !fields[3].text.isEmpty ? fields[3].text : nil
        if let verb, verb.needsReason, text == nil {
            wrong.append(
                fields[2].spot.wrong(
                    Words.answerReason(verb.rawValue), fix: Words.answerReasonForm))
        }
        if acts.count >= SimulatedActs.limit {
            wrong.append(
                fields[0].spot.wrong(
                    Words.tooManyAnswers(SimulatedActs.limit), fix: Words.fewerAnswers))
        }
        let key = fields[1].text.isEmpty ? nil : fields[1].text
        guard wrong.count == before, let at, let verb, let key else { return key }
        acts.append(
            SimulatedAct(
                at: at, key: key, verb: verb, text: text, keySpot: fields[1].spot,
                verbSpot: fields[2].spot))
        return key
    }

    /// `2023-06-10`, `10/06/2023`, either with ` 14:30` behind it.
    private static func moment(_ text: String) -> Moment? {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first, let day = day(first) else { return nil }
        guard parts.count == 2 else {
            return Moment(day, minuteOfDay: SimulatedAct.minuteOfDay)
        }
        return minutes(ofClock: parts[1]).map { Moment(day, minuteOfDay: $0) }
    }

    private static func day(_ text: Substring) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4,
            parts.allSatisfy({ part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let d = Int(parts[0]), let m = Int(parts[1]), let y = Int(parts[2])
        else { return nil }
        return Day(y, m, d)
    }

    /// The fields of a line (RFC 4180, without line ends in a field); nil with a mistake told.
    private mutating func fields(_ line: Substring, _ number: Int) -> [Field]? {
        var fields: [Field] = []
        var rest = Array(line)[...]
        while true {
            let blanks = rest.prefix { $0 == " " }
            rest = rest.dropFirst(blanks.count)
            let spot = SimulatedAct.Spot(file: file, line: number, column: rest.startIndex + 1)
            var text = ""
            if rest.first == "\"" {
                rest = rest.dropFirst()
                guard let quoted = SimulatedActs.quoted(&rest) else {
                    wrong.append(spot.wrong(Words.quoteOpen, fix: Words.quoteClose))
                    return nil
                }
                text = quoted
                rest = rest.drop { $0 == " " }
                guard rest.isEmpty || rest.first == "," else {
                    let behind = SimulatedAct.Spot(
                        file: file, line: number, column: rest.startIndex + 1)
                    wrong.append(behind.wrong(Words.behindQuote, fix: Words.quoteTwice))
                    return nil
                }
            } else {
                let plain = rest.prefix { $0 != "," }
                rest = rest.dropFirst(plain.count)
                text = String(plain.reversed().drop { $0 == " " }.reversed())
            }
            fields.append(Field(text: text, spot: spot))
            guard rest.first == "," else { return fields }
            rest = rest.dropFirst()
        }
    }

    /// The rest of a quoted field, `""` for a quotation mark; nil where it never ends.
    private static func quoted(_ rest: inout ArraySlice<Character>) -> String? {
        var text = ""
        while let c = rest.popFirst() {
            guard c == "\"" else {
                text.append(c)
                continue
            }
            guard rest.first == "\"" else { return text }
            text.append(c)
            rest = rest.dropFirst()
        }
        return nil
    }
}
