import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// The trail as a chain: whatever is altered, taken out or put in is found, at its first bad row.
@Suite struct ChainTests {
    /// A store with a trail of ten rows, of all kinds of fields.
    private func scratch() async throws -> Scratch {
        let s = try Scratch()
        let clerk = Actor(
            uid: 1_000, user: "nongcong", person: "Văn thư", onBehalf: "nong-cong",
            deputyFor: "Đầu mối")
        try await s.load(try Scratch.plan())
        try await s.act(.start, StoreTests.nongCong, .start, by: clerk)
        try await s.act(.note, StoreTests.nongCong, .note, by: clerk) { $0.note = "một, 2:3" }
        try await s.act(.done, StoreTests.nongCong, .claim(to: .claimed), by: clerk) {
            $0.doc = "15/BC"
        }
        try await s.act(.confirm, StoreTests.nongCong, .confirm(received: nil), by: clerk)
        try await s.store.refused(
            "start", by: clerk, at: Scratch.start, obligation: 2, reason: "không có quyền")
        _ = try await s.undo(5)
        return s
    }

    /// Changes the file as somebody with a shell would, past every guard.
    private func tamper(_ s: Scratch, _ sql: String...) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: s.store.path, configuration: configuration)
        try queue.write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = 1")
            try db.execute(sql: "DROP TRIGGER trail_stays; DROP TRIGGER trail_is_kept")
            for one in sql { try db.execute(sql: one) }
        }
        try queue.close()
    }

    @Test("The hashes are those of the canonical form as it is written down")
    func canonical() async throws {
        let s = try await scratch()
        defer { s.remove() }
        let rows = try s.store.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT t.id, t.change, c.at, c.verb AS cv, c.uid, c.user, c.person, c.deputy_for,
                        c.on_behalf, c.undoes, t.obligation, t.plan, t.verb, t."before", t."after",
                        t.reason, t.hash
                    FROM trail t JOIN change c ON c.id = t.change ORDER BY t.id
                    """)
        }
        #expect(rows.count == 10)
        // h(0) is the hash of the installation's id; h(n) of h(n-1) and the netstrings of row n.
        var last = SHA256.digest(Array(s.store.installation.utf8))
        let fields = [
            "id", "change", "at", "cv", "uid", "user", "person", "deputy_for", "on_behalf",
            "undoes",
            "obligation", "plan", "verb", "before", "after", "reason",
        ]
        for row in rows {
            let text = fields.map { name -> String in
                let value: DatabaseValue = row[name]
                guard !value.isNull else { return "-," }
                let text =
                    Int.fromDatabaseValue(value).map(String.init)
                    ?? String.fromDatabaseValue(value) ?? ""
                return "\(text.utf8.count):\(text),"
            }
            last = SHA256.digest(last + Array(text.joined().utf8))
            #expect(row["hash"] as Data == Data(last))
        }
        let head = try await s.store.trailHead()
        #expect(head == TrailHead(count: 10, hash: SHA256.hex(digest: last)))
        #expect(try await s.store.audit([head]).fault == nil)
    }

    /// Row 7 is the claim, change 4; row 8 the confirmation, change 5, which row 10 takes back.
    static let flips: [(sql: String, fault: AuditResult.Fault, row: Int)] = [
        ("UPDATE trail SET id = 99 WHERE id = 7", .gone, 7),
        ("UPDATE trail SET change = 3 WHERE id = 7", .changed, 7),
        ("UPDATE trail SET change = 99 WHERE id = 7", .changed, 7),
        ("UPDATE trail SET obligation = 2 WHERE id = 7", .changed, 7),
        ("UPDATE trail SET obligation = NULL WHERE id = 7", .changed, 7),
        ("UPDATE trail SET plan = 'p-2024' WHERE id = 7", .changed, 7),
        ("UPDATE trail SET verb = 'dona' WHERE id = 7", .changed, 7),
        (
            "UPDATE trail SET \"before\" = replace(\"before\", 'started', 'startee') WHERE id = 7",
            .changed, 7
        ),
        (
            "UPDATE trail SET \"after\" = replace(\"after\", '15/BC', '16/BC') WHERE id = 7",
            .changed, 7
        ),
        ("UPDATE trail SET reason = replace(reason, '15', '16') WHERE id = 7", .changed, 7),
        ("UPDATE trail SET reason = NULL WHERE id = 7", .changed, 7),
        ("UPDATE trail SET reason = '' WHERE id = 1", .changed, 1),
        ("UPDATE trail SET hash = zeroblob(32) WHERE id = 7", .changed, 7),
        ("UPDATE trail SET hash = (SELECT hash FROM trail WHERE id = 8) WHERE id = 7", .changed, 7),
        ("UPDATE change SET id = 99 WHERE id = 4", .changed, 7),
        ("UPDATE change SET at = at + 1 WHERE id = 4", .changed, 7),
        ("UPDATE change SET verb = 'start' WHERE id = 4", .changed, 7),
        ("UPDATE change SET uid = 1001 WHERE id = 4", .changed, 7),
        ("UPDATE change SET uid = NULL WHERE id = 4", .changed, 7),
        ("UPDATE change SET user = 'nongcomg' WHERE id = 4", .changed, 7),
        ("UPDATE change SET person = 'Văn thu' WHERE id = 4", .changed, 7),
        ("UPDATE change SET person = NULL WHERE id = 4", .changed, 7),
        ("UPDATE change SET on_behalf = 'tho-xuan' WHERE id = 4", .changed, 7),
        ("UPDATE change SET deputy_for = NULL WHERE id = 4", .changed, 7),
        (
            "UPDATE change SET deputy_for = on_behalf, on_behalf = deputy_for WHERE id = 4",
            .changed, 7
        ),
        ("UPDATE change SET undoes = 1 WHERE id = 4", .changed, 7),
        ("UPDATE change SET undone_by = 7 WHERE id = 4", .changed, 7),
        ("UPDATE change SET undone_by = NULL WHERE id = 5", .changed, 8),
        ("DELETE FROM trail WHERE id = 7", .gone, 7),
        ("DELETE FROM trail WHERE id = 1", .gone, 1),
        ("DELETE FROM change WHERE id = 4", .changed, 7),
        (
            "INSERT INTO trail (change, obligation, verb, hash) SELECT 4, 1, 'note', hash FROM trail WHERE id = 10",
            .changed, 11
        ),
        (
            "UPDATE trail SET id = -7 WHERE id = 7; UPDATE trail SET id = 7 WHERE id = 8; UPDATE trail SET id = 8 WHERE id = -7",
            .changed, 7
        ),
        ("UPDATE installation SET uuid = replace(uuid, substr(uuid, 1, 1), 'z')", .changed, 1),
        ("UPDATE obligation SET doc = '16/BC' WHERE number = 1", .state, 10),
        (
            "UPDATE obligation SET state = 'started', claimed_at = NULL, claimed_day = NULL WHERE number = 1",
            .state, 10
        ),
        (
            "UPDATE obligation SET due = '2023-06-30', act_by = '2023-06-30' WHERE number = 2",
            .state, 2
        ),
        ("INSERT INTO waiver VALUES (3, 1, 4, 'x', 0)", .state, 7),
        ("INSERT INTO checkin VALUES (1, 1, '2023-01-02', NULL, 4, 0)", .state, 7),
    ]

    @Test("Whatever is altered is found, and the first bad row named", arguments: flips.indices)
    func flipped(index: Int) async throws {
        let s = try await scratch()
        defer { s.remove() }
        let flip = Self.flips[index]
        #expect(try await s.store.audit([]).fault == nil)
        try tamper(s, flip.sql)
        let result = try await s.store.audit([])
        #expect(result.fault == flip.fault && result.row == flip.row, "\(flip.sql): \(result)")
    }

    @Test("A waiver, a check-in, a file: taken away or put out of force past the trail")
    func beside() async throws {
        for (sql, verb) in [
            ("DELETE FROM waiver", ObligationVerb.waive), ("UPDATE waiver SET undone = 1", .waive),
            ("DELETE FROM checkin", .checkin), ("DELETE FROM attachment", .attach),
        ] {
            let s = try await scratch()
            defer { s.remove() }
            let effect: Act.Effect =
                switch verb {
                case .waive: .waive([2])
                case .checkin: .checkin
                default: .attach(name: "a", sha256: String(repeating: "0", count: 64))
                }
            try await s.act(verb, StoreTests.tongHop, effect) {
                $0.reason = verb == .waive ? "x" : nil
            }
            #expect(try await s.store.audit([]).fault == nil)
            try tamper(s, sql)
            let result = try await s.store.audit([])
            #expect(result.fault == .state && result.row == 11, "\(sql)")
            #expect(result.key == StoreTests.tongHop)
        }
    }

    @Test(
        "A tail that was cut off: by the counter, by the states, and with an outside head in any case"
    )
    func cut() async throws {
        let lastTwo = "DELETE FROM trail WHERE id > 8"
        let counter = "UPDATE sqlite_sequence SET seq = 8 WHERE name = 'trail'"
        let s = try await scratch()
        defer { s.remove() }
        let head = try await s.store.trailHead()
        try tamper(s, lastTwo)
        let told = try await s.store.audit([])
        #expect(told.fault == .cut && told.row == 9)
        let t = try await scratch()
        defer { t.remove() }
        let own = try await t.store.trailHead()
        try tamper(
            t, lastTwo, counter, "UPDATE change SET undone_by = NULL",
            "DELETE FROM change WHERE id > 6")
        // The obligation is still what the undo made of it.
        let states = try await t.store.audit([])
        #expect(states.fault == .state && states.row == 8)
        let outside = try await t.store.audit([own])
        #expect(outside.fault == .cut && outside.row == 9)
        #expect(head.count == 10 && own.count == 10)
        // Somebody who puts the states back as well is seen by the head alone.
        let u = try await scratch()
        defer { u.remove() }
        try await u.act(.note, StoreTests.thoXuan, .note) { $0.note = "x" }
        let kept = try await u.store.trailHead()
        try tamper(
            u, "DELETE FROM trail WHERE id = 11", "DELETE FROM sqlite_sequence WHERE name = 'trail'"
        )
        #expect(try await u.store.audit([]).fault == nil)
        let seen = try await u.store.audit([kept])
        #expect(seen.fault == .cut && seen.row == 11)
    }

    @Test("An older copy that was put back is seen beside a head of later")
    func restored() async throws {
        let s = try await scratch()
        defer { s.remove() }
        let copy = s.folder.appendingPathComponent("old.db").path
        try await s.store.pool.writeWithoutTransaction {
            try $0.execute(sql: "VACUUM INTO '\(copy)'")
        }
        let early = try await s.store.trailHead()
        try await s.act(.start, StoreTests.thoXuan, .start)
        let late = try await s.store.trailHead()
        let old = try Store(path: copy, kind: .training, newMoment: Scratch.start)
        defer { try? old.close() }
        #expect(try await old.audit([]).fault == nil)
        #expect(try await old.audit([early]).fault == nil)
        let result = try await old.audit([early, late])
        #expect(result.fault == .cut && result.row == 11)
        #expect(try await s.store.audit([early, late]).fault == nil)
    }

    @Test("Another trail, whole in itself, is seen beside one's own head")
    func fork() async throws {
        let (s, other) = (try await scratch(), try await scratch())
        defer {
            s.remove()
            other.remove()
        }
        try await s.act(.start, StoreTests.thoXuan, .start)
        let head = try await other.store.trailHead()
        let result = try await s.store.audit([head])
        #expect(result.fault == .fork && result.row == 10)
    }

    @Test(
        "A head is COUNT:HASH, of the hash at least sixteen digits",
        arguments: [
            ("0:0123456789abcdef", true), ("10:0123456789ABCDEF", true),
            ("10:\(String(repeating: "a", count: 64))", true), ("10:0123456789abcde", false),
            ("10:\(String(repeating: "a", count: 65))", false), ("10:0123456789abcdeg", false),
            ("-1:0123456789abcdef", false), ("x:0123456789abcdef", false),
            ("0123456789abcdef", false),
            ("1:0123456789abcdef:1", false), ("", false),
        ])
    func heads(text: String, isRead: Bool) {
        #expect((TrailHead(text) != nil) == isRead)
    }

    @Test("A short head finds the same as the whole one")
    func short() async throws {
        let s = try await scratch()
        defer { s.remove() }
        let head = try await s.store.trailHead()
        let short = try #require(TrailHead("10:\(head.hash.prefix(16).uppercased())"))
        #expect(try await s.store.audit([short]).fault == nil)
        let wrong = try #require(TrailHead("10:\(String(head.hash.prefix(16).reversed()))"))
        #expect(try await s.store.audit([wrong]).fault == .fork)
    }
}

extension Scratch {
    /// Takes a change back; the answer is the new change.
    func undo(_ change: Int) async throws -> String {
        try await store.undo(
            change, reason: nil, by: .daemon, at: Scratch.start, Scratch.rules,
            old: { _, _, _ in throw StoreFault.damaged("no plan") },
            journal: { _ in JournalEntry([("MESSAGE", "undone")]) }, answer: { id, _ in "\(id)" })
    }
}
