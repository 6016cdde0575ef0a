import DondocAPI
import DondocCore
import DondocLetters
import Foundation
import Testing

@testable import DondocDaemon

/// The office's own templates, and the language of its letters.
@Suite(.serialized) struct OfficeWordsTests {
    private func write(_ text: String, _ name: String, _ office: Rounds) throws {
        let file = office.bench.folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func test(_ office: Rounds) -> String {
        let head = office.bench.office.current.letterhead(false)
        let notice = TestNotice(via: "smtp://x", asker: "so")
        let letter = LetterWriter.test(
            notice, head: head, to: "a@example.test", messageID: "1@example.test",
            at: office.clock.now())
        return String(decoding: letter.message, as: UTF8.self)
    }

    @Test(
        "A template of the office is in force after a reload, which names it; without it the old words"
    )
    func own() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        #expect(!test(office).contains("OWN WORDS"))
        #expect(try await office.work.status().differs == [])
        try write("OWN WORDS {{via}}\n", "templates/vi/test.txt.mustache", office)
        #expect(try await office.work.status().differs == ["templates"])
        let applied = try await office.work.reload(by: Bench.root).applied
        #expect(applied == ["templates"])
        #expect(test(office).contains("OWN WORDS smtp://x"))
        #expect(try await office.work.status().differs == [])
        try FileManager.default.removeItem(
            at: office.bench.folder.appendingPathComponent("templates"))
        #expect(try await office.work.reload(by: Bench.root).applied == ["templates"])
        #expect(!test(office).contains("OWN WORDS"))
    }

    @Test("A mistake in a template is refused with its place, and the old words stay")
    func broken() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try write("một\n {{nobody}}\n", "templates/vi/test.txt.mustache", office)
        let refused = await #expect(throws: Problem.self) {
            try await office.work.reload(by: Bench.root)
        }
        #expect(refused?.items.first?.contains("templates/vi/test.txt.mustache:2:") == true)
        #expect(!test(office).contains("một\n"))
        try write("x", "templates/vi/stranger.mustache", office)
        let stranger = await #expect(throws: Problem.self) {
            try await office.work.reload(by: Bench.root)
        }
        #expect(stranger?.items.contains { $0.contains("stranger.mustache:1:1") } == true)
    }

    @Test("Letters are in the language of dondoc.yaml")
    func language() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        #expect(test(office).contains("Content-Language: vi"))
        let path = office.bench.folder.appendingPathComponent("dondoc.yaml")
        let settings = try String(contentsOf: path, encoding: .utf8)
        try settings.replacing("name:", with: "language: en, name:").write(
            to: path, atomically: true, encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        #expect(test(office).contains("Content-Language: en"))
    }
}
