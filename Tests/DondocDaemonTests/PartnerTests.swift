import DondocCore
import DondocLetters
import Foundation
import GRDB
import Testing

@testable import DondocDaemon
@testable import DondocStore

/// Partners are told, never charged.
@Suite struct PartnerTests {
    private static func plan(_ with: String, second: String = "") -> String {
        Bench.plan("p").replacingOccurrences(
            of: "lead: [so],", with: "lead: [so], with: [\(with)],")
            + second
    }

    /// One wake; answers which partners were told of which tasks.
    private func told(_ b: Bench, at text: String) async throws -> [String: [String]] {
        try await b.tell(at: text).filter { !$0.key.hasPrefix("lead ") }
    }

    @Test(
        "Each partner that hears is told once, when the office is open; nothing is owed by it")
    func once() async throws {
        // 5/6/2023 is a Monday; the clock stands before the office opens.
        let b = try Bench(at: "2023-06-05 07:10")
        defer { b.remove() }
        b.sendMail()
        try await b.load(Self.plan("desk, so, mute"))
        // The lead is no partner of its own work.
        #expect(try await told(b, at: "2023-06-05 07:29") == [:])
        #expect(try await told(b, at: "2023-06-05 07:30") == ["desk": ["viec"]])
        #expect(try await told(b, at: "2023-06-05 08:00") == [:])
        #expect(try await told(b, at: "2023-06-06 08:00") == [:])
        let rows = try await b.store.obligations(Filter(), on: Day(2023, 6, 6) ?? b.clock.now().day)
        #expect(rows.map(\.agencyPart) == ["so"])
        // One to the partner that has a mailbox, one to the lead.
        #expect(try await b.store.health().letters[.queued] == 2)
    }

    @Test(
        "Who drafts and who issues is told so, once, in the weightier part; who leads is told as the lead"
    )
    func parts() async throws {
        let b = try Bench(at: "2023-06-05 07:10")
        defer { b.remove() }
        b.sendMail()
        let plan = Self.plan("desk, mute").replacingOccurrences(
            of: "with: [", with: "advises: [desk, so], decides: [mute], with: [")
        try await b.load(plan)
        #expect(try await told(b, at: "2023-06-05 07:30") == ["desk": ["viec"]])
        #expect(try await told(b, at: "2023-06-06 08:00") == [:])
        let parts = try await b.store.pool.read { db in
            try Row.fetchAll(db, sql: "SELECT agency, part FROM partner ORDER BY agency")
                .map { "\($0["agency"] as String) \($0["part"] as String)" }
        }
        #expect(parts == ["t/desk advises", "t/mute decides"])
        let task = try #require(
            try await b.store.obligations(Filter(), on: b.clock.now().day).first)
        let notices = Notices(office: b.office.current, store: b.store, isTraining: true)
        #expect(notices.row(with: task.task, as: .decides, in: "t").part == .decides)
        #expect(notices.row(with: task.task, as: .with, in: "t").part == nil)
    }

    @Test("A task that comes later is told alone; a partner that left before the hour is not told")
    func later() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Self.plan("desk, mute"))
        try await b.load(Self.plan("desk"))
        #expect(try await told(b, at: "2023-06-05 08:00") == ["desk": ["viec"]])
        let second = "\n  - {id: hai, title: Hai, lead: [so], with: [desk], due: Cả năm}\n"
        try await b.load(Self.plan("desk", second: second))
        #expect(try await told(b, at: "2023-06-06 08:00") == ["desk": ["hai"]])
    }

    @Test("Of a plan that is not issued yet nobody is told until it is")
    func early() async throws {
        let b = try Bench()
        defer { b.remove() }
        let plan = Self.plan("desk").replacingOccurrences(
            of: "period: 2023", with: "issued: 2023-06-07\nperiod: 2023")
        try await b.load(plan)
        #expect(try await told(b, at: "2023-06-05 08:00") == [:])
        #expect(try await told(b, at: "2023-06-06 08:00") == [:])
        #expect(try await told(b, at: "2023-06-07 08:00") == ["desk": ["viec"]])
    }

    @Test("Of a plan that had ended when it was loaded nobody is told")
    func past() async throws {
        let b = try Bench()
        defer { b.remove() }
        let old = Self.plan("desk").replacingOccurrences(of: "2023", with: "2022")
        try await b.load(old)
        #expect(try await told(b, at: "2023-06-05 08:00") == [:])
    }
}
