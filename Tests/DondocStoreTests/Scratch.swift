import DondocCore
import Foundation

@testable import DondocStore

/// A store in a folder of its own, with a plan of two units and a department.
struct Scratch {
    let folder: URL
    let store: Store
    static let start = moment("2023-01-02 08:00")

    init(kind: Store.Kind = .training) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dondoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try Store(
            path: folder.appendingPathComponent("dondoc.db").path, kind: kind,
            newMoment: Scratch.start)
    }

    func remove() {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Two units report before 15/6; the department consolidates before 20/6.
    static func plan(
        due: String = "trước ngày 15/6/2023", units: [String] = ["nong-cong", "tho-xuan"]
    ) throws -> Plan {
        guard let period = Period.year(2023) else { throw StoreFault.damaged("test") }
        let so = AgencyRef(territory: "thanh-hoa", id: "so-ldtbxh")
        var plan = Plan(
            id: "p-2023", number: nil, title: "Kế hoạch", territory: "thanh-hoa",
            issuer: AgencyRef(territory: "thanh-hoa", id: "ubnd-tinh"), issued: nil,
            period: period, coordinator: so)
        var report = Plan.Task(
            kind: .report, id: "bao-cao", title: "Báo cáo 6 tháng",
            lead: units.map { .agency(AgencyRef(territory: "thanh-hoa", id: $0)) },
            due: try Phrase(due))
        report.covers = .nd09Half
        var whole = Plan.Task(
            kind: .report, id: "tong-hop", title: "Tổng hợp", lead: [.agency(so)],
            due: try Phrase("trước ngày 20/6/2023"))
        whole.covers = .nd09Half
        whole.after = ["bao-cao"]
        plan.tasks = [report, whole]
        return plan
    }

    static func ready(_ plan: Plan, text: String = "text") throws -> PlanToLoad {
        PlanToLoad(
            plan: plan, assignments: try plan.expand(Directory(), WorkCalendar()).assignments,
            file: "p-2023.yaml", text: text, isSilent: false,
            actBy: { WorkCalendar().working(onOrBefore: $0) }, rules: rules)
    }

    @discardableResult
    func load(_ plan: Plan, text: String = "text", at now: Moment = start) async throws -> (
        Int?, LoadCounts
    ) {
        let (change, counts) = try await store.load(
            [try Scratch.ready(plan, text: text)], by: .daemon, at: now,
            journal: { _, _ in JournalEntry([("MESSAGE", "loaded")]) })
        return (change, counts[0])
    }

    static let hours = OfficeHours(calendar: WorkCalendar())

    /// One reminder about an obligation, and the letter that carries it.
    func remind(
        _ id: String, step: String = "0", to recipients: [String] = ["a@example.test"],
        at now: Moment = start, wake: Moment? = nil, atOnce: Bool = false,
        isNewlyLate: Bool = false,
        composes: Bool = true
    ) async throws {
        let record = try await store.obligation(id)
        let notices = recipients.map {
            NewNotice(
                recipient: $0, role: .lead,
                releaseAt: Scratch.hours.release(at: now, atOnce: atOnce),
                isAtOnce: atOnce || isNewlyLate)
        }
        let said = Said(
            number: record.number, change: record.change, dueVersion: record.dueVersion,
            wake: wake,
            reminder: NewReminder(
                step: step, stepAt: now, kind: .upcoming, merged: [step], isLate: false,
                notices: notices, journal: []))
        try await store.record([said], at: now)
        if composes { try await compose(at: now) }
    }

    /// Letters of everything that is released, each of one line for each thing that it says.
    @discardableResult
    func compose(
        at now: Moment = start, wallClock: Int = 1_000, limit: Int = 20,
        hours: OfficeHours = Scratch.hours
    ) async throws -> Int {
        let release = Release(hours: hours, perRecipientDay: limit)
        var count = 0
        while case let piles = try await store.piles(at: now, release, limit: 2), !piles.isEmpty {
            let letters = piles.map { pile in
                ComposedPile(pile, pile.drafts.map { Scratch.letter($0, to: pile.recipient) })
            }
            count += try await store.record(letters, at: now, wallClock: wallClock)
        }
        return count
    }

    static func letter(_ draft: Draft, to recipient: String) -> NewLetter? {
        guard !draft.notices.isEmpty else { return nil }
        let id =
            switch draft.target {
            case .letter(_, let id, _): id
            case .new(let slot): "<\(recipient)-\(slot)@example.test>"
            }
        let lines = draft.notices.map { notice in
            let rungs = notice.sayings.map(\.merged.count).reduce(0, +)
            return "\(notice.about) \(notice.step) \(max(1, rungs))\n"
        }.joined()
        return NewLetter(
            messageID: id, subject: "\(draft.notices.count)/\(draft.replaces)",
            message: Array(lines.utf8))
    }

    func pick(wallClock: Int, limit: Int, at now: Moment = start) async throws -> [WaitingLetter] {
        try await store.pickLetters(wallClock: wallClock, at: now, limit: limit)
    }

    func nextLetter(at now: Moment = start) async throws -> Int? {
        try await store.nextLetter(at: now)
    }

    static let rules: Rules = {
        let policy = Policy(calendar: WorkCalendar())
        return Rules(
            pressedUntil: { policy.pressedUntil($0) },
            wake: { policy.wake($0, after: $0.decidedTo) },
            isMadeLate: { policy.isMadeLate($0, from: $1, at: start) },
            digestAt: policy.nextDigest(after: start),
            snoozeEnd: { Moment($0, minuteOfDay: 480) })
    }()

    func claim(_ id: String, key: RequestKey? = nil) async throws -> String {
        try await act(.done, id, .claim(to: .claimed), key: key)
    }

    /// Does one act; the answer is the state after it.
    @discardableResult
    func act(
        _ verb: ObligationVerb, _ id: String, _ effect: Act.Effect, by actor: Actor = .daemon,
        at now: Moment = start, key: RequestKey? = nil, isDryRun: Bool = false,
        _ more: (inout Act) -> Void = { _ in }
    ) async throws -> String {
        let record = try await store.obligation(id)
        var act = Act(
            number: record.number, seen: record.change, verb: verb, effect: effect,
            from: record.standing.state)
        more(&act)
        return try await store.perform(
            [act], verb.rawValue, by: actor, at: now, Scratch.rules, key: key, isDryRun: isDryRun
        ) { $0.records[0].standing.state.rawValue }
    }
}

func moment(_ text: String) -> Moment {
    guard let m = Moment(written: text) else { preconditionFailure(text) }
    return m
}
