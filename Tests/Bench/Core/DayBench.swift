import DondocCore

/// Day arithmetic, over days of 2014–2045 in no order.
struct DayBench {
    private let days: [Day]
    private let dates: [(Int, Int, Int)]
    private let steps: [Int]
    private let calendar: WorkCalendar

    init() {
        var state: UInt64 = 1_970_01_01
        func dice(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let days = (0..<10_000).map { _ in Day(number: 16_071 + dice(11_688)) }
        self.days = days
        dates = days.map { ($0.year, $0.month, $0.day) }
        steps = days.map { _ in dice(801) - 400 }
        var calendar = WorkCalendar()
        for year in 2013...2046 { calendar.addForecast(year: year) }
        self.calendar = calendar
    }

    func run(_ sum: inout Sum) {
        let aim = "20 ns"
        measure("day + n, then the difference", aim, &sum) { sum in
            for i in days.indices { sum.add((days[i] + steps[i]) - days[(i * 7 + 1) % 10_000]) }
        }
        measure("day to year, month, day", aim, &sum) { sum in
            for day in days {
                let (y, m, d) = day.civil
                sum.add(y * 512 + m * 32 + d)
            }
        }
        measure("year, month, day to day", aim, &sum) { sum in
            for (y, m, d) in dates { sum.add(Day(y, m, d)?.number ?? 0) }
        }
        measure("weekday", aim, &sum) { sum in
            for day in days { sum.add(day.weekday) }
        }
        measure("is it a working day", aim, &sum) { sum in
            for day in days { sum.add(calendar.isWorking(day) ? 1 : 0) }
        }
        measure("next working day", aim, &sum) { sum in
            for day in days { sum.add(calendar.working(onOrAfter: day + 1).number) }
        }
        measure("working day 10 days on", "", &sum) { sum in
            for day in days { sum.add(calendar.working(10, after: day).number) }
        }
    }

    private func measure(
        _ name: String, _ aim: String, _ sum: inout Sum, _ work: (inout Sum) -> Void
    ) {
        let spent = seconds { for _ in 0..<20 { work(&sum) } }
        row(name, "\(short(spent * 1e9 / 200_000)) ns", aim: aim)
    }
}
