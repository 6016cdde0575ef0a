import DondocCore

/// A hundred thousand decisions over due days of 2020–2026: on time, after an outage, and paused.
struct DecisionBench {
    private static let count = 100_000

    private let policy: Policy
    private let standings: [(standing: Standing, now: Moment)]

    init() {
        var calendar = WorkCalendar()
        for year in 2019...2027 { calendar.addForecast(year: year) }
        policy = Policy(calendar: calendar)
        guard let first = Day(2020, 1, 1), let year = Period.year(2023) else {
            preconditionFailure("no such day")
        }
        standings = (0..<Self.count).map { n in
            let due = first + n * 17 % 2_500
            let since = Moment(due - 90)
            var standing = Standing(
                state: .planned, due: due, actBy: calendar.working(onOrBefore: due), period: year,
                isRequest: n % 10 == 0, asksCheckin: n % 10 == 1, isPressed: true, since: since,
                decidedTo: Moment(due - n % 60, minuteOfDay: 600), lastCheckin: nil)
            if n % 10 == 2 { standing.snoozedUntil = Moment(due + 5) }
            if n % 10 == 3 { standing.ackedUntil = Moment(due + 20) }
            return (standing, Moment(due + n % 40, minuteOfDay: 480))
        }
    }

    func run(_ sum: inout Sum) {
        let spent = seconds {
            for (standing, now) in standings {
                let decision = policy.decide(standing, at: now)
                if case .remind(let r) = decision.verdict { sum.add(r.merged.count) }
                sum.add(decision.next?.seconds ?? 0)
            }
        }
        row(
            "decisions of a ladder (\(grouped(Double(Self.count))))",
            "\(short(spent * 1e6 / Double(Self.count))) µs", aim: "10 µs")
    }
}
