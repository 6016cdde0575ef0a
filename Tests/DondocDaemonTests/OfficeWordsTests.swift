import DondocAPI
import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore
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

    /// A plan of its own ladder, whose one step says `wording`.
    private func ladder(_ wording: String, _ office: Rounds) throws {
        try write(
            "policies:\n  gap:\n    for: [task]\n    steps:\n      - {at: 0, wording: \(wording)}\n",
            "policies.yaml", office)
    }

    @Test(
        "A step says words of its own: those that are shipped, those of a file, never unknown ones")
    func wording() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try ladder("nghiem", office)
        let unknown = await #expect(throws: Problem.self) {
            try await office.work.reload(by: Bench.root)
        }
        #expect(unknown?.items.first?.hasPrefix("policies.yaml:5:26: ") == true)
        #expect(unknown?.items.first?.contains("urgent") == true)
        try write("LỜI RIÊNG {{agency}}\n", "templates/vi/wording-nghiem.mustache", office)
        #expect(
            try await office.work.reload(by: Bench.root).applied == ["policies.yaml", "templates"])
        let record = try await office.bench.store.obligation("1")
        func sentence() -> String {
            let bench = office.bench
            let notices = Notices(
                office: bench.office.current, store: bench.store, isTraining: true)
            var notice = notices.notice(
                "0", record, nil, on: record.standing.actBy ?? Day(number: 0))
            notice.role = .lead
            let letter = LetterWriter.daily(
                DailyNotice(
                    today: notice.today, addressee: "Sở", plans: [DailyNotice.Part(notice)]),
                head: notices.head, to: "so@example.test", messageID: "1@example.test",
                references: nil, at: office.clock.now())
            return String(decoding: letter.message, as: UTF8.self)
                .replacing("=\r\n", with: "")
        }
        let own = "L=E1=BB=9CI RI=C3=8ANG"
        #expect(sentence().contains(own))
        // Without the file the daemon starts all the same, and says the words of the kind.
        try FileManager.default.removeItem(
            at: office.bench.folder.appendingPathComponent("templates"))
        let applied = try office.bench.store.appliedFiles().map {
            SourceText(name: $0.name, text: $0.text)
        }
        let config = office.work.config
        office.bench.office.replace(
            try ConfigFolder.office(applied, try config.settings(), try config.templates()))
        #expect(!sentence().contains(own))
        #expect(config.refused().count == 1)
        try ladder("urgent", office)
        _ = try await office.work.reload(by: Bench.root)
        #expect(config.refused().isEmpty)
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
