import DondocCore
import Foundation
import GRDB
import Testing

@testable import DondocStore

/// Claims, snoozes, undos, outages, clock jumps and crashes at random, against a model of a few lines.
@Suite struct LetterModelTests {
    @Test(
        "Nothing is said twice, nothing about claimed or snoozed work, and nothing that is not overtaken is lost",
        arguments: 1...40)
    func random(seed: Int) async throws {
        var office = try await Office(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        defer { office.s.remove() }
        for _ in 0..<150 { try await office.step() }
        try await office.calm()
        #expect(office.wrong == [], "seed \(seed)")
        #expect(office.delivered.count > 0)
    }
}

private struct Office {
    static let ids = [StoreTests.nongCong, StoreTests.thoXuan, StoreTests.tongHop]
    static let boxes = ["a@example.test", "b@example.test", "c@example.test"]

    /// One thing said to one recipient.
    struct Said: Hashable {
        let id: String
        let step: String
        let to: String
    }

    /// A reminder as the model knows it.
    struct Told {
        let said: Said
        let isReturn: Bool
        /// A later rung of the same work to the same recipient, or a claim that stands.
        var isOvertaken = false
        var overtakenBy: Int?
    }

    var s: Scratch
    var wrong: [String] = []
    var delivered: [Said: Int] = [:]
    private var dice: Dice
    /// The load; no ladder begins before it.
    private static let start = moment("2023-03-06 08:00")
    private var now = start
    private var wallClock = 10_000
    private var rung = 0
    private var told: [Told] = []
    /// Claims that stand, by obligation: the change.
    private var claims: [String: Int] = [:]
    private var open: Set<String> = Set(ids)
    /// Snoozes whose end has never been reached, and those that a claim has ended.
    private var snoozed: [String: Moment] = [:]
    private var dropped: [String: Moment] = [:]
    /// The last end that was reached: after the clock was set back the same end is no new snooze.
    private var reached: [String: Moment] = [:]
    private var flying: [WaitingLetter] = []
    /// What stood in letters whose answer was lost once: it may arrive twice.
    private var unsure: Set<Said> = []
    private var daily: [String: String] = [:]

    init(seed: UInt64) async throws {
        dice = Dice(seed: seed)
        s = try Scratch()
        try await s.load(try Scratch.plan(), at: now)
    }

    mutating func step() async throws {
        defer {
            reached.merge(snoozed.filter { $0.value <= now }) { $1 }
            snoozed = snoozed.filter { $0.value > now }
        }
        switch dice.roll(16) {
        case 0, 1: try await decide()
        case 2, 3, 4: try await s.compose(at: now, wallClock: wallClock)
        case 5, 6: try await pick()
        case 7, 8: try await end()
        case 9: try await claim()
        case 10: try await undo()
        case 11: try crash()
        case 12: advance()
        case 13, 14: try await snooze()
        default:
            // A day goes by, and the office opens.
            now = Scratch.hours.nextDaily(after: now)
            try await s.compose(at: now, wallClock: wallClock)
        }
    }

    private mutating func advance() {
        wallClock += [60, 600, 4_000][dice.roll(3)]
        let jump = [60, 3_600, 5 * 3_600, 86_400, 3 * 86_400, -86_400, -3_600][dice.roll(7)]
        now = max(now + jump, Office.start)
    }

    private mutating func decide() async throws {
        rung += 1
        let id = Office.ids[dice.roll(3)]
        guard open.contains(id), snoozed[id] == nil else { return }
        let boxes = Office.boxes.filter { _ in dice.roll(2) == 0 }
        guard !boxes.isEmpty else { return }
        let isReturn = dice.roll(6) == 0
        let step = isReturn ? "returned-\(rung)" : "+\(rung)wd"
        // The first rung after the due day goes at once where the day's letter has gone.
        let isNewlyLate = !isReturn && dice.roll(3) == 0
        try await s.remind(
            id, step: step, to: boxes, at: now, atOnce: isReturn, isNewlyLate: isNewlyLate,
            composes: dice.roll(2) == 0)
        for box in boxes {
            for i in told.indices
            where told[i].said.id == id && told[i].said.to == box && told[i].isReturn == isReturn {
                told[i].isOvertaken = true
            }
            told.append(Told(said: Said(id: id, step: step, to: box), isReturn: isReturn))
        }
    }

    private mutating func pick() async throws {
        let letters = try await s.pick(wallClock: wallClock, limit: 1 + dice.roll(3), at: now)
        for letter in letters {
            flying.append(letter)
            let things = said(letter)
            if things.isEmpty { wrong.append("an empty letter") }
            for one in things where !open.contains(one.id) { wrong.append("claimed: \(one)") }
            // What may have arrived already is not held back.
            for one in things where snoozed[one.id] != nil && !unsure.contains(one) {
                wrong.append("snoozed: \(one)")
            }
            if things.count != Set(things).count { wrong.append("twice in one letter: \(things)") }
        }
    }

    private func said(_ letter: WaitingLetter) -> [Said] {
        String(decoding: letter.message, as: UTF8.self).split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return Said(id: String(words[0]), step: String(words[1]), to: letter.recipient)
        }
    }

    private mutating func end(_ result: LetterResult? = nil) async throws {
        guard !flying.isEmpty else { return }
        let letter = flying.remove(at: dice.roll(flying.count))
        let ends: [LetterResult] = [.accepted, .accepted, .notAccepted("450"), .answerLost("354")]
        let result = result ?? ends[dice.roll(4)]
        if case .answerLost = result { unsure.formUnion(said(letter)) }
        let state = try s.end(letter, result, at: now, wallClock: wallClock)
        // A dead letter is told to the operator; for the model it has arrived.
        guard result == .accepted || state == .failed else { return }
        try await arrived(letter)
    }

    private mutating func arrived(_ letter: WaitingLetter) async throws {
        for one in said(letter) {
            delivered[one, default: 0] += 1
            if delivered[one] ?? 0 > 1, !unsure.contains(one) {
                wrong.append("twice: \(one)")
            }
        }
        let day = try await s.store.pool.read { db in
            try String.fetchOne(
                db, sql: "SELECT day FROM letter WHERE id = ? AND daily = 1",
                arguments: [letter.id])
        }
        guard let day else { return }
        let place = "\(letter.recipient) \(day)"
        if let other = daily[place], other != letter.messageID { wrong.append("two of \(place)") }
        daily[place] = letter.messageID
    }

    private mutating func claim() async throws {
        let id = Office.ids[dice.roll(2)]
        guard open.contains(id) else { return }
        _ = try await s.act(.done, id, .claim(to: .claimed), at: now)
        open.remove(id)
        (dropped[id], snoozed[id]) = (snoozed[id], nil)
        claims[id] = try await s.store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT max(id) FROM change")
        }
        for i in told.indices where told[i].said.id == id && !told[i].isOvertaken {
            told[i].overtakenBy = claims[id]
        }
    }

    /// Sets a snooze, or another, or ends the one that stands.
    private mutating func snooze() async throws {
        let id = Office.ids[dice.roll(2)]
        guard open.contains(id) else { return }
        let ends = snoozed[id] != nil && dice.roll(3) == 0
        var until = ends ? nil : now + [3_600, 86_400, 3 * 86_400][dice.roll(3)]
        if let end = until, end == reached[id] { until = end + 60 }
        _ = try await s.act(
            .snooze, id, .pause(PauseChange(.snooze, until: until, by: "so")), at: now
        ) { $0.reason = "x" }
        snoozed[id] = until
    }

    private mutating func undo() async throws {
        guard let (id, change) = claims.sorted(by: { $0.key < $1.key }).first else { return }
        try await s.undo(change, at: now)
        claims[id] = nil
        open.insert(id)
        snoozed[id] = dropped.removeValue(forKey: id)
        for i in told.indices where told[i].overtakenBy == change { told[i].overtakenBy = nil }
    }

    /// Letters that were on their way are unsure now; some of them had arrived.
    private mutating func crash() throws {
        s = try s.reopened()
        for letter in flying {
            unsure.formUnion(said(letter))
            if dice.roll(2) == 0 {
                for one in said(letter) { delivered[one, default: 0] += 1 }
            }
        }
        flying = []
    }

    /// Ten quiet working days: the relay takes everything.
    mutating func calm() async throws {
        while !flying.isEmpty { try await end(.accepted) }
        for _ in 0..<10 {
            now = Scratch.hours.nextDaily(after: now)
            wallClock += 86_400
            try await s.compose(at: now, wallClock: wallClock)
            while case let letters = try await s.pick(wallClock: wallClock, limit: 9, at: now),
                !letters.isEmpty
            {
                for letter in letters {
                    _ = try s.end(letter, .accepted, at: now, wallClock: wallClock)
                    try await arrived(letter)
                }
            }
        }
        for one in told where !one.isOvertaken && one.overtakenBy == nil {
            guard delivered[one.said] == nil else { continue }
            // A dead letter stands in the journal at alert, and in `status`.
            if try await !isDead(one.said) { wrong.append("lost: \(one.said)") }
        }
    }

    private func isDead(_ one: Said) async throws -> Bool {
        try await s.store.pool.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM notice n JOIN reminder r ON r.id = n.reminder
                        JOIN letter l ON l.id = n.letter AND l.state = 'failed'
                        WHERE r.about = ? AND r.step = ? AND n.recipient = ?)
                    """, arguments: [one.id, one.step, one.to])
        } ?? false
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
}
