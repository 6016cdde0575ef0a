import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct PhraseLinesTests {
    private func lines(asJSON: Bool) throws -> PhraseLines {
        var calendar = WorkCalendar()
        calendar.add(year: 2023, [])
        let period = try #require(Period.year(2023))
        return PhraseLines(
            .init(period: period, covers: .nd09Half), calendar, asJSON: asJSON)
    }

    private static let input = [
        "trước ngày 15/6/2023", "", "hằng bữa", "Thường xuyên\r", "   ", "định kỳ hàng tháng",
    ]

    @Test("With --json each phrase is one compact object, a refused one too")
    func json() throws {
        var lines = try lines(asJSON: true)
        let all = Self.input.map { lines.answer(Array($0.utf8), isWhole: true) }
        #expect(all.allSatisfy { $0.remarks.isEmpty })
        #expect(lines.hasRefused)
        try expectGolden(all.map(\.out).joined(), "explain-lines.jsonl")
    }

    @Test("In words the answers have an empty line between them, refusals go beside")
    func words() throws {
        var lines = try lines(asJSON: false)
        let all = Self.input.map { lines.answer(Array($0.utf8), isWhole: true) }
        #expect(all.map { $0.out.isEmpty } == [false, true, true, false, true, true])
        #expect(all.map { $0.remarks.count } == [0, 0, 4, 0, 0, 3])
        #expect(!all[0].out.hasPrefix("\n") && all[3].out.hasPrefix("\n"))
        #expect(!all[3].out.contains("\r") && !all[3].out.hasSuffix("\n\n"))
        #expect(lines.hasRefused)
    }

    @Test("Nothing refused is said so")
    func allWell() throws {
        var lines = try lines(asJSON: true)
        _ = lines.answer(Array("Cả năm 2023".utf8), isWhole: true)
        _ = lines.answer([], isWhole: true)
        #expect(!lines.hasRefused)
    }

    @Test("What is no text, or no line, is refused, and the next phrase answered")
    func broken() throws {
        var lines = try lines(asJSON: true)
        let broken = lines.answer([0x6B, 0xFF], isWhole: true).out
        #expect(broken.contains("UTF-8") && broken.contains("\"error\":{"))
        let long = lines.answer(Array("trước ngày 15/6/2023".utf8), isWhole: false).out
        #expect(long.contains("4096"))
        #expect(lines.answer(Array("Cả năm".utf8), isWhole: true).out.contains("\"year\""))
    }

    @Test("Lines come whole, without their ends, whatever chunks they were read in")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "dondoc-lines-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let long = String(repeating: "a", count: 70_000)
        let many = (0..<20_000).map { "dòng \($0)" }
        try Data((["x", "", long, "y"] + many).joined(separator: "\n").utf8).write(to: file)
        var read: [(String, Bool)] = []
        try Files.lines(of: file.path, longest: 4_096) { line, isWhole in
            read.append((String(decoding: line, as: UTF8.self), isWhole))
        }
        #expect(read.count == 20_004)
        #expect(read[0] == ("x", true) && read[1] == ("", true) && read[3] == ("y", true))
        #expect(read[2].0.count == 4_096 && !read[2].1)
        #expect(read.dropFirst(4).map(\.0) == many)
    }
}
