import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// The schema refuses what must never be; each row tries to break it.
@Suite struct SchemaTests {
    static let forbidden = [
        "UPDATE obligation SET state = 'finished' WHERE number = 1",
        "UPDATE obligation SET due = '2023-06-31' WHERE number = 1",
        "UPDATE obligation SET act_by = '2023-06-16' WHERE number = 1",
        "UPDATE obligation SET act_by = NULL WHERE number = 1",
        "UPDATE obligation SET state = 'claimed' WHERE number = 1",
        "UPDATE obligation SET state = 'done', wake_at = NULL WHERE number = 1",
        "UPDATE obligation SET state = 'withdrawn' WHERE number = 1 AND wake_at IS NOT NULL",
        "UPDATE obligation SET plan = 'nowhere' WHERE number = 1",
        "UPDATE obligation SET task = 'nothing' WHERE number = 1",
        "UPDATE obligation SET key = (SELECT key FROM obligation WHERE number = 2) WHERE number = 1",
        "UPDATE obligation SET due = 20230615 WHERE number = 1",
        "INSERT INTO installation VALUES (2, hex(randomblob(16)), 'real', 0, 0)",
        "UPDATE installation SET kind = 'toy'",
        "UPDATE trail SET reason = 'x'", "DELETE FROM trail",
        "DELETE FROM change", "DELETE FROM plan", "DELETE FROM task",
        "UPDATE letter SET state = 'sent'", "UPDATE letter SET state = 'lost'",
        "UPDATE letter SET next_try_at = NULL",
        "UPDATE letter SET unsure = 3",
        "UPDATE letter SET channel = 'pigeon'",
        "UPDATE plan SET silent = 1",
        "UPDATE plan SET starts = '2024-01-01'",
        "INSERT INTO letter SELECT 99, channel, recipient, slot, day, 0, state, stale, replaces, since, composed_at, queued_at, attempts, unsure, next_try_at, tried_at, sent_at, error, NULL, 'other', subject FROM letter",
        "INSERT INTO letter SELECT 99, channel, 'b@example.test', slot, day, 0, state, stale, replaces, since, composed_at, queued_at, attempts, unsure, next_try_at, tried_at, sent_at, error, NULL, message_id, subject FROM letter",
        // Two letters of the day to one recipient.
        "INSERT INTO letter SELECT 99, channel, recipient, 'other', day, 1, state, stale, replaces, since, composed_at, queued_at, attempts, unsure, next_try_at, tried_at, sent_at, error, NULL, 'other', subject FROM letter",
        "UPDATE letter SET stale = 2", "UPDATE letter SET daily = 2",
        "UPDATE letter SET stale = 1, state = 'failed', next_try_at = NULL",
        "UPDATE letter SET recipient = ''", "UPDATE letter SET channel = 'hook:'",
        "UPDATE letter SET day = '2023-02-29'", "UPDATE letter SET replaces = -1",
        "INSERT INTO notice SELECT 99, reminder, channel, recipient, role, release_at, at_once, state, letter, reason, withdrawn_by FROM notice",
        "UPDATE notice SET state = 'lost'", "UPDATE notice SET state = 'waiting'",
        "UPDATE notice SET state = 'withdrawn'", "UPDATE notice SET reason = 'x'",
        "UPDATE notice SET letter = NULL", "UPDATE notice SET letter = 99",
        "UPDATE notice SET reminder = 99", "UPDATE notice SET role = 'friend'",
        "UPDATE notice SET channel = 'pigeon'", "UPDATE notice SET at_once = 2",
        "UPDATE notice SET recipient = ''", "UPDATE notice SET withdrawn_by = 1",
        "DELETE FROM reminder", "DELETE FROM letter",
        "INSERT INTO reminder SELECT 99, about, obligation, plan, due_version, step, kind, step_at, decided_at, merged, is_late, NULL FROM reminder",
        "UPDATE reminder SET kind = 'digest'",
        "INSERT INTO checkin VALUES (1, 99, '2023-01-01', NULL, 1, 0)",
        "INSERT INTO checkin VALUES (1, 1, '2023-02-29', NULL, 1, 0)",
        "INSERT INTO checkin VALUES (1, 1, '2023-02-28', NULL, 1, 2)",
        "UPDATE letter SET withdrawn_by = 99",
        "UPDATE obligation SET extended_to = '2023-07-01' WHERE number = 1",
        "UPDATE obligation SET asked_to = '2023-07-01' WHERE number = 1",
        "UPDATE obligation SET asked_reason = 'x' WHERE number = 1",
        "UPDATE obligation SET asked_to = '2023-06-31', asked_reason = 'x' WHERE number = 1",
        "UPDATE obligation SET received = '2023-06-01' WHERE number = 1",
        "UPDATE obligation SET file = 'x' WHERE number = 1",
        "UPDATE obligation SET left_plan = 2 WHERE number = 1",
        "INSERT INTO waiver VALUES (3, 3, 1, 'x', 0)",
        "INSERT INTO waiver VALUES (3, 99, 1, 'x', 0)",
        "INSERT INTO waiver VALUES (3, 1, 1, '', 0)",
        "INSERT INTO waiver VALUES (3, 1, 1, 'x', 0), (3, 1, 1, 'y', 0)",
        "INSERT INTO attachment VALUES (1, 1, '', '\(String(repeating: "0", count: 64))', NULL, 1, 0)",
        "INSERT INTO attachment VALUES (1, 1, 'a', 'b', NULL, 1, 0)",
        "UPDATE change SET undone_by = 99", "UPDATE change SET undoes = 99",
        "UPDATE plan SET unloaded = 2",
        "INSERT INTO trail (change, verb, hash) VALUES (1, 'x', x'00')",
        "INSERT INTO alive VALUES ('2023-02-29', 0)", "INSERT INTO alive VALUES (NULL, 0)",
        "INSERT INTO alive VALUES ('2023-06-05', 0), ('2023-06-05', 1)",
        "INSERT INTO alarm VALUES ('', 0, 'x')", "INSERT INTO alarm VALUES (NULL, 0, 'x')",
        "INSERT INTO alarm VALUES ('mail-off', 0, 'x'), ('mail-off', 1, 'x')",
        "INSERT INTO hold VALUES (1, 'mood', 0, 9, NULL, 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'person', 0, NULL, NULL, 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'person', 0, NULL, '', 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'pause', 0, NULL, NULL, 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'pause', 9, 9, NULL, 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'pause', 0, 9, 'x', 1, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'pause', 0, 9, NULL, 99, NULL, NULL)",
        "INSERT INTO hold VALUES (1, 'pause', 0, 9, NULL, 1, NULL, 1)",
        "INSERT INTO hold VALUES (1, 'copy', 0, NULL, NULL, 1, NULL, NULL), (2, 'pause', 0, 9, NULL, 1, NULL, NULL)",
        "INSERT INTO life VALUES (2, 0, 1, NULL)", "INSERT INTO life VALUES (1, 0, 0, NULL)",
        "INSERT INTO dead_address VALUES (1, '', '2023-06-30', 'x', 1, NULL)",
        "INSERT INTO dead_address VALUES (1, 'a@b', '2023-06-31', 'x', 1, NULL)",
        "INSERT INTO dead_address VALUES (1, 'a@b', '2023-06-30', '', 1, NULL)",
        "INSERT INTO dead_address VALUES (1, 'a@b', '2023-06-30', 'x', 99, NULL)",
        "INSERT INTO dead_address VALUES (1, 'a@b', '2023-06-30', 'x', 1, NULL), (2, 'A@B', '2023-07-30', 'x', 1, NULL)",
        "INSERT INTO examination VALUES (2, 0, NULL)", "INSERT INTO examination VALUES (1, 0, '')",
    ]

    @Test("What must never be is refused by the schema itself", arguments: forbidden)
    func refused(sql: String) async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(StoreTests.nongCong, wake: moment("2023-06-15 08:00"))
        let before = try s.dump()
        do {
            try await s.store.pool.write { try $0.execute(sql: sql) }
            Issue.record("taken")
        } catch let error as DatabaseError {
            // A statement that does not fit the schema would be refused for no good reason.
            #expect(error.resultCode == .SQLITE_CONSTRAINT, "\(error)")
        }
        #expect(try s.dump() == before)
    }

    @Test("The states of the schema are those of the two tables of moves")
    func states() {
        func listed(_ states: [String]) -> String {
            states.map { "'\($0)'" }.joined(separator: ", ")
        }
        #expect(Migration001.sql.contains("(\(listed(ObligationState.allCases.map(\.rawValue))))"))
        #expect(Migration005.sql.contains("(\(listed(LetterState.allCases.map(\.rawValue))))"))
        #expect(Migration005.sql.contains("(\(listed(Audience.allCases.map(\.rawValue))))"))
        #expect(Migration004.sql.contains("(\(listed(NoticeKind.allCases.map(\.rawValue))))"))
    }

    @Test("What the schema says of open and closed work is what the table of moves says")
    func openStates() {
        func listed(_ states: [ObligationState]) -> String {
            "(" + states.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
        }
        // Reminders press for what a claim may end: the states from which `done` is legal.
        let open = ObligationState.allCases.filter(\.isOpen)
        #expect(open == ObligationLife.states(for: .done))
        #expect(Migration001.sql.contains("wake_at IS NULL OR state IN \(listed(open))"))
        // A claim stands from `done` until it is returned or reopened.
        let claimed = ObligationState.allCases.filter { state in
            ObligationLife.moves.contains { $0.verb == .done && $0.to == state }
                || ObligationLife.moves.contains { $0.verb == .confirm && $0.to == state }
        }
        #expect(
            Migration001.sql.contains("state NOT IN \(listed(claimed)) OR claimed_at IS NOT NULL"))
    }

    @Test("What is due is asked of an index, never of the whole table")
    func plans() async throws {
        let s = try Scratch()
        defer { s.remove() }
        let plan = try await s.store.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT \(ObligationRecord.columns)
                    FROM \(ObligationRecord.tables)
                    WHERE o.wake_at <= 1 ORDER BY o.wake_at, o.number LIMIT 500
                    """
            ).map { $0["detail"] as String }.joined(separator: "\n")
        }
        #expect(plan.contains("USING INDEX obligation_wake"))
        #expect(!plan.contains("SCAN o"))
    }
}
