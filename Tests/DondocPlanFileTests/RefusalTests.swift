import DondocCore
import DondocPlanFile
import Testing

/// Files that would cost much, or say one thing to a person and another to a program.
@Suite struct RefusalTests {
    private func refusal(_ text: String) -> [String] {
        do {
            _ = try PlanFile.settings(SourceText(name: "f", text: text))
            return []
        } catch {
            return error.list.map { "\($0.line):\($0.column) \($0.what)" }
        }
    }

    /// Text too long to be shown: one piece of it many times.
    struct Deep: Sendable, CustomTestStringConvertible {
        let lead: String
        let piece: String
        let count: Int

        var text: String { lead + String(repeating: piece, count: count) + "\n" }
        var testDescription: String { "\(lead.debugDescription), \(piece) \(count) times" }
    }

    @Test(
        "Two hundred thousand open brackets are refused at once",
        arguments: [
            Deep(lead: "site: ", piece: "[", count: 200_000),
            Deep(lead: "site: ", piece: "{a: ", count: 200_000),
            Deep(lead: "- ", piece: "[{", count: 100_000),
            Deep(lead: "a: \"b\" c: '\n", piece: "[", count: 200_000),
        ])
    func brackets(deep: Deep) {
        let clock = ContinuousClock()
        let taken = clock.measure { #expect(!refusal(deep.text).isEmpty) }
        #expect(taken < .seconds(10))
    }

    @Test("Blocks nested too deep are refused, not followed")
    func blocks() {
        let text = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(refusal(text).contains { $0.contains("sâu hơn 32 tầng") })
        #expect(!refusal(String(repeating: "- ", count: 5_000) + "a").isEmpty)
    }

    @Test("More than 200,000 items, or 4 MiB, are refused")
    func size() {
        #expect(refusal("[" + String(repeating: "a,", count: 300_000) + "]").count == 1)
        #expect(
            refusal(String(repeating: "# a comment\n", count: 400_000)) == ["1:1 tệp lớn hơn 4 MiB"]
        )
    }

    @Test(
        "A file of 200,000 lines is read to its end, and its last line told",
        .timeLimit(.minutes(1)))
    func lines() {
        let text = "site: {name: A}\n" + String(repeating: "#\n", count: 199_998) + "hoors: {}\n"
        #expect(refusal(text) == ["200000:1 không có khóa 'hoors' ở đây"])
        let keys = (0..<100_000).map { "k\($0): 1\n" }.joined()
        #expect(refusal(keys).count <= 501)
    }

    @Test(
        "A word that mixes Latin with letters that look like it is a warning, other scripts are none"
    )
    func lookalikes() throws {
        func warnings(_ title: String) throws -> [String] {
            let text = """
                plan: thu
                title: \(title)
                territory: thanh-hoa
                issuer: ubnd-tinh
                period: 2023
                coordinator: so-ldtbxh
                """
            let file = SourceText(name: "f", text: text)
            return try PlanFile.plan(file, Shipped.directory(), Shipped.calendar()).warnings
                .map { "\($0.line):\($0.column) \($0.what)" }
        }
        #expect(
            try warnings("Bộ Y tế và Cộng hоà") == [
                "2:8 từ 'hоà' có 'о' (U+043E) trông giống chữ Latinh mà không phải"
            ])
        #expect(try warnings("Hợp tác với Москва, 5 Ω, Đắk Lắk") == [])
    }

    @Test("An alias bomb is refused before it grows")
    func bomb() {
        var text = "a0: &a0 [x, x]\n"
        for i in 1..<30 { text += "a\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
        #expect(refusal(text).count == 30 + 2 * 29)
    }

    @Test(
        "Signs of YAML inside a text are text",
        arguments: [
            "site: {name: \"a & b *c !d\"}", "site: {name: 'a # b'}",
            "site:\n  name: a & b *c !d [e {f\n",
            "site:\n  name: a\n    &b *c\n    !d\n", "site:\n  name: >-\n    &a *b\n    !c [[[\n",
            "site: # &a *b !c\n  name: x\n", "---\nsite: {name: x}\n", "site: {name: x}\n...\n",
            "site:\r\n  name: x\r\n", "site: {name: \"a\\\"&b\", language: vi}",
            "site: {name: 'it''s &b'}",
        ])
    func text(yaml: String) { #expect(refusal(yaml) == []) }

    @Test(
        "Markers are told where they stand",
        arguments: [
            ("site:\n  name: &a x", "2:9 không dùng neo & của YAML"),
            ("site: {name: !!str x}", "1:14 không dùng thẻ ! của YAML"),
            ("site: {name: ! \"x\"}", "1:14 không dùng thẻ ! của YAML"),
            ("site: {name: *x}", "1:14 không dùng tham chiếu * của YAML"),
            ("? &a site\n: {name: x}", "1:3 không dùng neo & của YAML"),
            ("%YAML 1.1\n---\nsite: {name: x}", "1:1 không dùng chỉ thị % của YAML"),
            ("site: {name: x}\n...\nsite: y", "3:1 tệp chứa tài liệu YAML thứ hai"),
            ("site:\n  name: >-\n    text\n  language: &a vi", "4:13 không dùng neo & của YAML"),
            ("", "1:1 tệp trống"), ("# only this\n", "1:1 tệp trống"),
            ("site: {name: x\u{E000}}", "1:15 có ký tự U+E000 không có nghĩa chung"),
            ("site: {name: a\rb}", "1:15 có ký tự điều khiển U+000D"),
            ("site: {[a]: b, name: x}", "1:8 khóa phải là một chữ"),
            ("site: {name: x, \"<<\": y}", "1:17 không dùng khóa gộp <<"),
            ("site: 'x", "1:9 dấu nháy mở ở dòng 1 chưa đóng"),
            ("\"\": 1\n\"\": 2\n", "1:1 khóa '' viết hai lần"),
        ])
    func places(yaml: String, first: String) { #expect(refusal(yaml).first == first) }

    @Test(
        "What is not UTF-8 text is refused at its byte",
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x61], "1:1"), ([0xFF, 0xFE, 0x61, 0x00], "1:1"),
            ([0x61, 0x0A, 0xC6, 0xB0, 0xC6], "2:2"), ([0x61, 0x0A, 0x62, 0x00], "2:2"),
            ([0xED, 0xA0, 0x80], "1:1"), ([0xC0, 0x80], "1:1"),
        ])
    func bytes(bytes: [UInt8], place: String) {
        do {
            _ = try PlanFile.bytes(bytes, name: "f")
            Issue.record("taken")
        } catch {
            #expect(error.list.map { "\($0.line):\($0.column)" } == [place])
        }
    }

    @Test("Any single letter of a plan may be lost without a trap")
    func cut() throws {
        let file = try Shipped.file("plans/quang-binh-2021-2025.yaml")
        let (directory, calendar) = (try Shipped.directory(), try Shipped.calendar())
        let letters = Array(file.text)
        for i in stride(from: 0, to: letters.count, by: 97) {
            for text in [String(letters[..<i]), String(letters[..<i] + letters[(i + 1)...])] {
                _ = try? PlanFile.plan(SourceText(name: "f", text: text), directory, calendar)
            }
        }
    }
}
