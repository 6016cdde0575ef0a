import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// What listings and counts find along indexes is what looking at every row finds.
@Suite struct WalkTests {
    static let today = day("2023-06-15")

    static func day(_ text: String) -> Day {
        guard let day = Day(iso: text) else { preconditionFailure(text) }
        return day
    }

    @Test("Every filter names what looking at every row names, in the same order, and counts it")
    func same() async throws {
        let s = try Scratch()
        defer { s.remove() }
        var dice = Dice(seed: 5)
        try await s.scatter(&dice)
        let all = try await s.store.pool.read { db in try ObligationRecord.all(db, "", []) }
        let leads = try await s.store.pool.read { db in
            try String.fetchAll(db, sql: "SELECT lead FROM task_lead")
        }
        #expect(Set(leads) == ["nong-cong", "tho-xuan", "so-ldtbxh"])
        var found = 0
        for _ in 0..<600 {
            var filter = Filter()
            filter.plan = dice.maybe(["p-1", "p-2", "p-3", "p-9"])
            filter.agency = dice.maybe(["nong-cong", "thanh-hoa/tho-xuan", "so-ldtbxh", "x/y"])
            filter.lead = dice.maybe(["nong-cong", "so-ldtbxh", "@x"])
            filter.state = dice.maybe(ObligationState.allCases)
            filter.bucket = dice.maybe(Bucket.allCases)
            filter.dueBefore = dice.maybe([Self.day("2023-06-20"), Self.day("2023-08-01")])
            filter.dueAfter = dice.maybe([Self.day("2023-05-01"), Self.day("2023-06-14")])
            filter.byOriginal = dice.roll(2) == 0
            filter.onlyAsked = dice.roll(8) == 0
            filter.numbers = dice.maybe([[1, 5, 9, 40], []])
            filter.few = dice.roll(2) == 0 ? 5000 : -1
            (filter.limit, filter.offset) = (1 + dice.roll(50), dice.roll(3) * 4)
            let fit = all.filter { filter.names($0, Self.today) }.sorted(by: inOrder)
            let page = fit.dropFirst(filter.offset).prefix(filter.limit).map(\.number)
            let listed = try await s.store.obligations(filter, on: Self.today).map(\.number)
            #expect(listed == page, "\(filter)")
            let counts = try await s.store.counts(filter, on: Self.today)
            #expect(counts == Counts(fit, filter.byOriginal, Self.today), "\(filter)")
            found += fit.count
        }
        #expect(found > 400)
    }

    @Test("A past day is what the trail says of every obligation, whatever was touched since")
    func past() async throws {
        let s = try Scratch()
        defer { s.remove() }
        var dice = Dice(seed: 7)
        var plan = try Scratch.plan(units: ["nong-cong", "tho-xuan", "dong-son", "so-ldtbxh"])
        for n in 1...5 {
            var one = plan.tasks[0]
            one.id = "viec-\(n)"
            one.isRequest = n == 5
            plan.tasks.append(one)
        }
        try await s.load(plan)
        let keys = try await s.store.obligations(Filter(), on: Self.today).map(\.key)
        let granted = Self.day("2023-07-03")
        for n in 0..<40 {
            let (id, at) = (
                keys[dice.roll(keys.count)], Moment(Self.today + n / 8, minuteOfDay: 600)
            )
            if n == 22 {
                // Tasks change hands and kind without a touch of their obligations.
                for i in plan.tasks.indices.suffix(2) { plan.tasks[i].isRequest.toggle() }
                plan.tasks[3].lead = plan.tasks[1].lead
                try await s.load(plan, text: "other", at: at)
            }
            let state = try await s.store.obligation(id).standing.state
            switch (state, dice.roll(3)) {
            case (.planned, 0): try await s.act(.start, id, .start, at: at)
            case (.planned, 1):
                try await s.act(.extend, id, .grant(to: granted, actBy: granted), at: at)
            case (.planned, _), (.started, _), (.returned, _):
                try await s.act(.done, id, .claim(to: .claimed), at: at)
            case (.claimed, 0): try await s.act(.return, id, .return, at: at) { $0.reason = "x" }
            case (.claimed, _): try await s.act(.confirm, id, .confirm(received: nil), at: at)
            case (.done, 0): try await s.act(.reopen, id, .reopen(to: .started), at: at)
            case (.done, _): try await s.act(.note, id, .note, at: at) { $0.note = "x" }
            case (.withdrawn, _): break
            }
        }
        for n in -1...4 {
            let day = Self.today + n
            let asOf = try await s.store.asOf(day, now: Moment(Self.today + 30, minuteOfDay: 0))
            let all = try await s.store.pool.read { db in
                try ObligationRecord.all(db, "", [], asOf: asOf)
            }
            #expect(all.count == keys.count)
            for _ in 0..<60 {
                var filter = Filter()
                filter.asOf = asOf
                filter.plan = dice.maybe(["p-2023"])
                filter.agency = dice.maybe(["nong-cong", "thanh-hoa/tho-xuan"])
                filter.lead = dice.maybe(["nong-cong"])
                filter.state = dice.maybe(ObligationState.allCases)
                filter.bucket = dice.maybe(Bucket.allCases)
                filter.dueBefore = dice.maybe([Self.day("2023-06-20"), Self.day("2023-08-01")])
                filter.byOriginal = dice.roll(2) == 0
                filter.few = dice.roll(2) == 0 ? 5000 : -1
                let fit = all.filter { filter.names($0, day) }.sorted(by: inOrder)
                let listed = try await s.store.obligations(filter, on: day)
                #expect(listed.map(\.number) == fit.map(\.number), "\(filter)")
                #expect(listed.map(\.standing) == fit.map(\.standing), "\(filter)")
                let counts = try await s.store.counts(filter, on: day)
                #expect(counts == Counts(fit, filter.byOriginal, day), "\(filter)")
            }
        }
    }

    @Test("A task that becomes a request, or changes hands, takes its obligations along")
    func taskChanges() async throws {
        let s = try Scratch()
        defer { s.remove() }
        var plan = try Scratch.plan(units: ["nong-cong"])
        try await s.load(plan)
        plan.tasks[0].isRequest = true
        plan.tasks[1].lead = [.agency(AgencyRef(territory: "thanh-hoa", id: "so-y-te"))]
        try await s.load(plan, text: "other")
        let overdue = Filter.with { $0.bucket = .openOverdue }
        let after = Self.day("2023-12-31")
        let late = try await s.store.obligations(overdue, on: after)
        #expect(late.map(\.task.id) == ["tong-hop"])
        #expect(try await s.store.counts(overdue, on: after).openOverdue == 1)
        plan.tasks[0].isRequest = false
        try await s.load(plan, text: "text")
        let again = try await s.store.obligations(overdue, on: after)
        #expect(again.map(\.task.id) == ["bao-cao", "tong-hop"])
        for (lead, tasks) in [("so-y-te", ["tong-hop"]), ("so-ldtbxh", [])] {
            let listed = try await s.store.obligations(
                Filter.with { ($0.lead, $0.state) = (lead, .planned) }, on: after)
            #expect(listed.map(\.task.id) == tasks)
        }
    }
}

/// Silent plans last; by day, undated last; by number.
private func inOrder(_ a: ObligationRecord, _ b: ObligationRecord) -> Bool {
    func key(_ r: ObligationRecord) -> (Int, String, Int) {
        (r.standing.isPressed ? 0 : 1, r.standing.due?.description ?? "~", r.number)
    }
    return key(a) < key(b)
}

extension ObligationRecord {
    fileprivate func day(_ byOriginal: Bool) -> Day? { byOriginal ? originalDue : standing.due }

    fileprivate func bucket(_ byOriginal: Bool, _ today: Day) -> Bucket? {
        Bucket(
            state: standing.state, due: day(byOriginal), claimedOn: claimedDay, today: today,
            isRequest: task.isRequest)
    }
}

extension Filter {
    /// The filters once more, in the words of the interface.
    fileprivate func names(_ r: ObligationRecord, _ today: Day) -> Bool {
        let due = r.day(byOriginal)
        return [
            plan.map { r.plan.id == $0 },
            agency.map { r.agencyPart == $0 || r.agency?.description == $0 },
            lead.map { r.task.lead.contains($0) },
            state.map { r.standing.state == $0 },
            bucket.map { r.bucket(byOriginal, today) == $0 },
            dueBefore.map { before in due.map { $0 < before } ?? false },
            dueAfter.map { after in due.map { $0 > after } ?? false },
            numbers.map {
                $0.contains(r.number)
                    && [.planned, .started, .returned].contains(r.standing.state)
            },
            onlyAsked ? r.askedTo != nil : nil,
        ].allSatisfy { $0 ?? true }
    }
}

extension Counts {
    fileprivate init(_ records: [ObligationRecord], _ byOriginal: Bool, _ today: Day) {
        self.init()
        total = records.count
        for record in records {
            switch record.bucket(byOriginal, today) {
            case .doneOnTime: doneOnTime += 1
            case .doneLate: doneLate += 1
            case .openInTime: openInTime += 1
            case .openOverdue: openOverdue += 1
            case .undated: undated += 1
            case nil: withdrawn += 1
            }
        }
    }
}

private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 0 to n - 1 (xorshift64).
    mutating func roll(_ n: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(n))
    }

    /// One of these, or, two times in three, nil.
    mutating func maybe<T>(_ all: [T]) -> T? { roll(3) == 0 ? all[roll(all.count)] : nil }
}

extension Scratch {
    /// Three plans, one of them silent, with a request, and every state, day and moved day.
    fileprivate func scatter(_ dice: inout Dice) async throws {
        for n in 1...3 {
            var plan = try Scratch.plan()
            plan.id = "p-\(n)"
            for task in 1...6 {
                var one = plan.tasks[0]
                one.id = "viec-\(task)"
                one.isRequest = task == 6
                one.lead = task == 1 ? plan.tasks[1].lead : one.lead
                plan.tasks.append(one)
            }
            try await load(plan, text: "\(n)")
        }
        let numbers = try await store.pool.read { db in
            try Int.fetchAll(db, sql: "SELECT number FROM obligation")
        }
        let days: [String?] = ["2023-05-01", "2023-06-15", "2023-06-20", "2023-07-31", nil]
        for number in numbers {
            let state = ObligationState.allCases[dice.roll(6)]
            let due = days[dice.roll(5)]
            let original = dice.roll(4) == 0 ? days[dice.roll(5)] : due
            let isClaimed = [.claimed, .done].contains(state)
            let claimed = isClaimed ? ["2023-05-01", "2023-06-16"][dice.roll(2)] : nil
            let asked: String? = dice.roll(6) == 0 ? "2023-09-01" : nil
            try await store.pool.write { db in
                try db.execute(
                    sql: """
                        UPDATE obligation SET state = ?1, due = ?2, act_by = ?2, original_due = ?3,
                            claimed_day = ?4, claimed_at = iif(?4 IS NULL, NULL, 1),
                            done_at = iif(?1 = 'done', 1, NULL), asked_to = ?5,
                            asked_reason = iif(?5 IS NULL, NULL, 'x'), wake_at = NULL
                        WHERE number = ?6
                        """, arguments: [state.rawValue, due, original, claimed, asked, number])
            }
        }
        try await store.pool.write { db in
            try db.execute(sql: "UPDATE plan SET silent = 1, wake_at = NULL WHERE id = 'p-3'")
            try db.execute(sql: "UPDATE obligation SET silent = 1 WHERE plan = 'p-3'")
        }
    }
}
