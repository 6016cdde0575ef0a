import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

@Suite struct HealthTests {
    private func loaded() async throws -> Scratch {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        return s
    }

    private func run(_ s: Scratch, _ sql: String) async throws {
        try await s.store.pool.write { try $0.execute(sql: sql) }
    }

    @Test("Buckets are counted as each obligation would be: requests are never late")
    func buckets() async throws {
        let s = try Scratch()
        defer { s.remove() }
        let units = (1...9).map { "xa-\($0)" }
        try await s.load(try Scratch.plan(units: units))
        // Due 15/6 and, for the tenth, 20/6; looked at on 16/6.
        for (number, day) in [(1, "2023-06-15"), (2, "2023-06-16"), (3, "2023-06-15")] {
            try await run(
                s,
                """
                UPDATE obligation SET state = 'done', wake_at = NULL, done_at = 1, claimed_at = 1,
                    claimed_day = '\(day)' WHERE number = \(number)
                """)
        }
        try await run(
            s, "UPDATE obligation SET state = 'withdrawn', wake_at = NULL WHERE number = 4")
        try await run(s, "UPDATE obligation SET due = NULL, act_by = NULL WHERE number = 5")
        let today = moment("2023-06-16 08:00").day
        #expect(
            try await s.store.buckets(on: today)
                == [.doneOnTime: 2, .doneLate: 1, .undated: 1, .openOverdue: 4, .openInTime: 1])
        // As requests ("đề nghị") the same reports are never late.
        try await run(s, "UPDATE task SET is_request = 1 WHERE id = 'bao-cao'")
        #expect(
            try await s.store.buckets(on: today)
                == [.doneOnTime: 3, .undated: 1, .openInTime: 5])
        // On the due day itself nothing is late.
        try await run(s, "UPDATE task SET is_request = 0")
        #expect(try await s.store.buckets(on: today - 1)[.openInTime] == 5)
    }

    @Test("The oldest letter that waits is known by the moment at which it was decided")
    func oldest() async throws {
        let s = try await loaded()
        defer { s.remove() }
        #expect(try await s.store.health().oldestWaiting == nil)
        try await s.remind("1", at: moment("2023-06-05 08:00"))
        try await s.remind("2", to: ["b@example.test"], at: moment("2023-06-05 09:00"))
        #expect(try await s.store.health().oldestWaiting == moment("2023-06-05 08:00"))
        let first = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        // One that is being sent waits too, until the relay has taken it.
        #expect(try await s.store.health().oldestWaiting == moment("2023-06-05 08:00"))
        _ = try s.store.letter(
            first, ended: .accepted, wallClock: 1_000, at: Scratch.start, journal: { _ in nil })
        let health = try await s.store.health()
        #expect(health.oldestWaiting == moment("2023-06-05 09:00"))
        #expect(health.letters == [.sent: 1, .queued: 1])
        #expect(health.lastSent == Scratch.start && health.schema == 7)
    }

    @Test(
        "Letters count as stuck once one was tried in vain, and failed ones for as long as they stand"
    )
    func concerns() async throws {
        let s = try await loaded()
        defer { s.remove() }
        for (number, at) in [("1", "05"), ("2", "06"), ("3", "07")] {
            try await s.remind(
                number, to: ["\(number)@example.test"], at: moment("2023-06-\(at) 08:00"))
        }
        #expect(try await s.store.concerns().stuck == 0)
        let letters = try await s.pick(wallClock: 1_000, limit: 2)
        func end(_ i: Int, _ result: LetterResult) throws {
            _ = try s.store.letter(
                letters[i], ended: result, wallClock: 1_000, at: Scratch.start,
                journal: { _ in nil })
        }
        try end(0, .refused("550"))
        #expect(try await s.store.concerns().failed == 1)
        #expect(try await s.store.concerns().stuck == 0)
        try end(1, .notAccepted("450"))
        #expect(try await s.store.concerns().stuck == 2)
    }

    @Test("A letter tried in vain is stuck while it is tried again, and as a new day's letter")
    func stuckInFlight() async throws {
        let s = try await loaded()
        defer { s.remove() }
        func end(_ letter: WaitingLetter, _ result: LetterResult, _ day: String) throws {
            _ = try s.store.letter(
                letter, ended: result, wallClock: 1_000, at: moment("\(day) 09:00"),
                journal: { _ in nil })
        }
        try await s.remind("1", at: moment("2023-06-05 08:00"))
        let first = try #require(try await s.pick(wallClock: 1_000, limit: 1).first)
        #expect(try await s.store.concerns().stuck == 0 && !first.isRetried)
        try end(first, .notAccepted("450"), "2023-06-05")
        #expect(try await s.store.concerns().stuck == 1)
        let second = try #require(try await s.pick(wallClock: 9_000, limit: 1).first)
        #expect(try await s.store.concerns().stuck == 1 && second.isRetried)
        try end(second, .notAccepted("450"), "2023-06-05")
        // The next day's letter takes its place, and nobody has tried that one yet.
        try await s.remind("2", at: moment("2023-06-06 08:00"))
        #expect(
            try await s.store.health().letters == [.withdrawn: 1, .queued: 1, .sent: 0])
        #expect(try await s.store.concerns().stuck == 1)
    }

    @Test("The next wake says what for: reminders before lists, with the first of them")
    func wake() async throws {
        let s = try await loaded()
        defer { s.remove() }
        try await run(s, "UPDATE plan SET wake_at = 2000")
        try await run(s, "UPDATE obligation SET wake_at = 2000 + number / 3")
        let wake = try #require(try await s.store.nextWakeFor())
        #expect(wake.at.seconds == 2_000 && wake.obligations == 2 && wake.lists == 1)
        #expect(wake.number == 1 && wake.name == StoreTests.nongCong)
        try await run(s, "UPDATE obligation SET wake_at = 2001")
        let list = try #require(try await s.store.nextWakeFor())
        #expect(list.obligations == 0 && list.lists == 1)
        #expect(list.number == nil && list.name == "p-2023")
        try await run(s, "UPDATE obligation SET wake_at = NULL")
        try await run(s, "UPDATE plan SET wake_at = NULL")
        #expect(try await s.store.nextWakeFor() == nil)
    }

    @Test(
        "status counts on indexes, never on the letters or obligations themselves",
        arguments: [
            ("SELECT count(*) FROM letter WHERE sent_at IS NOT NULL", "letter_sent"),
            ("SELECT max(sent_at) FROM letter WHERE sent_at IS NOT NULL", "letter_sent"),
            (
                "SELECT state, count(*) FROM letter WHERE state <> 'sent' GROUP BY state",
                "letter_open"
            ),
            (
                "SELECT min(id) FROM letter WHERE state <> 'sent' AND state = 'unsure'",
                "letter_open"
            ),
            (
                "SELECT min(tried_at) FROM letter WHERE next_try_at IS NOT NULL AND attempts > 0",
                "letter_retried"
            ),
            (
                "SELECT tried_at FROM letter WHERE next_try_at IS NOT NULL ORDER BY queued_at LIMIT 1",
                "letter_old"
            ),
            (
                "SELECT count(*) FROM letter WHERE state <> 'sent' AND state IN ('queued', 'sending')",
                "letter_open"
            ),
            ("SELECT id FROM task INDEXED BY task_request WHERE is_request = 1", "task_request"),
        ])
    func indexed(sql: String, index: String) async throws {
        let s = try Scratch()
        defer { s.remove() }
        let plan = try await s.store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("INDEX \(index)"), "\(plan)")
    }

    @Test("An examination reads what is on the disk, and tells damage without mending it")
    func damage() async throws {
        let s = try await loaded()
        defer { s.remove() }
        #expect(try s.store.findDamage() == nil)
        #expect(try await s.store.lastExamination() == nil)
        try s.store.record(Examination(at: 7, fault: nil))
        try s.store.record(Examination(at: 8, fault: "x"))
        #expect(try await s.store.lastExamination() == Examination(at: 8, fault: "x"))
        try await s.store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try s.spoil()
        #expect(try s.store.findDamage() != nil)
    }
}

extension Scratch {
    /// Overwrites the middle of the database file, as a bad disk would.
    func spoil() throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: store.path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        for page in stride(from: UInt64(8) * 4_096, to: size, by: 2 * 4_096) {
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        }
    }
}
