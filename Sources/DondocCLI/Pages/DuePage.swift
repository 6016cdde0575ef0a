import DondocCore

/// `help due`: how due phrases are written, with examples whose days are worked out here and now.
enum DuePage {
    static var text: String {
        let shown = Examples.phrases.map { sample in
            "  \(sample.line)\n" + days(of: sample).map { "      \($0)\n" }.joined()
        }
        return Words.Due.text + "\n\n" + shown.joined() + "\n" + Words.Due.more
    }

    /// A line for each day; the law's days off, so that it is the same in every office.
    private static func days(of sample: Examples.Sample) -> [String] {
        var calendar = WorkCalendar()
        calendar.addForecast(year: 2023)
        guard let period = Period.year(2023),
            let answer = try? Explanation(
                sample.phrase, .init(period: period, from: sample.from), calendar)
        else { return [] }
        if answer.dates.isEmpty { return [Words.noDue] }
        return answer.dates.map { Words.Due.days($0.due.written, $0.actBy.written) }
    }
}
