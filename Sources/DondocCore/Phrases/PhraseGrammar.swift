/// A hand-written grammar over folded words; one function a production, the longest forms first.
///
/// phrase := label* (fixed | counted | English | clause (separator clause)*) purpose? end
/// clause := lead? bound? hour? (days | spans | window | weekday)? tail?
struct PhraseGrammar {
    let text: String
    var tokens: [Token]
    var at = 0
    var warnings: [Phrase.Warning] = []
    /// How far a form fitted before something followed that does not belong.
    var farthest = 0
    /// Days, spans or milestones that one phrase may list; no office writes so many.
    static let longestList = 60

    /// The bound of the clause that is being read.
    var current: Phrase.Bound?
    /// The clause stands behind a name and a colon, so a bare "15/3" is its day.
    var isNamed = false
    /// Brackets around exceptions that are not closed yet.
    var openBrackets = 0
    /// How often the report comes that the clause is about, where it said so at its beginning.
    var rhythm: Phrase.Frequency?

    init(text: String, tokens: [Token]) {
        self.text = text
        self.tokens = tokens
    }

    mutating func phrase() throws(PhraseError) -> Phrase {
        guard !tokens.isEmpty else {
            throw PhraseError(problem: .empty, offset: text.unicodeScalars.count)
        }
        skipLabels()
        if let rule = fixed() {
            if case .span = rule { return try end(.within, rule) }
            return try end(nil, rule)
        }
        if let (bound, rule) = try counted() { return try end(bound, rule) }
        skipContinuousBefore()
        var clauses = [try firstClause()]
        try skipRemarks(clauses[0])
        while !isAtEnd {
            let mark = at
            let isOpen = isMark("(", at) && (word(at + 1) == "riêng" || word(at + 1) == "trong")
            if isOpen { at += 1 }
            guard isOpen || takeSeparator(), !isAtEnd else {
                at = mark
                break
            }
            while isMark("-", at) || isMark("+", at) { at += 1 }
            if skipOnDemand() || skipContinuous() { continue }
            let start = at
            let next = try clause(after: clauses[clauses.count - 1])
            if let merged = clauses[clauses.count - 1].merged(next) {
                clauses[clauses.count - 1] = merged
            } else {
                guard next.isMilestone, clauses.allSatisfy(\.isMilestone) else {
                    throw stopped(start)
                }
                guard clauses.count < PhraseGrammar.longestList else { throw stopped(start) }
                clauses.append(next)
            }
            try skipRemarks(next)
            openBrackets += isOpen ? 1 : 0
            if openBrackets > 0, take(mark: ")") { openBrackets -= 1 }
        }
        at = max(at, isAtEnd ? 0 : farthest)
        guard clauses.count > 1 else { return try end(clauses[0].bound, clauses[0].rule) }
        return try end(
            clauses[0].bound,
            .milestones(clauses.map { Phrase.Milestone(bound: $0.bound, rule: $0.rule) }))
    }

    /// An error lies where the longest form stopped: a fixed one may have come farther.
    private mutating func firstClause() throws(PhraseError) -> Clause {
        do {
            return try clause(after: nil)
        } catch {
            throw farthest < tokens.count && tokens[farthest].offset > error.offset
                ? stopped(farthest) : error
        }
    }

    private mutating func end(_ bound: Phrase.Bound?, _ rule: Phrase.Rule) throws(PhraseError)
        -> Phrase
    {
        _ = take(mark: ".")
        guard isAtEnd else { throw stopped() }
        return Phrase(text: text, bound: bound, rule: rule, warnings: warnings)
    }

    // MARK: Words around the time

    /// "Thời gian thực hiện:", "Hoàn thành", "phải", "ngay".
    mutating func skipLabels() {
        let labels = [
            ["thời", "gian", "thực", "hiện"], ["thời", "gian", "hoàn", "thành"],
            ["thời", "hạn", "hoàn", "thành"], ["thời", "hạn", "thực", "hiện"],
            ["thời", "hạn", "báo", "cáo"], ["thời", "gian", "báo", "cáo"],
            ["tiến", "độ", "thực", "hiện"],
            ["thời", "gian"], ["thời", "hạn"], ["hoàn", "thành"], ["thực", "hiện"], ["phải"],
            ["ngay"], ["tiến", "độ"], ["dự", "kiến"], ["xong"], ["kết", "thúc"], ["ht"],
            ["thời", "điểm"], ["hạn", "hoàn", "thành"], ["hạn", "báo", "cáo"], ["hạn", "gửi"],
            ["hạn", "nộp"], ["thời", "hạn", "gửi"], ["thời", "hạn", "nộp"], ["deadline"],
        ]
        while let label = labels.first(where: { sees($0, from: at) }) {
            if label == ["thời", "hạn"], number(at + 2) != nil || word(at + 2) == "không" {
                return
            }
            if label == ["ngay"], word(at + 1) == "sau" { return }
            if at + label.count == tokens.count { return }
            at += label.count
            _ = take(mark: ":")
        }
    }

    /// "(báo cáo 6 tháng)", "(đối với báo cáo năm)" after a full date: what the day is for.
    mutating func skipComment() {
        guard isMark("(", at), word(at + 1) == "báo" || word(at + 1) == "đối",
            let close = tokens[at...].firstIndex(where: { $0.isMark(")") }),
            !(at + 1..<close).contains(where: {
                word($0) == "ngày" || isMark("/", $0) || isMark(":", $0)
            })
        else { return }
        at = close + 1
    }

    /// "và thường xuyên", "; thường xuyên trong các năm" behind a day.
    private mutating func skipContinuous() -> Bool {
        let start = at
        skipName()
        if take("các", "năm") || take("những", "năm"),
            take("tiếp", "theo") || take("sau") || take("kế", "tiếp"), isAtEnd
        {
            warnings.append(.alsoContinuous)
            return true
        }
        at = start
        guard
            take("thường", "xuyên") || take("liên", "tục") || take("duy", "trì", "thường", "xuyên"),
            isWordsOnly(from: at)
        else {
            at = start
            return false
        }
        at = tokens.count
        warnings.append(.alsoContinuous)
        return true
    }

    /// "Thường xuyên; báo cáo trước ngày …": the work goes on, the clause behind it has the day.
    private mutating func skipContinuousBefore() {
        let start = at
        guard take("thường", "xuyên"), takeSeparator(), !isWordsOnly(from: at) else {
            at = start
            return
        }
        warnings.append(.alsoContinuous)
    }

    private mutating func skipOnDemand() -> Bool {
        let start = at
        _ = take("báo", "cáo")
        guard take("đột", "xuất") || take("nhanh") || take("khi", "có", "yêu", "cầu"),
            isWordsOnly(from: at)
        else {
            at = start
            return false
        }
        at = tokens.count
        warnings.append(.alsoOnDemand)
        return true
    }

    // MARK: Bounds

    /// "trước", "chậm nhất là", "đến hết", "xong trong": the narrowest of the words decides.
    mutating func bound() -> Phrase.Bound? {
        var found: Phrase.Bound?
        while !isAtEnd {
            if word(at) == "trước", at > 0, word(at - 1) == "không" { return nil }
            if take("trước") {
                found = .before
            } else if take("hạn", "cuối", "cùng") || take("chậm", "nhất") || take("muộn", "nhất")
                || take("không", "muộn", "hơn")
                || take("không", "quá") || take("hạn", "cuối") || take("hạn", "chót")
                || take(anyOf: "đến", "tới", "hết")
            {
                if found != .before { found = .by }
            } else if take("trong") {
                if found == nil { found = .within }
            } else if take(anyOf: "vào", "xong", "sang", "là", "ngay", "phải", "lúc", "sớm") {
            } else if found != nil, take(mark: ":") {
            } else {
                break
            }
        }
        return found
    }
}
