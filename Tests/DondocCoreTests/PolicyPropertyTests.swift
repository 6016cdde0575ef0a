import DondocCore
import Testing

/// Random ladders, random due days, random downtime; each seed is told with what it broke.
@Suite struct PolicyPropertyTests {
    /// A ladder that the reader would take, at most sixty letters.
    private func ladder(_ dice: inout Dice) -> Ladder {
        func distance() -> Rung.Distance {
            let n = Int.random(in: 1...40, using: &dice)
            return Bool.random(using: &dice) ? .working(n) : .calendar(n)
        }
        var places: [Rung.Place] = []
        for place in (0..<8).map({ _ in Rung.Place.ahead(distance()) }) + [.actBy, .due]
            + (0..<8).map({ _ in Rung.Place.overdue(distance()) })
        where places.last.map({ place.misorder(behind: $0) == nil }) ?? true {
            places.append(place)
        }
        var rungs = places.map { place in
            let audience = Audience.allCases.filter { _ in Bool.random(using: &dice) }
            return Rung(place, to: audience.isEmpty ? [.lead] : audience)
        }
        if let last = rungs.last, case .overdue(let own) = last.place {
            let n = Int.random(in: 1...10, using: &dice)
            let every: Rung.Distance = if case .working = own { .working(n) } else { .calendar(n) }
            rungs[rungs.count - 1] = Rung(
                last.place, to: last.audience,
                repeats: .init(every: every, times: Int.random(in: 1...20, using: &dice)))
        }
        return Ladder(name: Policies.standardName, rungs: rungs)
    }

    private func policy(_ dice: inout Dice) -> Policy {
        Policy(policies: Policies([(ladder(&dice), [])]), calendar: calendar2023())
    }

    private func standing(_ policy: Policy, _ dice: inout Dice) throws -> Standing {
        let due = day("2023-01-01") + Int.random(in: 0..<365, using: &dice)
        let since = Moment(due - Int.random(in: 0..<60, using: &dice))
        return Standing(
            state: .planned, due: due, actBy: policy.calendar.working(onOrBefore: due),
            period: try #require(Period.year(2023)), isRequest: false, asksCheckin: false,
            isPressed: true, since: since, decidedTo: since, lastCheckin: nil)
    }

    /// Asks at each wake, or after a downtime of up to forty days, until nothing is left.
    private func play(_ policy: Policy, _ start: Standing, _ dice: inout Dice) -> [Reminder] {
        var (standing, said) = (start, [Reminder]())
        while let wake = policy.wake(standing, after: standing.decidedTo) {
            let isDown = Int.random(in: 0..<3, using: &dice) == 0
            let now = wake + (isDown ? Int.random(in: 0..<40 * 86_400, using: &dice) : 0)
            if case .remind(let r) = policy.decide(standing, at: now).verdict { said.append(r) }
            standing.decidedTo = now
        }
        return said
    }

    @Test(
        "Every rung fires exactly once, k missed ones in one reminder, for everybody whom they name"
    )
    func once() throws {
        for seed in 0..<2_000 as Range<UInt64> {
            var dice = Dice(seed)
            let policy = policy(&dice)
            let standing = try standing(policy, &dice)
            let live = policy.plan(standing)
            let days = policy.steps(standing).map(\.day)
            #expect(days == days.sorted(), "seed \(seed)")
            #expect(days.allSatisfy(policy.calendar.isWorking), "seed \(seed)")
            let said = play(policy, standing, &dice)
            #expect(said.flatMap(\.merged) == live.map(\.step.id), "seed \(seed)")
            for reminder in said {
                #expect(reminder.merged.last == reminder.step.id, "seed \(seed)")
                for id in reminder.merged {
                    let own = live.first { $0.step.id == id }?.step.audience ?? []
                    #expect(Set(own).isSubset(of: reminder.audience), "seed \(seed)")
                }
                #expect(reminder.audience == reminder.audience.sorted(), "seed \(seed)")
            }
        }
    }

    @Test("Pauses delay and never swallow: everybody of every rung is told, nobody before the end")
    func pauses() throws {
        for seed in 0..<2_000 as Range<UInt64> {
            var dice = Dice(seed)
            let policy = policy(&dice)
            var standing = try standing(policy, &dice)
            let unpaused = policy.plan(standing)
            func some() -> Moment {
                standing.since + Int.random(in: 0..<90 * 86_400, using: &dice)
            }
            (standing.ackedSince, standing.snoozedSince) = (some(), standing.decidedTo)
            (standing.ackedUntil, standing.snoozedUntil) = (some(), some())
            let said = play(policy, standing, &dice)
            let ids = said.flatMap(\.merged)
            #expect(Set(ids).count == ids.count, "seed \(seed)")
            for one in unpaused {
                for audience in one.step.audience {
                    let heard = said.contains { r in
                        r.audience.contains(audience)
                            && r.merged.contains { $0 == one.step.id || $0.hasSuffix("-escalated") }
                    }
                    #expect(heard, "seed \(seed): \(one.step.id) to \(audience)")
                }
            }
            for one in unpaused where one.step.audience.contains(where: \.hearsOfHandled) {
                #expect(ids.contains(one.step.id), "seed \(seed)")
            }
            for reminder in said where reminder.at < standing.snoozedUntil ?? reminder.at {
                Issue.record("seed \(seed): \(reminder.step.id) within the snooze")
            }
        }
    }

    @Test(
        "In no calendar from 2018 to 2035 does a step that is taken come before the one it stands behind"
    )
    func crossing() {
        var calendar = WorkCalendar()
        for year in 2018...2035 { calendar.addForecast(year: year) }
        for n in 1...60 {
            let (longest, from) = (Rung.Place.longestSpan(n), day("2018-06-01"))
            for i in stride(from: 0, to: 6_000, by: n % 7 + 1) {
                let start = calendar.working(onOrAfter: from + i)
                let (after, before) = (
                    calendar.working(n, after: start) - start,
                    start - calendar.working(n, before: start)
                )
                #expect(n <= min(after, before) && max(after, before) <= longest)
            }
        }
    }
}
