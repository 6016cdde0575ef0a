import Foundation
import Testing

/// What the daemon's rooms say stands in Words files, in both languages side by side.
@Suite struct BilingualRoomsTests {
    static let rooms = [
        "DondocAPI", "DondocDaemon", "DondocMail", "DondocPlanFile", "DondocStore",
        "DondocSystemd", "dondocd",
    ]

    static let files = rooms.flatMap { TidyTests.files(under: "Sources/\($0)") }

    /// Literals that are data and no word to anybody, by their files.
    static let data = [
        "Sources/DondocPlanFile/Text/Blank.swift": ["<điền"],
        "Sources/DondocPlanFile/Fields/Kinds.swift": ["đ"],
    ]

    private static func isWords(_ file: TidyTests.File) -> Bool {
        let name = file.path.split(separator: "/").last ?? ""
        return name.hasPrefix("Words") || file.path.contains("/Words/") || name == "Explain.swift"
    }

    @Test(
        "A literal with Vietnamese letters stands in a Words file and inside vi(", arguments: files)
    func literals(file: TidyTests.File) {
        let found = Literals.of(file.lines.joined(separator: "\n"))
            .filter { $0.text.contains(where: Literals.isVietnamese) }
        for literal in found where Self.data[file.path]?.contains(literal.text) != true {
            #expect(literal.isInVi, "\(file.path): \(literal.text)")
            #expect(Self.isWords(file), "\(file.path): \(literal.text)")
        }
    }

    @Test("What is data is still there")
    func dataIsThere() {
        for (path, texts) in Self.data {
            let lines = Self.files.first { $0.path == path }?.lines ?? []
            let literals = Literals.of(lines.joined(separator: "\n")).map(\.text)
            #expect(Set(literals).isSuperset(of: texts), "\(path)")
        }
    }

    @Test("What is said is said anew each time: a constant would keep the first asker's language")
    func constants() {
        for file in Self.files {
            for (i, line) in file.lines.enumerated() where line.contains("static let ") {
                let rest = file.lines[i...].prefix { !$0.isEmpty }.joined(separator: "\n")
                let own = rest.components(separatedBy: "\n    static ")[0]
                #expect(
                    own.contains("{ ") || own.firstMatch(of: /\bvi\(|\bWords\.[a-z]/) == nil,
                    "\(file.path):\(i + 1): \(line)")
            }
        }
    }

    @Test("The scanner tells what stands inside vi( from what does not")
    func scanner() {
        let source = ##"""
            // "không"
            let a = "một \(f("hãi", vi("bà \(x ? "bốn" : "")", en: "four")))" + #"năm "sáu""#
            let b = vi(
                """
                bảy \(c("tám"))
                """, en: "x") + g("chín \" vi(\"")
            """##
        let literals = Literals.of(source)
        func texts(_ isIn: Bool) -> [String] {
            literals.filter { $0.isInVi == isIn && $0.text.contains(where: Literals.isVietnamese) }
                .map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
        }
        #expect(texts(true) == ["bốn", "bà", "tám", "bảy"])
        #expect(texts(false) == ["hãi", "một", "năm \"sáu\"", "chín \\\" vi(\\\""])
    }
}

/// The string literals of a source text, each with whether a call of `vi` encloses it.
struct Literals {
    struct Literal {
        /// What stands between the quotes, without interpolations.
        var text: String
        let isInVi: Bool
    }

    static func of(_ source: String) -> [Literal] {
        var scanner = Literals(source)
        scanner.code(isInVi: false)
        return scanner.found
    }

    /// Latin letters with marks, and đ.
    static func isVietnamese(_ letter: Character) -> Bool {
        letter.unicodeScalars.contains {
            (0xC0...0x24F).contains($0.value) && ![0xD7, 0xF7].contains($0.value)
                || (0x1EA0...0x1EFF).contains($0.value)
        }
    }

    private let letters: [Character]
    private var at = 0
    private var found: [Literal] = []

    private init(_ source: String) { letters = Array(source) }

    private func sees(_ text: String, at place: Int? = nil) -> Bool {
        letters[min(place ?? at, letters.count)...].starts(with: text)
    }

    /// Reads code up to the parenthesis that closes it, or to the end.
    private mutating func code(isInVi: Bool) {
        while at < letters.count {
            if sees("//") {
                while at < letters.count, !letters[at].isNewline { at += 1 }
            } else if letters[at] == "(" {
                let before = String(letters[max(0, at - 3)..<at])
                let isCall =
                    before.hasSuffix("vi") && before.first?.isLetter != true || before == "vi"
                at += 1
                code(isInVi: isInVi || isCall)
            } else if letters[at] == ")" {
                at += 1
                return
            } else if letters[at] == "\"" || sees("#\"") || sees("##\"") {
                literal(isInVi: isInVi)
            } else {
                at += 1
            }
        }
    }

    private mutating func literal(isInVi: Bool) {
        let hashes = String(letters[at...].prefix { $0 == "#" })
        at += hashes.count
        let quote = sees("\"\"\"") ? "\"\"\"" : "\""
        at += quote.count
        let (close, open) = (quote + hashes, "\\" + hashes + "(")
        var literal = Literal(text: "", isInVi: isInVi)
        while at < letters.count, !sees(close) {
            if sees(open) {
                at += open.count
                code(isInVi: isInVi)
            } else {
                let length = hashes.isEmpty && letters[at] == "\\" ? 2 : 1
                literal.text += String(letters[at..<min(at + length, letters.count)])
                at += length
            }
        }
        at += close.count
        found.append(literal)
    }
}
