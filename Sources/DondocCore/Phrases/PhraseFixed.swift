/// Phrases that are one meaning each, whatever the plan.
extension PhraseGrammar {
    mutating func fixed() -> Phrase.Rule? {
        let start = at
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
        _ = take("ngay")
        if take("sau", "khi") || take("sau"), !isAtEnd, isWordsOnly(from: at) {
            at = tokens.count
            return .afterEvent
        }
        at = start
        return nil
    }

    /// "của UBND tỉnh" after "theo kế hoạch", "của cấp trên" after "theo yêu cầu".
    private func hasObject(_ rule: Phrase.Rule) -> Bool {
        switch rule {
        case .onDemand:
            return ["của", "khi", "theo", "từ"].contains(word(at)) && isWordsOnly(from: at)
        case .elsewhere:
            let object = ["của", "tại", "đã", "hiện", "được", "chung"]
            return word(at) == "số" || object.contains(word(at) ?? "") && isWordsOnly(from: at)
        case .continuous:
            if isMark(",", at), at + 3 == tokens.count, sees(["liên", "tục"], from: at + 1) {
                return true
            }
            if word(at) == "theo", isWordsOnly(from: at) { return true }
            let start = word(at) == "trong" ? at + 1 : at
            let forms = [
                ["năm"], ["cả", "năm"], ["hằng", "năm"], ["cả", "giai", "đoạn"], ["giai", "đoạn"],
            ]
            return forms.contains { start + $0.count == tokens.count && sees($0, from: start) }
        default: return false
        }
    }

    private static let fixedForms: [([String], Phrase.Rule)] = [
        (["unknown"], .unknown),
        (["cả", "năm"], .span(.whole)),
        (["cả", "giai", "đoạn"], .span(.wholeStage)),
        (["trong", "cả", "giai", "đoạn"], .span(.wholeStage)),
        (["trong", "cả", "năm"], .span(.whole)),
        (["thường", "xuyên"], .continuous),
        (["nhiệm", "vụ", "thường", "xuyên"], .continuous),
        (["liên", "tục"], .continuous),
        (["thường", "xuyên", "liên", "tục"], .continuous),
        (["continuous"], .continuous),
        (["định", "kỳ"], .elsewhere),
        (["theo", "định", "kỳ"], .elsewhere),
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
