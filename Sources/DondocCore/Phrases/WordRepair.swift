/// The word of the language of deadlines that this one was before a scan or a keyboard spoilt it:
/// one letter lost ("trưc"), accents lost ("truoc", "hêt"), the tone on another vowel ("trứơc").
///
/// Nil for words that are known, that could be two, or that are none. Numbers are never repaired.
func wholeWord(_ word: String) -> String? {
    guard word.utf8.count >= 3, !knownWords.contains(word) else { return nil }
    let letters = word.map(Letter.init)
    if let same = wordsByLetters[String(letters.map(\.plain))] {
        let fitting = same.filter { isSpoilt(letters, of: $0.letters) }
        return fitting.count == 1 ? fitting[0].word : nil
    }
    guard letters.count >= 3 else { return nil }
    let found = longWords.filter { isShortened(letters, of: $0.letters) }
    return found.count == 1 ? found[0].word : nil
}

/// A letter with its hat, its tone, and without either.
private struct Letter: Hashable {
    let base: Character
    let tone: Int
    let plain: Character

    init(_ c: Character) {
        guard let row = vowels.first(where: { $0.contains(c) }), let tone = row.firstIndex(of: c)
        else {
            (base, tone, plain) = (c, 0, c == "đ" ? "d" : c)
            return
        }
        (base, self.tone) = (row[0], tone)
        plain = hatless[row[0]] ?? row[0]
    }
}

/// Each vowel without tone, then with huyền, sắc, hỏi, ngã, nặng.
private let vowels: [[Character]] = [
    "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ",
    "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
].map(Array.init)

private let hatless: [Character: Character] = [
    "ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u",
]

/// Hats or the tone lost, or the tone moved; never another one.
private func isSpoilt(_ word: [Letter], of whole: [Letter]) -> Bool {
    guard word.count == whole.count else { return false }
    let tones = word.map(\.tone).filter { $0 > 0 }
    guard tones.isEmpty || tones == whole.map(\.tone).filter({ $0 > 0 }) else { return false }
    return zip(word, whole).allSatisfy { $0.base == $1.base || $0.base == $1.plain }
}

/// Exactly one letter lost.
private func isShortened(_ short: [Letter], of whole: [Letter]) -> Bool {
    guard whole.count == short.count + 1 else { return false }
    var skipped = 0
    for i in short.indices {
        if short[i] != whole[i + skipped] {
            skipped += 1
            guard skipped == 1, short[i] == whole[i + 1] else { return false }
        }
    }
    return true
}

private struct Word {
    let word: String
    let letters: [Letter]

    init(_ word: String) {
        self.word = word
        letters = word.map(Letter.init)
    }
}

/// Of four letters and more: from these a scan may have lost one.
private let longWords: [Word] = [
    "trước", "ngày", "tháng", "chậm", "nhất", "hoàn", "thành", "trong", "thường", "xuyên", "định",
    "hằng", "muộn", "không", "cuối", "giữa", "tuần", "thời", "gian", "giai", "đoạn", "liên", "theo",
    "tiến", "phát", "sinh", "nguyên",
].map(Word.init)

private let wordsByLetters: [String: [Word]] = {
    let short = [
        "năm", "quý", "hết", "đến", "quá", "hạn", "vòng", "việc", "làm", "kể", "từ", "kỳ", "đầu",
        "mỗi", "cả", "tục", "độ", "kế", "hoạch", "đột", "xuất", "yêu", "cầu", "nhận", "báo", "cáo",
        "kết", "thúc", "chót", "vào", "xong", "giờ", "phút", "tiếp", "thứ", "tết", "tới", "mùng",
    ].map(Word.init)
    return Dictionary(grouping: longWords + short) { String($0.letters.map(\.plain)) }
}()

/// Words of the grammar, and those of their own that only look like one of them spoilt.
private let knownWords: Set<String> = Set(
    wordsByLetters.values.flatMap { $0.map(\.word) } + [
        "này", "hành", "giữ", "thán", "uyên", "gia", "hoà", "phá", "háng", "teo", "ngay", "quy",
        "nhật", "sau", "sáu", "nay", "tư", "kiện", "thanh", "hoạt", "tiên", "liền", "kề", "của",
        "chiều", "trưa", "tối", "sáng", "nửa", "trung", "cùng", "tổng", "lần", "đợt", "lịch", "tức",
        "nhằm", "chạp", "giêng", "ngoài", "riêng", "mười", "bốn", "bảy", "chín", "tám", "chính",
        "nhân", "dân",
        "viên", "tin", "tỉnh", "sở", "văn", "bản", "thi", "vien", "ban", "phối", "hợp", "kế",
    ])

/// Tokens that are more than one word: "QI", "Q.I", "T6", "QuýIV", "trướcngày".
///
/// With the index behind them. "Quy III" is Quý III.
func unfolded(_ list: [Token], _ i: Int) -> ([Token], Int)? {
    guard let word = list[i].word, let first = word.first else { return nil }
    switch first {
    case "q", "t", "h", "n", "đ": break
    default: return nil
    }
    func isRoman(_ text: some StringProtocol) -> Bool {
        roman.contains { $0.lowercased() == text }
    }
    func split(_ head: String, _ written: Int) -> ([Token], Int) {
        let rest = list[i].text.dropFirst(written)
        let offset = list[i].offset + list[i].text.prefix(written).unicodeScalars.count
        return (
            [
                list[i].with(.word(head)),
                Token(kind: .word(folded(word: String(rest))), text: String(rest), offset: offset),
            ], i + 1
        )
    }
    if first == "q", isRoman(word.dropFirst()) { return split("quý", 1) }
    if word == "quy", i + 1 < list.count,
        list[i + 1].number != nil || list[i + 1].word.map({ isRoman($0) }) ?? false
    {
        return ([list[i].with(.word("quý"))], i + 1)
    }
    if word.count == 1 && (first == "q" || first == "t") || word == "th" {
        let next = i + 1 < list.count && list[i + 1].isMark(".") ? i + 2 : i + 1
        guard next < list.count,
            list[next].number != nil || first == "q" && list[next].word.map({ isRoman($0) }) == true
        else { return nil }
        return ([list[i].with(.word(first == "q" ? "quý" : "tháng"))], next)
    }
    guard word.count >= 4 else { return nil }
    for head in ["trước", "quý", "ngày", "tháng", "hết", "đến", "nhất"] where word.hasPrefix(head) {
        let rest = word.dropFirst(head.count)
        let isWord = ["ngày", "tháng", "năm", "quý", "hết"].contains(rest)
        if isWord || head == "quý" && isRoman(rest) { return split(head, head.count) }
    }
    return nil
}
