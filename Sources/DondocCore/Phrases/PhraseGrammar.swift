/// A hand-written grammar over folded words; one function a production, the longest forms first.
///
/// phrase := label* (fixed | counted | English | clause (separator clause)*) purpose? end
/// clause := lead? bound? hour? (days | spans | window | weekday)? tail?
struct PhraseGrammar {
    let text: String
    let tokens: [Token]
    var at = 0
    var warnings: [Phrase.Warning] = []
    /// How far a form fitted before something followed that does not belong.
    var farthest = 0
    /// The bound of the clause that is being read.
    var current: Phrase.Bound?

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
        if let (bound, rule) = try english() { return try end(bound, rule) }
        if let (bound, rule) = try counted() { return try end(bound, rule) }
        var whole = try firstClause()
        skipPurpose()
        while !isAtEnd {
            let mark = at
            guard takeSeparator(), !isAtEnd else {
                at = mark
                break
            }
            if skipOnDemand() { continue }
            let start = at
            let next = try clause(after: whole)
            guard let merged = whole.merged(next) else { throw stopped(start) }
            whole = merged
            skipPurpose()
        }
        at = max(at, isAtEnd ? 0 : farthest)
        return try end(whole.bound, whole.rule)
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
            ["ngay"], ["tiến", "độ"], ["dự", "kiến"], ["xong"],
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

    /// "Gửi về Sở Y tế" before a bound: who and what, not when.
    mutating func skipAddressee() {
        let verbs: Set = [
            "gửi", "báo", "xây", "nộp", "trình", "tổng", "thực", "ban", "tổ", "triển", "hoàn",
            "lập",
            "phê", "đăng", "tham", "rà", "về", "xong", "và", "kết",
        ]
        guard let first = word(at), verbs.contains(first) else { return }
        var i = at + 1
        while i < tokens.count {
            if opensTime(i) {
                at = i
                return
            }
            guard word(i) != "số", tokens[i].word != nil || isMark(",", i) || isMark("-", i) else {
                return
            }
            i += 1
        }
    }

    private func opensTime(_ i: Int) -> Bool {
        let next = word(i + 1)
        switch word(i) {
        case "trước":
            return next == "ngày" || next == "tháng" || next == "quý" || number(i + 1) != nil
        case "chậm", "muộn": return next == "nhất"
        case "không": return next == "muộn" || next == "quá"
        case "hạn": return next == "cuối" || next == "chót"
        case "trong", "hết": return ["ngày", "tháng", "quý", "năm"].contains(next)
        case "đến": return next == "hết"
        case "xong": return next == "trước" || next == "trong"
        case "định": return next == "kỳ"
        case "báo":
            return next == "cáo"
                && (number(i + 2) != nil || ["tháng", "quý", "năm", "định"].contains(word(i + 2)))
        case "hằng", "mỗi": return next == "tháng" || next == "quý" || next == "năm"
        default: return false
        }
    }

    /// "để tổng hợp", "(qua Văn phòng)", "của kế hoạch", ", tầm nhìn đến năm 2050".
    mutating func skipPurpose() {
        let start = at
        _ = take(mark: ",")
        if take("tầm", "nhìn") {
            at = tokens.count
            return
        }
        let isBracket = take(mark: "(")
        let openers: Set = ["để", "qua", "thông", "gửi", "về", "theo", "cho", "nhằm"]
        guard let word = word(at), openers.contains(word), isWordsOnly(from: at) else {
            at = start
            return
        }
        if !isBracket, tokens[at...].contains(where: { $0.isMark(";") }) {
            at = start
            return
        }
        at = tokens.count
    }

    /// "(báo cáo 6 tháng)", "(đối với báo cáo năm)" after a full date: what the day is for.
    mutating func skipComment() {
        guard isMark("(", at), word(at + 1) == "báo" || word(at + 1) == "đối",
            let close = tokens[at...].firstIndex(where: { $0.isMark(")") })
        else { return }
        at = close + 1
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
            if take("trước") {
                found = .before
            } else if take("chậm", "nhất") || take("muộn", "nhất") || take("không", "muộn", "hơn")
                || take("không", "quá") || take("hạn", "cuối") || take("hạn", "chót")
                || take(anyOf: "đến", "tới", "hết")
            {
                if found != .before { found = .by }
            } else if take("trong") {
                if found == nil { found = .within }
            } else if take(anyOf: "vào", "xong", "là", "ngay", "phải", "lúc", "sớm") {
            } else if found != nil, take(mark: ":") {
            } else {
                break
            }
        }
        return found
    }
}
