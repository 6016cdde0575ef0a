import GRDB
import Testing

@testable import DondocStore

/// What the heartbeat and the couriers ask each time is found by an index.
@Suite struct NoticePlanTests {
    @Test(
        "Notices and letters that wait are found by an index, never by a walk through all of them",
        arguments: [
            (
                "SELECT min(release_at) FROM notice WHERE state = 'waiting'",
                "notice USING INDEX notice_waiting"
            ),
            (
                "SELECT recipient FROM notice WHERE state = 'waiting' AND release_at <= 1",
                "notice USING INDEX notice_waiting"
            ),
            ("SELECT composed_at FROM letter WHERE stale = 1", "letter USING INDEX letter_stale"),
            (
                "SELECT recipient FROM letter WHERE next_try_at IS NOT NULL AND composed_at < 1",
                "letter USING INDEX letter_composed"
            ),
            (
                "SELECT l.id FROM letter l WHERE l.next_try_at <= 1 AND l.channel = 'mail' AND l.stale = 0 ORDER BY l.next_try_at, l.id",
                "l USING INDEX letter_waiting"
            ),
            (
                "SELECT l.id FROM letter l WHERE l.next_try_at <= 1 AND l.channel <> 'mail' AND l.stale = 0 ORDER BY l.next_try_at, l.channel, l.id LIMIT 1",
                "l USING INDEX letter_hooks"
            ),
            (
                "SELECT min(l.next_try_at) FROM letter l WHERE l.next_try_at IS NOT NULL AND l.channel = 'mail' AND l.stale = 0",
                "l USING INDEX letter_waiting"
            ),
            (Store.waitingOf, "notice USING INDEX notice_of"),
            (Store.queuedOf, "l USING INDEX letter_of"),
            (Store.failedOf, "l USING INDEX letter_open"),
            (Store.standInsOf(isFailedToo: true), "n USING INTEGER PRIMARY KEY"),
            (
                PileReader.toldOf,
                "p USING INDEX obligation_pressed (agency=? AND silent=? AND state=?)"
            ),
            ("SELECT id FROM notice WHERE letter = 1", "notice USING COVERING INDEX notice_letter"),
            (
                "SELECT min(since) FROM letter WHERE state <> 'sent' AND state = 'queued'",
                "letter USING COVERING INDEX letter_open"
            ),
            (
                "SELECT count(*) FROM letter WHERE recipient = 'a' AND channel = 'mail' AND slot >= '2023-06-12' AND slot < '2023-06-13'",
                "letter USING COVERING INDEX sqlite_autoindex_letter_2"
            ),
        ])
    func indexed(sql: String, search: String) async throws {
        let s = try Scratch()
        defer { s.remove() }
        let bound = sql.replacing("?1", with: "'a'").replacing("?2", with: "0")
            .replacing("?3", with: "1")
        let plan = try await s.store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(bound)").map {
                $0["detail"] as String
            }
        }
        #expect(plan.first?.contains(search) == true, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
    }
}
