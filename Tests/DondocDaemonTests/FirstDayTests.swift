import DondocAPI
import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// The first day: set once, by the file that first gives one, and by which a listing may judge.
@Suite(.serialized) struct FirstDayTests {
    static let id = "p/viec/2023/so"
    static let undated = "p/thuong"

    @Test(
        "By the first day each row has its own bucket and days left; the sums are those of the rows"
    )
    func rows() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.act(.extend, Self.id, by: "desk") {
            ($0.to, $0.doc, $0.reason) = ("2023-06-30", "12/QĐ", "x")
        }
        try office.clock.turn(to: "2023-06-20 09:00")
        for (by, bucket, left) in [
            ("due", "open-in-time", 10), ("original", "open-overdue", -5),
        ] {
            let rows = try await office.list("by=\(by)")
            let row = try #require(rows.first { $0.key == Self.id })
            #expect(row.bucket == bucket && row.daysLeft == left, "\(by)")
            #expect(row.due == "2023-06-30" && row.originalDue == "2023-06-15")
            let counts = try await office.counts("by=\(by)")
            #expect(counts.openOverdue == rows.count { $0.bucket == "open-overdue" })
            #expect(counts.openInTime == rows.count { $0.bucket == "open-in-time" })
            #expect(try await office.list("by=\(by)&bucket=\(bucket)").contains(row))
        }
        try office.clock.turn(to: "2023-06-25 09:00")
        let then = try await office.list("by=original&at=2023-06-20")
        #expect(then.first { $0.key == Self.id }?.daysLeft == -5)
    }

    @Test("Work without a day has its first one when a file gives it, and keeps it")
    func later() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func first(at day: String? = nil) async throws -> [String?] {
            let one = try await office.show(Self.undated, at: day).obligation
            return [one.due, one.originalDue]
        }
        func load(_ due: String) async throws {
            try await office.load(Rounds.plan.replacing("Thường xuyên}", with: "\(due)}"))
        }
        #expect(try await first() == [nil, nil])
        try office.clock.turn(to: "2023-06-07 09:00")
        try await load("trước ngày 15/9/2023")
        #expect(try await first() == ["2023-09-15", "2023-09-15"])
        try office.clock.turn(to: "2023-06-09 09:00")
        try await load("trước ngày 15/10/2023")
        #expect(try await first() == ["2023-10-15", "2023-09-15"])
        try office.clock.turn(to: "2023-06-12 09:00")
        try await load("Thường xuyên")
        #expect(try await first() == [nil, "2023-09-15"])
        #expect(try await office.counts("by=original").undated == 0)
        #expect(try await office.counts().undated == 1)
        try office.clock.turn(to: "2023-06-14 09:00")
        for (day, days) in [
            ("2023-06-06", [nil, nil]), ("2023-06-07", ["2023-09-15", "2023-09-15"]),
            ("2023-06-09", ["2023-10-15", "2023-09-15"]), ("2023-06-12", [nil, "2023-09-15"]),
        ] as [(String, [String?])] {
            #expect(try await first(at: day) == days, "\(day)")
            let counts = try await office.counts("by=original&at=\(day)")
            #expect(counts.undated == (days[1] == nil ? 1 : 0), "\(day)")
            let row = try await office.list("at=\(day)").first { $0.task == "thuong" }
            #expect([row?.due, row?.originalDue] == days)
        }
        #expect(try await office.store.audit([]).fault == nil)
    }

    @Test("A load that gave the first day and is taken back has given none")
    func undone() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try await office.load(
            Rounds.plan.replacing("Thường xuyên}", with: "trước ngày 15/9/2023}"))
        try await office.undo(by: "root")
        let one = try await office.show(Self.undated).obligation
        #expect(one.due == nil && one.originalDue == nil)
        try await office.load(
            Rounds.plan.replacing("Thường xuyên}", with: "trước ngày 15/10/2023}"))
        #expect(try await office.show(Self.undated).obligation.originalDue == "2023-10-15")
        #expect(try await office.store.audit([]).fault == nil)
    }
}
