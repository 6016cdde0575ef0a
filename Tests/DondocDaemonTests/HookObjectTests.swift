import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Testing
import TestSupport

@testable import DondocDaemon

/// What hooks read, against the schema that is shipped.
@Suite struct HookObjectTests {
    private static let config = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../config").standardizedFileURL

    /// What an independent reader finds wrong; on a thread of its own, since it is waited for.
    private func faults(_ notices: [[UInt8]]) async throws -> [String] {
        let array =
            "[" + notices.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",") + "]"
        let (status, said) = try await withCheckedThrowingContinuation { done in
            do {
                try startThread("notice") { done.resume(with: Result { try Self.read(array) }) }
            } catch {
                done.resume(throwing: error)
            }
        }
        #expect(status == 0, "python3-jsonschema is missing?")
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func read(_ array: String) throws -> (Int32, Data) {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "notice.py")
        return try Program.answer(
            "/usr/bin/python3",
            [script.path, config.appending(path: "schema/notice.schema.json").path],
            to: Data(array.utf8))
    }

    /// Every event, in an office with work of every kind, from 5 June to 10 July.
    private func everything() async throws -> Rounds {
        let plan =
            Rounds.plan.replacing(
                "lead: [so, khac], due", with: "lead: [so, khac], with: [desk2], due")
        let r = try await Rounds(at: "2023-06-05 07:59", nil)
        r.bench.sendMail()
        r.bench.hear([.init("tat-ca", Set(HookSettings.Event.allCases))])
        try await r.load(plan)
        try await r.bench.tell(at: "2023-06-05 07:59")
        for day in ["06-05", "06-14", "06-15", "06-16", "06-26"] {
            try await r.beat(at: "2023-\(day) 08:00")
            try await r.bench.tell(at: "2023-\(day) 08:00")
            try await r.bench.take(at: "2023-\(day) 08:00")
        }
        try await r.act(.done, "p/viec/2023/khac", by: "khac")
        try await r.act(.return, "p/viec/2023/khac", by: "desk") { $0.reason = "thiếu \"số liệu\"" }
        try await r.beat(at: "2023-06-26 09:00")
        let now = try #require(Moment(written: "2023-06-26 09:00"))
        let notices = Notices(office: r.bench.office.current, store: r.store, isTraining: true)
        let letter = try #require(
            try await r.store.pickLetters(wallClock: 1 << 40, at: now, limit: 1).first)
        _ = try r.store.letter(
            letter, ended: .refused("550 \"không có\" người này"), wallClock: 0, at: now,
            journal: { _ in nil },
            telling: { notices.failed(letter, $0, .refused("550 \"không có\" người này"), at: now) }
        )
        // Continuous work is asked about before the end of the quarter, and called quiet after it.
        for day in ["06-30", "07-03", "07-11", "07-12"] {
            try await r.beat(at: "2023-\(day) 08:00")
        }
        return r
    }

    @Test("Every notice keeps to the schema, which lets no key be left out or be added")
    func schema() async throws {
        let r = try await everything()
        defer { r.remove() }
        let heard = try r.bench.heard()
        #expect(Set(heard.map(\.view.event)) == Set(HookSettings.Event.allCases.map(\.rawValue)))
        // One of each event is taken to pieces; all are read.
        var one: [String: [UInt8]] = [:]
        for notice in heard { one[notice.view.event + notice.view.kind] = notice.bytes }
        #expect(try await faults(Array(one.values)) == [])
        for notice in heard {
            #expect(try JSON.text(notice.view).utf8.elementsEqual(notice.bytes))
        }
        // A second attempt differs in its one number.
        let first = try #require(heard.first)
        let again = try JSONDecoder().decode(
            NoticeView.self, from: Data(Notices.marked(first.bytes)))
        var marked = first.view
        marked.attempt = 2
        #expect(again == marked && first.view.attempt == 1)
    }

    @Test("A reminder says what it is about, whom it reached, and the sentence for people")
    func reminder() async throws {
        let r = try await everything()
        defer { r.remove() }
        let heard = try r.bench.heard().map(\.view)
        let late = try #require(
            heard.first { $0.key == "p/viec/2023/so" && $0.event == "overdue" && $0.step == "+1wd" }
        )
        #expect(late.reminderId == "p/viec/2023/so#1#+1wd" && late.merged == ["+1wd"])
        #expect(late.due == "2023-06-15" && late.actBy == "2023-06-14" && late.daysLeft == -1)
        #expect(late.agency == "so" && late.state == "planned" && late.plan == "p")
        #expect(late.lead == ["so", "khac"] && late.phrase == "trước ngày 15/6/2023")
        // In June the deputy hears beside the clerk.
        #expect(late.recipients == ["so@example.test", "vt@example.test", "th@example.test"])
        #expect(late.subject == "[TẬP HUẤN] [Quá hạn 1 ngày, nhắc lần 1] Việc – Sở")
        #expect(
            late.text.hasSuffix("\nViệc: trước ngày 15/6/2023")
                && late.text.contains("Sở có nhiệm vụ"))
        #expect(
            late.at == "2023-06-16T08:00:00+07:00" && late.language == "vi"
                && late.site == "Văn phòng")
        let returned = try #require(heard.first { $0.event == "returned" })
        #expect(
            returned.reason == "thiếu \"số liệu\"" && returned.number == late.number.map { _ in 2 })
    }

    @Test("A dead letter is told of with its recipient, subject, work and error")
    func dead() async throws {
        let r = try await everything()
        defer { r.remove() }
        let failed = try #require(try r.bench.heard().first { $0.view.event == "failed" })
        let letter = try #require(failed.view.letter)
        #expect(letter.channel == "mail" && letter.error == "550 \"không có\" người này")
        #expect(failed.view.reminderId == failed.slot && failed.slot.hasPrefix("failed-"))
        #expect(letter.recipient.hasSuffix("@example.test") && !letter.subject.isEmpty)
        #expect(letter.keys.allSatisfy { $0.hasPrefix("p/") })
        #expect(failed.view.text.contains(letter.recipient) && failed.view.step == nil)
    }
}
