/// Who and what before the time of a clause: passed over, for the phrase is about when.
extension PhraseGrammar {
    /// "Gửi về Sở Y tế", "UBND các huyện báo cáo", "Đợt 1", "Sơ kết" before a time.
    ///
    /// Nothing is passed over where no word opens a time behind it.
    mutating func skipAddressee() {
        guard let first = word(at), !opensTime(at) else { return }
        let isSchoolYear = first == "năm" && word(at + 1) == "học" && !isYear(at + 2)
        if sees("các", "vụ") { return }
        let isKnown = PhraseGrammar.openers.contains(first) || isSchoolYear
        if first == "năm", !isSchoolYear { return }
        var i = at + 1
        while i < tokens.count {
            if isMark(";", i) { break }
            if opensTime(i) {
                guard isKnown || isStrong(i) && mayBeWork(at..<i) else { break }
                at = i
                return
            }
            guard isName(i) else { break }
            i += 1
        }
        // "Sơ kết năm 2023", "tổ chức tổng kết tháng 12/2025": the time follows at once.
        let start = at
        _ = take("tổ", "chức")
        guard take("sơ", "kết") || take("tổng", "kết") else {
            at = start
            return
        }
        _ = take("giữa", "kỳ") || take("cuối", "kỳ")
        let isTime = word(at) == "năm" && isYear(at + 1) || word(at) == "quý"
        if !isTime { at = start }
    }

    /// A bound that nothing but a deadline has.
    private func isStrong(_ i: Int) -> Bool {
        ["trước", "chậm", "muộn", "xong", "hạn", "không", "trong", "vào"].contains(word(i))
    }

    /// True when words that no list knows may be about work: none of them limits what is meant, as
    /// in "người sinh trước ngày 01/01/2000", "vụ việc phát sinh trước ngày …".
    private func mayBeWork(_ range: Range<Int>) -> Bool {
        // "Báo cáo quý V": what is left of a lead is no name.
        guard rhythm == nil, word(range.lowerBound).map({ $0.count > 1 }) ?? false else {
            return false
        }
        return range.count <= 14 && word(range.upperBound - 1) != "sinh"
            && range.allSatisfy { i in
                number(i) == nil && !(word(i).map(PhraseGrammar.limits.contains) ?? !isMark(",", i))
            }
    }

    /// "Cấp xã:", "Sở Y tế:", "Đợt 1:", "Dự thảo:" before a time.
    mutating func skipName() {
        guard let colon = tokens[at...].firstIndex(where: { $0.isMark(":") || $0.isMark(";") }),
            isMark(":", colon), colon > at, colon + 1 < tokens.count, colon - at <= 16
        else { return }
        let stamps: Set = ["quá", "hủy", "văn", "nghị", "thông", "kỳ"]
        guard !stamps.contains(word(at) ?? ""), !PhraseGrammar.times.contains(word(at) ?? "ngày"),
            (at..<colon).allSatisfy({ isName($0) }),
            !tokens[at..<colon].contains(where: {
                $0.word.map(PhraseGrammar.papers.contains) ?? false
            }),
            !(at..<colon).contains(where: { opensTime($0) })
        else { return }
        at = colon + 1
        isNamed = true
    }

    /// Part of a name: a word, a comma, the number of a round, a stage or a past year.
    private func isName(_ i: Int) -> Bool {
        if word(i) == "số" { return false }
        if tokens[i].word != nil { return true }
        if number(i) != nil {
            let before = word(i - 1)
            if ["lần", "đợt", "đoạn", "bước", "khóa", "kỳ", "vòng", "học", "năm"].contains(before) {
                return true
            }
            return word(i + 1) == "tháng" || isMark("-", i - 1) && isYear(i) && isYear(i - 2)
        }
        return [",", "-", "(", ")", "&", "/"].contains { isMark($0, i) }
    }

    /// Words that limit what a deadline is about, or make it none.
    private static let limits: Set = [
        "phát", "hiệu", "lực", "căn", "cứ", "so", "tính", "áp", "dụng", "đã", "tốt",
        "được", "có", "tồn", "chưa", "cũ", "ngày", "tháng", "quý", "tuần", "kể", "từ", "khi",
        "kỷ", "niệm", "hưởng", "ứng", "chào", "mừng", "nhân", "dịp", "kính", "đạt", "giảm",
        "tăng", "bằng", "trên", "dưới", "kinh", "chốt", "liệu", "luật", "điều", "ở", "sau",
        "đến", "trong", "đang", "theo", "thường", "thứ", "chủ", "tầm", "nhìn", "hướng", "không",
        "chẳng", "đừng", "hồ", "lương", "nghỉ", "hưu",
        "tử", "vong", "nhà", "hết", "hủy", "quá", "vụ", "bắt",
    ]

    /// Words of a label that names a paper or a stamp, and no milestone.
    private static let papers: Set = [
        "bắt", "hết", "lực", "cứ", "in", "sinh", "chốt", "liệu", "đã", "kèm", "số",
    ]

    /// Words with which a time begins, and no name.
    private static let times: Set = [
        "ngày", "năm", "quý", "tháng", "tuần", "hết", "đến", "từ", "cuối", "đầu", "giữa", "ký",
        "trước", "trong", "thường",
    ]

    /// Words with which a clause about work begins.
    private static let openers: Set = [
        "gửi", "báo", "xây", "nộp", "trình", "tổng", "thực", "ban", "tổ", "triển", "hoàn", "lập",
        "phê", "đăng", "tham", "rà", "về", "xong", "và", "kết", "họp", "đánh", "công", "kiểm",
        "cập",
        "tiến", "ký", "nghiệm", "cung", "đề", "yêu", "giao", "các", "chuyển", "sơ", "cấp", "đợt",
        "lần", "việc", "sở", "ubnd", "ủy", "đơn", "phòng", "cơ", "trung", "hội", "nhận", "gia",
        "lùi", "b",
        "d", "đ", "dự", "lấy", "học", "thời",
    ]

    /// A word here opens a time.
    func opensTime(_ i: Int) -> Bool {
        let next = word(i + 1)
        switch word(i) {
        case "trước":
            return next == "ngày" || next == "tháng" || next == "quý" || number(i + 1) != nil
                || next == "năm" && isYear(i + 2)
        case "chậm", "muộn": return next == "nhất"
        case "không": return next == "muộn" || next == "quá"
        case "hạn": return next == "cuối" || next == "chót"
        case "trong", "hết", "vào":
            return ["ngày", "tháng", "quý", "năm"].contains(next)
                || word(i) == "vào" && ["đầu", "giữa", "cuối"].contains(next)
        case "đến", "tới", "sang":
            return next == "hết"
                || ["ngày", "tháng", "quý", "năm"].contains(next)
                    && (number(i + 2) != nil || quarterNumber(i + 2) != nil)
        case "từ":
            return ["ngày", "tháng", "quý", "năm"].contains(next) && number(i + 2) != nil
                || number(i + 1) != nil
        case "xong": return next == "trước" || next == "trong"
        case "định": return next == "kỳ"
        case "báo":
            return next == "cáo"
                && (number(i + 2) != nil || ["tháng", "quý", "năm", "định"].contains(word(i + 2)))
        case "hằng", "mỗi": return next == "tháng" || next == "quý" || next == "năm"
        default: return false
        }
    }
}
