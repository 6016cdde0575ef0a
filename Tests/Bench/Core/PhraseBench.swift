import DondocCore

/// Phrases of the golden table read, and their days made.
struct PhraseBench {
    private let rows: [(period: Period, text: String)]
    private let calendar: WorkCalendar

    init(_ lines: [String]) {
        rows = lines.compactMap { line in
            let cells = line.split(separator: "\t", maxSplits: 1)
            guard cells.count == 2, let period = Period(written: cells[0]),
                (try? Phrase(String(cells[1]))) != nil
            else { return nil }
            return (period, String(cells[1]))
        }
        var calendar = WorkCalendar()
        for year in 2014...2045 { calendar.addForecast(year: year) }
        self.calendar = calendar
    }

    func run(_ sum: inout Sum) throws {
        guard !rows.isEmpty else { return row("phrases", "NONE: no table on stdin") }
        let parsing = try seconds {
            for row in rows { sum.add(try Phrase(row.text).warnings.count) }
        }
        row(
            "phrases read, golden tables (\(rows.count))",
            "\(grouped(Double(rows.count) / parsing))/s", aim: "20,000/s",
            peer: "\(short(parsing * 1e6 / Double(rows.count))) us each")
        let parsed = try rows.map { ($0.period, try Phrase($0.text)) }
        let normal = seconds { for (_, phrase) in parsed { sum.add(phrase.normal.utf8.count) } }
        row("normal forms", "\(grouped(Double(rows.count) / normal))/s")
        var count = 0
        let dating = seconds {
            count = 0
            for (period, phrase) in parsed {
                for date in dates(phrase, period) {
                    sum.add(date.due.number ^ date.actBy.number)
                    count += 1
                }
            }
        }
        row("days made of them (\(count))", "\(grouped(Double(count) / dating))/s")
        try named(&sum)
    }

    /// The row of `performance.md`: due day and the working day before it, a rule each.
    private func named(_ sum: inout Sum) throws {
        let phrases = try (0..<100_000).map { n in
            try Phrase("trước ngày \(n % 28 + 1)/\(n / 28 % 12 + 1)/\(2015 + n % 30)")
        }
        guard let period = Period.year(2023) else { return }
        let spent = seconds {
            for phrase in phrases {
                for date in dates(phrase, period) { sum.add(date.due.number ^ date.actBy.number) }
            }
        }
        row(
            "due day + working day before, 100,000 rules", "\(grouped(100_000 / spent))/s",
            aim: "356,000/s", peer: "remind -n 356k/s; dateutil + holidays 5.9k/s; C table 45M/s")
    }

    /// Empty where the plan gives no year.
    private func dates(_ phrase: Phrase, _ period: Period) -> [DueDate] {
        (try? phrase.dates(
            in: period, issued: period.starts, from: period.starts, rules: CountingRules(),
            calendar: calendar)) ?? []
    }
}
