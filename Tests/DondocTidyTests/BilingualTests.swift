import Testing

/// A room whose words are bilingual: both languages of a text stand side by side in `vi(…, en: …)`.
@Suite struct BilingualTests {
    /// Words without a second language: names that a contract or a protocol fixes, codes.
    static let neutral: Set = [
        "NEXT", "LEFT", "LAST", "TASK", "AGENCY", "TLS", "UID", "Message-ID", "moved", "added",
        "withdrawn", "changed",
    ]
    /// The words of the argument parser, English to Vietnamese; letters to compare with; commands as
    /// they are typed, whichever the language.
    static let tables = [
        "Sources/DondocCLI/Words/WordsOfParser.swift", "Sources/DondocCLI/Base/Text.swift",
        "Sources/DondocCLI/Words/Examples.swift",
    ]

    static let files = TidyTests.files(under: "Sources/DondocCLI").filter {
        !tables.contains($0.path)
    }

    @Test("No word of the control program stands in one language alone", arguments: files)
    func room(file: TidyTests.File) {
        let isWords = file.path.contains("/Words/")
        guard isWords || file.lines.contains(where: Texts.isVietnamese) else { return }
        for fault in Texts(file.lines.joined(separator: "\n")).faults(isWords: isWords) {
            Issue.record("\(file.path):\(fault)")
        }
    }

    @Test("There are words to look at")
    func some() {
        let words = Self.files.filter { $0.path.contains("/Words/") }
        let pairs = words.map { Texts($0.lines.joined(separator: "\n")).pairs.count }
        #expect(pairs.reduce(0, +) > 300)
    }

    @Test(
        "What it must find",
        arguments: [
            (#"let a = "chưa có""#, true, ["1: in one language: chưa có"]),
            (#"let a = "none yet""#, true, ["1: in one language: none yet"]),
            (#"let a = "none yet""#, false, []),
            (#"let a = "chưa có""#, false, ["1: outside Words: chưa có"]),
            (#"let a = vi("chưa có", en: "none yet")"#, true, []),
            (#"let a = vi("chưa có", en: "none yet")"#, false, ["1: outside Words: chưa có"]),
            (#"let a = vi("ngay", en: "ngay")"#, true, ["1: the same in both: ngay"]),
            (
                #"let a = vi("có", en: "có")"#, true,
                ["1: the same in both: có", "1: Vietnamese in English: có"]
            ),
            (
                #"let a = vi("\(n) giờ", en: n == 1 ? "1 giờ" : "\(n) hours")"#, true,
                ["1: Vietnamese in English: 1 giờ"]
            ),
            (#"let a = vi("“trước”", en: "“trước” (before)")"#, true, []),
            (#"let a = vi("x \(f("giờ"))", en: "y \(f("hour", "hours"))")"#, true, []),
            (
                #"let a = vi("x \(f("giờ"))", en: "y \(f("giờ"))")"#, true,
                ["1: Vietnamese in English: giờ"]
            ),
            ("// \"chưa có\"\ncase \"planned\": f(\"TLS\") // \"có\"", true, []),
            (
                "let a = f(\n\"\"\"\nnhắc \"lại\"\n\"\"\")", true,
                ["2: in one language: nhắc \"lại\""]
            ),
            (#"if a == "moved", b.hasPrefix("mo ve") {"#, true, ["1: in one language: mo ve"]),
        ])
    func finds(source: String, isWords: Bool, faults: [String]) {
        #expect(Texts(source).faults(isWords: isWords) == faults)
    }
}

/// The string literals of a source file, and which of them are halves of `vi(…, en: …)`.
struct Texts {
    struct Literal {
        let line: Int
        /// Without its interpolations.
        let text: String
        /// nil outside `vi(…)`.
        let isEnglish: Bool?
        /// `case "planned":` and `== "moved"` name codes.
        let isCode: Bool
    }

    private struct Call {
        let isPair: Bool
        var isEnglish = false
        var halves: (vietnamese: String, english: String) = ("", "")
    }

    private(set) var literals: [Literal] = []
    private(set) var pairs: [(line: Int, vietnamese: String, english: String)] = []
    private let source: [Character]
    private var at = 0
    private var line = 1
    private var calls: [Call] = []

    init(_ text: String) {
        source = Array(text)
        code()
    }

    func faults(isWords: Bool) -> [String] {
        let same = pairs.filter {
            $0.vietnamese == $0.english && $0.english.contains(where: \.isLetter)
        }
        .map { "\($0.line): the same in both: \($0.vietnamese)" }
        return same
            + literals.compactMap { literal in
                let said = "\(literal.line): "
                if !isWords {
                    return Texts.isVietnamese(literal.text)
                        ? said + "outside Words: " + literal.text : nil
                }
                if literal.isEnglish == true {
                    // A term without an English one stands in quotation marks; ministries have codes.
                    let plain = literal.text.replacing(/“[^”]*”|NĐ-CP/, with: "")
                    return Texts.isVietnamese(plain)
                        ? said + "Vietnamese in English: " + literal.text : nil
                }
                let isWord = literal.text.firstMatch(of: /\p{L}{2}/) != nil
                guard literal.isEnglish == nil, isWord, !literal.isCode,
                    !BilingualTests.neutral.contains(literal.text)
                else { return nil }
                return said + "in one language: " + literal.text
            }
    }

    static func isVietnamese(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            (0xC0...0x1EF9).contains($0.value) && $0.properties.isAlphabetic
        }
    }

    /// Reads code up to the parenthesis that closes an interpolation, or to the end.
    private mutating func code(inside: Bool = false) {
        let depth = calls.count
        while at < source.count {
            let c = source[at]
            if c == "/", peek(1) == "/" {
                while at < source.count, source[at] != "\n" { at += 1 }
                continue
            }
            switch c {
            case "\n": line += 1
            case "\"":
                literal()
                continue
            case "(": calls.append(Call(isPair: word(before: at) == "vi"))
            case ")":
                if inside, calls.count == depth { return }
                if let call = calls.popLast(), call.isPair {
                    pairs.append((line, call.halves.vietnamese, call.halves.english))
                }
            case ":" where word(before: at) == "en" && calls.last?.isPair == true:
                calls[calls.count - 1].isEnglish = true
            default: break
            }
            at += 1
        }
    }

    private mutating func literal() {
        let isCode = word(before: at) == "case" || source[..<at].suffix(3) == ["=", "=", " "]
        let first = line
        let mark = peek(1) == "\"" && peek(2) == "\"" ? 3 : 1
        at += mark
        let start = at
        var text = ""
        while at < source.count {
            let c = source[at]
            if c == "\"", mark == 1 || (peek(1) == "\"" && peek(2) == "\"") { break }
            if c == "\n" { line += 1 }
            if c == "\\", peek(1) == "(" {
                at += 2
                code(inside: true)
            } else if c == "\\" {
                at += 1
            } else {
                text.append(c)
            }
            at += 1
        }
        let pair = calls.lastIndex(where: \.isPair)
        if let pair {
            let raw = String(source[start..<min(at, source.count)])
            if calls[pair].isEnglish {
                calls[pair].halves.english += raw
            } else {
                calls[pair].halves.vietnamese += raw
            }
        }
        at += mark
        literals.append(
            Literal(
                line: first, text: text.trimmingPrefix("\n").description.trimmed,
                isEnglish: pair.map { calls[$0].isEnglish }, isCode: isCode))
    }

    private func peek(_ n: Int) -> Character? { at + n < source.count ? source[at + n] : nil }

    /// The identifier that ends before `end`, blanks left out.
    private func word(before end: Int) -> String {
        var last = end
        while last > 0, source[last - 1] == " " || source[last - 1] == "\n" { last -= 1 }
        var first = last
        while first > 0, source[first - 1].isLetter || source[first - 1] == "_" { first -= 1 }
        return String(source[first..<last])
    }
}

extension String {
    /// Without line ends and blanks at its ends.
    fileprivate var trimmed: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
