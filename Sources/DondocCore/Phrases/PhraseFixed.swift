/// Phrases that are one meaning each, whatever the plan.
extension PhraseGrammar {
    mutating func fixed() -> Phrase.Rule? {
        skipKindOfReport()
        let start = at
        if isElsewhere() {
            warnings.append(.periodUnstated)
            return .elsewhere
        }
        for (words, rule) in PhraseGrammar.fixedForms {
            at = start
            guard take(words) else { continue }
            if isAtEnd || hasObject(rule) {
                at = tokens.count
                if rule == .elsewhere { warnings.append(.periodUnstated) }
                return rule
            }
            farthest = max(farthest, at)
        }
        at = start
        if take("khi"), isWordsOnly(from: at),
            (at...min(at + 3, tokens.count)).contains(where: {
                sees(["có", "nhu", "cầu"], from: $0)
            })
        {
            at = tokens.count
            return .onDemand
        }
        at = start
        if take("khi", "có"), !isAtEnd, isWordsOnly(from: at) {
            let papers: Set = ["hướng", "văn", "kết", "quyết", "kế", "thông", "chỉ", "ý"]
            let isAsked = (at..<tokens.count).contains { sees(["yêu", "cầu"], from: $0) }
            let isPaper = !isAsked && word(at).map(papers.contains) ?? false
            at = tokens.count
            return isPaper ? .afterEvent : .onDemand
        }
        at = start
        _ = take("ngay")
        if take("sau", "khi") || take("sau"), !isAtEnd, isWordsOnly(from: at) {
            at = tokens.count
            return .afterEvent
        }
        at = start
        return nil
    }

    /// "của UBND tỉnh" after "theo kế hoạch", "của cấp trên" after "theo yêu cầu".
    private mutating func hasObject(_ rule: Phrase.Rule) -> Bool {
        switch rule {
        case .onDemand:
            return word(at) != nil && isWordsOnly(from: at)
        case .elsewhere:
            let object = ["của", "tại", "đã", "hiện", "được", "chung"]
            guard word(at) == "số" || object.contains(word(at) ?? "") else { return false }
            return isWordsOnly(from: at) || isDocument(from: at)
        case .continuous:
            if endsContinuous() { return true }
            if word(at) == "theo", isWordsOnly(from: at) { return true }
            let start = word(at) == "trong" ? at + 1 : at
            let forms = [
                ["năm"], ["cả", "năm"], ["hằng", "năm"], ["cả", "giai", "đoạn"], ["giai", "đoạn"],
            ]
            if word(start) == "năm", isYear(start + 1), isAtEnd(start + 2) { return true }
            if sees(["giai", "đoạn"], from: start), isYear(start + 2), isYear(start + 4),
                isAtEnd(start + 5)
            {
                return true
            }
            return forms.contains { start + $0.count == tokens.count && sees($0, from: start) }
        default: return false
        }
    }

    /// "Báo cáo chuyên đề:", "Báo cáo đột xuất:" before what is no day.
    private mutating func skipKindOfReport() {
        let start = at
        guard take("báo", "cáo"),
            take("chuyên", "đề") || take("đột", "xuất") || take("nhanh") || take("định", "kỳ"),
            take(mark: ":") || word(at) == "theo" || word(at) == "khi"
        else {
            at = start
            return
        }
    }

    /// "theo lộ trình của Trung ương", "đúng thời hạn quy định", "theo Kế hoạch số 45/KH-UBND".
    private mutating func isElsewhere() -> Bool {
        let start = at
        let isFollowing = take("theo")
        guard take("đúng") || isFollowing else { return false }
        let heads: Set = [
            "kế", "tiến", "quy", "hướng", "chỉ", "lộ", "chương", "thời", "lịch", "hợp", "đề", "dự",
            "nghị", "quyết", "công", "thông", "luật", "văn", "hạn",
        ]
        guard let head = word(at), heads.contains(head), at + 1 < tokens.count || head == "hạn",
            isWordsOnly(from: at) || isDocument(from: at),
            !(at..<tokens.count).contains(where: { opensTime($0) && !isCited($0) })
        else {
            at = start
            return false
        }
        at = tokens.count
        return true
    }

    /// A time that belongs to a paper with its number before it.
    private func isCited(_ i: Int) -> Bool { tokens[..<i].contains { $0.word == "số" } }

    /// "tại Nghị định 09/2019/NĐ-CP": the number of a paper, and no day beside it.
    private func isDocument(from start: Int) -> Bool {
        let papers: Set = [
            "nghị", "thông", "quyết", "kế", "công", "luật", "văn", "chỉ", "hướng", "số",
        ]
        return tokens[start...].contains { $0.word.map(papers.contains) ?? false }
            && !(start..<tokens.count).contains { opensTime($0) && !isCited($0) }
            && tokens[start...].contains { $0.isMark("/") || $0.word == "số" }
    }

    /// ", liên tục", "; đột xuất", "và khi có yêu cầu" behind "thường xuyên".
    private mutating func endsContinuous() -> Bool {
        let mark = at
        guard takeSeparator() || take(mark: "/") || take("hoặc") else { return false }
        let same = [
            ["liên", "tục"], ["hằng", "năm"], ["kịp", "thời"], ["định", "kỳ"], ["hằng", "ngày"],
        ]
        let asked = [
            ["đột", "xuất"], ["khi", "có", "yêu", "cầu"], ["theo", "yêu", "cầu"],
            ["khi", "cần", "thiết"], ["khi", "cần"],
        ]
        func isRest(_ words: [String]) -> Bool {
            at + words.count == tokens.count && sees(words, from: at)
        }
        if asked.contains(where: isRest) { warnings.append(.alsoOnDemand) }
        if same.contains(where: isRest) || asked.contains(where: isRest) { return true }
        at = mark
        return false
    }

    private static let fixedForms: [([String], Phrase.Rule)] = [
        (["unknown"], .unknown),
        (["cả", "năm"], .span(.whole)),
        (["cả", "giai", "đoạn"], .span(.wholeStage)),
        (["trong", "cả", "giai", "đoạn"], .span(.wholeStage)),
        (["trong", "cả", "năm"], .span(.whole)),
        (["suốt", "năm"], .span(.whole)),
        (["trong", "suốt", "năm"], .span(.whole)),
        (["xuyên", "suốt", "năm"], .span(.whole)),
        (["quanh", "năm"], .span(.whole)),
        (["thường", "xuyên"], .continuous),
        (["nhiệm", "vụ", "thường", "xuyên"], .continuous),
        (["liên", "tục"], .continuous),
        (["thường", "xuyên", "liên", "tục"], .continuous),
        (["continuous"], .continuous),
        (["định", "kỳ"], .elsewhere),
        (["theo", "định", "kỳ"], .elsewhere),
        (["theo", "định", "kỳ", "hoặc", "đột", "xuất"], .elsewhere),
        (["định", "kỳ", "hoặc", "đột", "xuất"], .elsewhere),
        (["định", "kỳ", "và", "đột", "xuất"], .elsewhere),
        (["kịp", "thời"], .elsewhere),
        (["theo", "kế", "hoạch"], .elsewhere),
        (["theo", "đúng", "kế", "hoạch"], .elsewhere),
        (["đúng", "kế", "hoạch"], .elsewhere),
        (["theo", "tiến", "độ"], .elsewhere),
        (["theo", "đúng", "tiến", "độ"], .elsewhere),
        (["đúng", "tiến", "độ"], .elsewhere),
        (["theo", "quy", "định"], .elsewhere),
        (["theo", "đúng", "quy", "định"], .elsewhere),
        (["đúng", "quy", "định"], .elsewhere),
        (["theo", "hướng", "dẫn"], .elsewhere),
        (["theo", "chỉ", "đạo"], .elsewhere),
        (["đúng", "thời", "hạn"], .elsewhere),
        (["đúng", "hạn"], .elsewhere),
        (["khi", "có", "yêu", "cầu"], .onDemand),
        (["khi", "cần"], .onDemand),
        (["khi", "cần", "thiết"], .onDemand),
        (["khi", "phát", "sinh"], .onDemand),
        (["khi", "có", "phát", "sinh"], .onDemand),
        (["theo", "yêu", "cầu"], .onDemand),
        (["đột", "xuất"], .onDemand),
        (["báo", "cáo", "đột", "xuất"], .onDemand),
        (["báo", "cáo", "nhanh"], .onDemand),
        (["on", "demand"], .onDemand),
    ]
}
