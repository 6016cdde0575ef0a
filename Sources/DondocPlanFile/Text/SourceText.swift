import DondocCore
import Foundation

/// A file's name, as diagnostics show it, and its text.
public struct SourceText: Hashable, Sendable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The name without directories and `.yaml`: a territory, or a year.
    var stem: String {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
    }
}

/// Caps on what is read; libyaml takes seconds for 40 kB of brackets, so they hold before it starts.
enum Limit {
    static let bytes = 4 << 20
    static let depth = 32
    static let events = 200_000
    /// Mistakes of one kind before the rest of the file is given up.
    static let mistakes = 20
    /// Diagnostics of one file and one severity.
    static let findings = 500
    /// Letters of one text.
    static let letters = 4_000
    /// Years in which a plan or a day may lie.
    static let years = 1900...2200
    /// Years that one plan may span.
    static let planYears = 50
}

extension SourceText {
    /// The text in NFC without what no file may hold; every mistake is told, then papered over.
    ///
    /// Places count letters of this text, so a file in NFD has the same places as its NFC twin.
    func clean(_ findings: Findings) -> [Unicode.Scalar]? {
        guard text.utf8.count <= Limit.bytes else {
            findings.error(Words.tooLarge, at: .start)
            return nil
        }
        var result: [Unicode.Scalar] = []
        var (line, column, mistakes) = (1, 1, 0)
        let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
        for (i, scalar) in scalars.enumerated() {
            if scalar == "\r", i + 1 < scalars.count, scalars[i + 1] == "\n" { continue }
            if scalar == "\n" {
                result.append(scalar)
                (line, column) = (line + 1, 1)
                continue
            }
            if let advice = Words.refusal(of: scalar), !joinsEmoji(scalars, at: i) {
                findings.error(advice, at: Place(line: line, column: column))
                mistakes += 1
                if mistakes == Limit.mistakes { return nil }
                result.append(scalar.value < 0x20 ? " " : "\u{FFFD}")
            } else {
                result.append(scalar)
            }
            column += 1
        }
        return result
    }
}

/// Kinds of characters that no text of these files may hold.
enum BadCharacter {
    case tab, control, invisible, direction, unassigned

    init?(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09: self = .tab
        case 0..<0x20, 0x7F..<0xA0: self = .control
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: self = .direction
        case 0x200B...0x200D, 0x2028, 0x2029, 0x2060...0x2065, 0xFEFF, 0xE0000...0xE007F:
            self = .invisible
        case 0xE000...0xF8FF, 0xFFFE, 0xFFFF, 0xF0000...0x10FFFF: self = .unassigned
        default: return nil
        }
    }
}

extension PlanFile {
    /// Bytes to text: UTF-8 without a byte order mark, at most 4 MiB.
    ///
    /// - Throws: `Diagnostics` at the first byte that is not UTF-8.
    public static func bytes(_ bytes: [UInt8], name: String) throws(Diagnostics) -> SourceText {
        let findings = Findings(file: name)
        if let text = text(bytes, findings) { return SourceText(name: name, text: text) }
        throw Diagnostics(findings.errors)
    }

    private static func text(_ bytes: [UInt8], _ findings: Findings) -> String? {
        if bytes.count > Limit.bytes {
            findings.error(Words.tooLarge, at: .start)
        } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            findings.error(Words.byteOrderMark, at: .start)
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || (bytes.count > 1 && bytes.prefix(2).contains(0))
        {
            findings.error(Words.utf16, at: .start)
        } else if let nul = bytes.firstIndex(of: 0), let advice = Words.refusal(of: "\0") {
            findings.error(advice, at: place(after: bytes[..<nul]))
        } else if let text = String(validating: bytes, as: UTF8.self) {
            return text
        } else {
            findings.error(Words.notUTF8, at: place(after: validPrefix(of: bytes)))
        }
        return nil
    }

    /// The place of what follows these bytes, which are UTF-8.
    private static func place(after bytes: ArraySlice<UInt8>) -> Place {
        let lineStart = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? bytes.startIndex
        let lines = bytes[..<lineStart].count { $0 == 0x0A }
        let before = String(decoding: bytes[lineStart...], as: UTF8.self)
        let column = before.precomposedStringWithCanonicalMapping.unicodeScalars.count + 1
        return Place(line: lines + 1, column: column)
    }

    private static func validPrefix(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        var (decoder, iterator, count) = (UTF8(), bytes.makeIterator(), 0)
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            count += UTF8.width(scalar)
        }
        return bytes[..<count]
    }
}
