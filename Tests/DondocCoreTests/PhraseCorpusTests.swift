import DondocCore
import Foundation
import Testing

/// Replays what the fuzzer kept (`Tests/Fuzz`) through the check that it uses.
@Suite struct PhraseCorpusTests {
    @Test("No text of the corpus traps, or breaks a promise")
    func corpus() throws {
        let lines = try Self.lines("Corpus/phrases.txt")
        #expect(lines.count > 1_000)
        for line in lines {
            let input = PhraseInput(try #require(Self.bytes(line), "\(line.debugDescription)"))
            if let broken = PhraseCheck.broken(input) {
                Issue.record("\(input.text.debugDescription): \(broken)")
            }
        }
    }

    @Test("Every text of the golden tables keeps the promises in plans of every kind")
    func golden() throws {
        let folder = Self.tests.appending(path: "Golden")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        var count = 0
        for name in names.sorted() where name.hasSuffix(".tsv") {
            let rows = try Self.lines("Golden/\(name)")
            guard rows.first?.hasPrefix("phrase\t") == true else { continue }
            for row in rows.dropFirst() {
                let text = row.prefix { $0 != "\t" }.replacing("\\u00A0", with: "\u{A0}")
                count += 1
                for shape in [0, count % 8] {
                    let head = [shape, (count + shape) % 251, count % 16, count % 241]
                    let input = PhraseInput(head.map(UInt8.init) + Array(text.utf8))
                    if let broken = PhraseCheck.broken(input) {
                        Issue.record("\(text.debugDescription): \(broken)")
                    }
                }
            }
        }
        #expect(count > 600)
    }

    @Test("The first bytes of an input give its plan", arguments: [2_014, 2_030])
    func plans(year: Int) throws {
        let input = PhraseInput([0, UInt8(year - 2014), 1, 50] + Array("Cả năm".utf8))
        #expect(input.period == Period.year(year))
        #expect(input.issued == input.period.starts + 50)
        #expect(input.event == nil)
        #expect(input.text == "Cả năm")
        #expect(PhraseInput([4, 7, 0, 3]).period == Period.years(2021, 2025))
        #expect(PhraseInput([]).text == "")
        #expect(PhraseInput([0, 0, 0, 0, 0xFF]).text == "\u{FFFD}")
    }

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

    /// The lines of a file, without its comments.
    private static func lines(_ path: String) throws -> [Substring] {
        let data = try Data(contentsOf: tests.appending(path: path))
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
    }

    /// A line of the corpus: four bytes in hex, a blank, the text; `\u{AD}` stands for a scalar.
    private static func bytes(_ line: Substring) -> [UInt8]? {
        let line = Array(line.utf8)
        guard line.count >= 9, line[8] == 0x20,
            let head = UInt32(String(decoding: line[..<8], as: UTF8.self), radix: 16)
        else { return nil }
        var bytes = (0..<4).map { UInt8(truncatingIfNeeded: head >> (24 - 8 * $0)) }
        var rest = line[9...]
        while let byte = rest.popFirst() {
            guard byte == 0x5C else {
                bytes.append(byte)
                continue
            }
            let digits = rest.dropFirst(2).prefix { $0 != 0x7D }
            guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(value)
            else { return nil }
            bytes += Array(String(scalar).utf8)
            rest = rest.dropFirst(digits.count + 3)
        }
        return bytes
    }
}
