/// Why a text is no due phrase, and the word that stopped us.
public struct PhraseError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        case empty
        /// A word that the grammar has no place for here.
        case unexpected(String)
        /// The phrase ends where something must follow.
        case incomplete
        case noSuchDay(day: Int, month: Int, year: Int?)
        case noSuchMonth(Int)
        case noSuchQuarter(String)
        case yearOutOfRange(Int)
        /// A day without a year in a plan of several years.
        case yearMissing
        /// Two days of one month in one phrase: their obligations would have one key.
        case daysShareMonth
    }

    public let problem: Problem
    /// Unicode scalars before the word that stopped us.
    public let offset: Int
}

extension Phrase {
    /// Reads a due phrase in Vietnamese, NFC.
    ///
    /// - Throws: `PhraseError` at the first word that does not fit; nothing is guessed.
    public init(_ text: String) throws(PhraseError) {
        var grammar = PhraseGrammar(text: text, tokens: tokens(of: text))
        self = try grammar.phrase()
    }
}

/// A hand-written grammar over folded words; one function a production, the longest forms first.
///
/// phrase := filler* (whole | continuous | periodic | elsewhere | on-demand | bound? when) end
struct PhraseGrammar {
    let text: String
    let tokens: [Token]
    var at = 0
    var warnings: [Phrase.Warning] = []
    /// How far a fixed form fitted before something followed that does not belong.
    private var farthest = 0

    init(text: String, tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    mutating func phrase() throws(PhraseError) -> Phrase {
        guard !tokens.isEmpty else { throw PhraseError(problem: .empty, offset: 0) }
        skip(anyOf: [["hoàn", "thành"], ["thời", "gian", "thực", "hiện"], ["xong"]])
        if let rule = fixed() { return try end(nil, rule) }
        if let list = try frequencies() { return try end(nil, .repeating(list)) }
        let bound = bound()
        if let days = try days() { return try end(bound ?? .on, .days(days)) }
        if let span = try span() { return try end(bound ?? .within, .span(span)) }
        at = max(at, farthest)
        throw stopped()
    }

    private mutating func end(_ bound: Phrase.Bound?, _ rule: Phrase.Rule) throws(PhraseError)
        -> Phrase
    {
        _ = take(mark: ".")
        guard at == tokens.count else { throw stopped() }
        return Phrase(text: text, bound: bound, rule: rule, warnings: warnings)
    }

    /// Phrases that are one fixed meaning each, whatever the plan.
    private mutating func fixed() -> Phrase.Rule? {
        let start = at
        for (words, rule) in PhraseGrammar.fixedForms {
            at = start
            guard take(words) else { continue }
            guard at == tokens.count || tokens[at].isMark(".") else {
                farthest = max(farthest, at)
                continue
            }
            if rule == .elsewhere { warnings.append(.periodUnstated) }
            return rule
        }
        at = start
        if take(["khi"]), let last = tokens.last?.word, ["cầu", "sinh"].contains(last) {
            at = tokens.count  // "khi họ có nhu cầu", "khi có yêu cầu", "khi phát sinh"
            return .onDemand
        }
        at = start
        return nil
    }

    private static let fixedForms: [([String], Phrase.Rule)] = [
        (["unknown"], .unknown),
        (["cả", "năm"], .span(.whole)),
        (["cả", "giai", "đoạn"], .span(.whole)),
        (["thường", "xuyên"], .continuous),
        (["nhiệm", "vụ", "thường", "xuyên"], .continuous),
        (["liên", "tục"], .continuous),
        (["thường", "xuyên", "liên", "tục"], .continuous),
        (["định", "kỳ"], .elsewhere),
        (["theo", "định", "kỳ"], .elsewhere),
        (["kịp", "thời"], .elsewhere),
        (["theo", "kế", "hoạch"], .elsewhere),
        (["theo", "tiến", "độ"], .elsewhere),
        (["theo", "quy", "định"], .elsewhere),
        (["đúng", "thời", "hạn"], .elsewhere),
    ]

    // MARK: Repeats

    /// "định kỳ hàng quý, 6 tháng, năm"; "báo cáo nhanh, báo cáo định kỳ tháng, quý, năm";
    /// "Định kỳ hàng, quý có ít nhất một lần"; "ít nhất một tháng, một lần"; "hằng năm".
    private mutating func frequencies() throws(PhraseError) -> [Phrase.Frequency]? {
        let start = at
        if take(["ít", "nhất", "một"]), let one = frequency() {
            _ = take(mark: ",")
            guard take(["một", "lần"]) else { throw stopped() }
            warnings.append(.dayUnstated)
            return [one]
        }
        at = start
        if take(["báo", "cáo", "nhanh"]) {
            warnings.append(.alsoOnDemand)
            _ = take(mark: ",") || take(["và"])
        }
        _ = take(["báo", "cáo"])
        _ = take(["theo"])
        let periodic = take(["định", "kỳ"])
        let every = take(["hằng"])
        if every { _ = take(mark: ",") }  // a scan's stray comma: "hàng, quý"
        guard periodic || every else {
            at = start
            warnings.removeAll { $0 == .alsoOnDemand }
            return nil
        }
        guard let first = frequency() else { throw stopped() }
        var list: Set<Phrase.Frequency> = [first]
        while at < tokens.count, take(mark: ",") || take(["và"]) || take(mark: ";") {
            _ = take(["hằng"])
            guard let next = frequency() else { throw stopped() }
            list.insert(next)
        }
        if take(["có", "ít", "nhất", "một", "lần"]) || take(["ít", "nhất", "một", "lần"]) {}
        warnings.append(.dayUnstated)
        return list.sorted()
    }

    private mutating func frequency() -> Phrase.Frequency? {
        if at < tokens.count, tokens[at].number == 6, next(is: "tháng") {
            at += 2
            return .half
        }
        if take(["sáu", "tháng"]) { return .half }
        if take(["tháng"]) { return .month }
        if take(["quý"]) { return .quarter }
        if take(["năm"]) { return .year }
        return nil
    }

    // MARK: Bounds

    private mutating func bound() -> Phrase.Bound? {
        let forms: [([String], Phrase.Bound)] = [
            (["xong", "trước"], .before), (["trước"], .before),
            (["chậm", "nhất", "là"], .by), (["chậm", "nhất"], .by),
            (["muộn", "nhất", "là"], .by), (["muộn", "nhất"], .by),
            (["không", "muộn", "hơn"], .by), (["không", "quá"], .by),
            (["hạn", "cuối"], .by), (["hạn", "chót"], .by),
            (["đến", "hết"], .by), (["hết"], .by), (["đến"], .by), (["trong"], .within),
        ]
        for (words, bound) in forms where take(words) {
            // "chậm nhất trước ngày 15/6" excludes the day as plain "trước" does.
            if bound == .by, take(["trước"]) { return .before }
            return bound
        }
        return nil
    }

    // MARK: Days

    /// "ngày 15/6/2023", "15/6 và 15/12", "ngày 05 tháng 6 năm 2023".
    private mutating func days() throws(PhraseError) -> [Phrase.NamedDay]? {
        let start = at
        let said = take(["ngày"])
        guard let first = try day() else {
            if said { throw stopped() }
            at = start
            return nil
        }
        var list = [first]
        while at < tokens.count {
            let mark = at
            guard take(mark: ",") || take(["và"]) || take(mark: ";") else { break }
            _ = take(["trước"])
            _ = take(["ngày"])
            guard let next = try day() else {
                at = mark
                break
            }
            list.append(next)
        }
        return list
    }

    private mutating func day() throws(PhraseError) -> Phrase.NamedDay? {
        let start = at
        guard at < tokens.count, let d = tokens[at].number else { return nil }
        at += 1
        guard let separator = dateSeparator() else {
            if take(["tháng"]), let m = number() {
                let year = take(["năm"]) ? try self.year() : nil
                return try checked(d, m, year, start)
            }
            at = start
            return nil
        }
        guard let m = number() else {
            at = start
            return nil
        }
        var year: Int?
        if let mark = separator, at < tokens.count, tokens[at].isMark(mark) {
            at += 1
            year = try self.year()
        } else if take(["năm"]) {
            year = try self.year()
        }
        // 6/2025 is a month of a year, not a day.
        if year == nil, m > 31 {
            at = start
            return nil
        }
        return try checked(d, m, year, start)
    }

    /// `/`, `-` or `.` between two numbers; nil when none stands here.
    private mutating func dateSeparator() -> Character?? {
        guard at + 1 < tokens.count, tokens[at + 1].number != nil else { return nil }
        for c: Character in ["/", "-", "."] where tokens[at].isMark(c) {
            at += 1
            return .some(c)
        }
        return nil
    }

    private func checked(_ d: Int, _ m: Int, _ y: Int?, _ start: Int) throws(PhraseError)
        -> Phrase.NamedDay
    {
        let offset = tokens[start].offset
        guard (1...12).contains(m) else {
            throw PhraseError(problem: .noSuchMonth(m), offset: offset)
        }
        // Without a year 29/2 may exist; the plan's year decides later.
        guard Day(y ?? 2024, m, d) != nil else {
            throw PhraseError(problem: .noSuchDay(day: d, month: m, year: y), offset: offset)
        }
        return Phrase.NamedDay(day: d, month: m, year: y)
    }
}
