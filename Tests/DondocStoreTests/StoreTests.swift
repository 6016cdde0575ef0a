import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

@Suite struct StoreTests {
    static let nongCong = "p-2023/bao-cao/2023-H1/nong-cong"
    static let thoXuan = "p-2023/bao-cao/2023-H1/tho-xuan"
    static let tongHop = "p-2023/tong-hop/2023-H1/so-ldtbxh"

    @Test("The writer commits with synchronous=FULL and foreign keys on")
    func durable() throws {
        let s = try Scratch()
        defer { s.remove() }
        let settings = try s.store.pool.writeWithoutTransaction { db in
            try ["synchronous", "foreign_keys", "journal_mode"].map {
                try String.fetchOne(db, sql: "PRAGMA \($0)") ?? ""
            }
        }
        #expect(settings == ["2", "1", "wal"])
    }

    @Test(
        "A training state refuses the real clock, and the other way round",
        arguments: [(Store.Kind.training, Store.Kind.real), (.real, .training)])
    func kinds(made: Store.Kind, opened: Store.Kind) throws {
        let s = try Scratch(kind: made)
        defer { s.remove() }
        try s.store.close()
        #expect(throws: StoreFault.wrongKind(made)) {
            try Store(path: s.store.path, kind: opened, newMoment: Scratch.start)
        }
    }

    @Test("A damaged file is refused and left as it is", arguments: [0, 100, 4096, 8192])
    func damaged(offset: Int) async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try s.store.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: s.store.path))
        bytes.replaceSubrange(offset..<offset + 64, with: [UInt8](repeating: 0xA5, count: 64))
        try bytes.write(to: URL(fileURLWithPath: s.store.path))
        do {
            _ = try Store(path: s.store.path, kind: .training, newMoment: Scratch.start)
            Issue.record("opened")
        } catch StoreFault.damaged {
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: s.store.path)) == bytes)
    }

    @Test("Loading a plan makes one obligation for each agency; loading twice changes nothing")
    func loadTwice() async throws {
        let s = try Scratch()
        defer { s.remove() }
        let (first, counts) = try await s.load(try Scratch.plan())
        #expect(first != nil)
        #expect(counts == LoadCounts(added: 3))
        let before = try s.dump()
        let (second, again) = try await s.load(try Scratch.plan())
        #expect(second == nil)
        #expect(again == LoadCounts(unchanged: 3))
        #expect(try s.dump() == before)
        let record = try await s.store.obligation(Self.nongCong)
        #expect(record.standing.due?.description == "2023-06-15")
        #expect(record.standing.actBy?.description == "2023-06-14")
        #expect(record.originalDue == record.standing.due)
    }

    @Test("A moved day is a new version of the due day; its old letters are withdrawn")
    func moved() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(Self.nongCong)
        let (_, counts) = try await s.load(
            try Scratch.plan(due: "trước ngày 22/6/2023"), text: "other")
        #expect(counts == LoadCounts(added: 0, changed: 2, withdrawn: 0, unchanged: 1))
        let record = try await s.store.obligation(Self.nongCong)
        #expect(record.dueVersion == 2)
        #expect(record.originalDue?.description == "2023-06-15")
        #expect(record.standing.due?.description == "2023-06-22")
        #expect(try await s.store.reminders(of: record.number)[0].notices[0].state == .withdrawn)
    }

    @Test("A unit that leaves the file is withdrawn, keeps its number, and comes back as itself")
    func leaves() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let number = try await s.store.obligation(Self.thoXuan).number
        let (_, counts) = try await s.load(try Scratch.plan(units: ["nong-cong"]), text: "b")
        #expect(counts == LoadCounts(withdrawn: 1, unchanged: 2))
        #expect(try await s.store.obligation(Self.thoXuan).standing.state == .withdrawn)
        try await s.load(try Scratch.plan(), text: "c")
        let back = try await s.store.obligation(Self.thoXuan)
        #expect(back.number == number && back.standing.state == .planned && back.wake != nil)
    }

    @Test("A claim ends every open step and withdraws letters that are no longer true")
    func claim() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        try await s.remind(Self.nongCong, wake: moment("2023-06-15 08:00"))
        #expect(try await s.claim(Self.nongCong) == "claimed")
        let record = try await s.store.obligation(Self.nongCong)
        #expect(record.wake == nil)
        #expect(record.claimedDay?.description == "2023-01-02")
        #expect(try await s.store.reminders(of: record.number)[0].notices[0].state == .withdrawn)
        #expect(try await s.pick(wallClock: 9_999, limit: 9).isEmpty)
    }

    @Test("The same idempotency key gives the same answer and no second effect")
    func idempotent() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let hash = SHA256.hex("done")
        _ = try await s.claim(
            Self.nongCong, key: RequestKey(uid: 7, key: "key-12345", request: hash))
        func kept(_ uid: Int, _ request: String) async throws -> KeptAnswer? {
            try await s.store.keptAnswer(
                RequestKey(uid: uid, key: "key-12345", request: request))
        }
        let same = try await kept(7, hash)
        #expect(same?.body == "claimed" && same?.isSameRequest == true)
        #expect(try await kept(7, SHA256.hex("else"))?.isSameRequest == false)
        #expect(try await kept(8, hash) == nil)
    }

    @Test("Somebody who saw an older state changes nothing")
    func outpaced() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let seen = try await s.store.obligation(Self.nongCong)
        _ = try await s.claim(Self.nongCong)
        let before = try s.dump()
        let act = Act(
            number: seen.number, seen: seen.change, verb: .start, effect: .start, from: .planned)
        await #expect(throws: Outpaced.self) {
            try await s.store.perform(
                [act], "start", by: .daemon, at: Scratch.start, Scratch.rules
            ) { _ in "" }
        }
        #expect(try s.dump() == before)
    }

    @Test("A consolidated report waits for the reports of its own period")
    func inputs() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        let whole = try await s.store.obligation(Self.tongHop)
        let all = try #require(try await s.store.inputs(of: whole))
        #expect(all.total == 2 && all.missing.map(\.key) == [Self.nongCong, Self.thoXuan])
        _ = try await s.claim(Self.nongCong)
        #expect(try await s.store.inputs(of: whole)?.missing.map(\.key) == [Self.thoXuan])
    }

    @Test("Ids are numbers, keys, or unique prefixes of keys")
    func ids() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        #expect(try await s.store.obligation("1").key == Self.nongCong)
        #expect(try await s.store.obligation("p-2023/bao-cao/2023-H1/n").number == 1)
        await #expect(throws: Unresolved.self) { try await s.store.obligation("p-2023/b") }
        await #expect(throws: Unresolved.self) { try await s.store.obligation("q") }
        await #expect(throws: Unresolved.self) { try await s.store.obligation("99") }
    }

    @Test("Buckets sum to the obligations that are not withdrawn, by filter and in all")
    func buckets() async throws {
        let s = try Scratch()
        defer { s.remove() }
        try await s.load(try Scratch.plan())
        _ = try await s.claim(Self.nongCong)
        guard let today = Day(iso: "2023-06-16") else { return }
        let counts = try await s.store.buckets(on: today)
        #expect(counts == [.openOverdue: 2, .openInTime: 1])
        for bucket in Bucket.allCases {
            var filter = Filter()
            filter.bucket = bucket
            let rows = try await s.store.obligations(filter, on: today)
            #expect(rows.count == counts[bucket] ?? 0)
            #expect(rows.allSatisfy { $0.bucket(on: today) == bucket })
        }
    }
}

extension Scratch {
    /// Every row of every table, to see that nothing changed.
    func dump() throws -> String {
        try store.pool.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.map { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map(\.description)
                    .joined(separator: "\n")
            }.joined(separator: "\n--\n")
        }
    }
}
