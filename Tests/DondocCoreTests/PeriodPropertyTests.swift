import Testing

@testable import DondocCore

/// Months, quarters, halves and years of four centuries leave no day out and share none.
@Suite struct PeriodPropertyTests {
    @Test("Months, quarters and halves partition each year, each with its label")
    func partition() {
        var wrong = Differences()
        for year in 1900...2299 {
            let whole = Period.year(year)
            wrong.expect(whole?.label == "\(year)", "label of \(year)")
            let tables: [(String, [Period?])] = [
                ("months", (1...12).map { Period.month($0, year) }),
                ("quarters", (1...4).map { Period.quarter($0, year) }),
                ("halves", (1...2).map { Period.half($0, year) }),
            ]
            for (name, table) in tables {
                let parts = table.compactMap(\.self)
                wrong.expect(parts.count == table.count, "\(name) of \(year)")
                wrong.expect(parts.first?.starts == whole?.starts, "first of \(name) of \(year)")
                wrong.expect(parts.last?.ends == whole?.ends, "last of \(name) of \(year)")
                for (a, b) in zip(parts, parts.dropFirst()) {
                    wrong.expect(a.ends + 1 == b.starts, "\(a.label) and \(b.label)")
                }
                wrong.expect(Set(parts.map(\.label)).count == parts.count, "labels of \(year)")
            }
        }
        #expect(wrong.first == nil)
        #expect(Period.month(6, 2023)?.label == "2023-06")
        #expect(Period.quarter(2, 2023)?.label == "2023-Q2")
        #expect(Period.half(1, 2023)?.label == "2023-H1")
        let outside = [
            Period.month(0, 2023), .month(13, 2023), .quarter(0, 2023), .quarter(5, 2023),
            .half(0, 2023), .half(3, 2023), .year(0), .year(10_000),
        ]
        #expect(outside.allSatisfy { $0 == nil })
    }

    @Test("Every day lies in the month, quarter and half that the block says")
    func holding() {
        var wrong = Differences()
        for leaf in SlowDays.fourCenturies {
            let day = Day(number: leaf.number)
            let (quarter, half) = ((leaf.month + 2) / 3, leaf.month < 7 ? 1 : 2)
            let holding = [
                Period.month(leaf.month, leaf.year), .quarter(quarter, leaf.year),
                .half(half, leaf.year),
            ]
            wrong.expect(holding.allSatisfy { $0?.contains(day) == true }, leaf.iso)
        }
        #expect(wrong.first == nil)
    }

    @Test("Years joined are the years one after the other; the quarters of a stage partition it")
    func stages() throws {
        for first in stride(from: 1900, through: 2290, by: 5) {
            let stage = try #require(Period.years(first, first + 4))
            #expect(stage.label == "\(first)-\(first + 4)")
            #expect(stage.years == first...(first + 4))
            let quarters = stage.quarters
            #expect(quarters.count == 20)
            #expect(quarters.first?.starts == stage.starts && quarters.last?.ends == stage.ends)
            #expect(zip(quarters, quarters.dropFirst()).allSatisfy { $0.ends + 1 == $1.starts })
        }
        #expect(Period.years(2025, 2021) == nil)
    }

    /// ISO 8601: a week belongs to the year of its Thursday; week 1 holds 4 January.
    @Test("Weeks run from Monday to Sunday, numbered as ISO 8601 numbers them")
    func weeks() {
        var wrong = Differences()
        var number = 0
        var year = 0
        for leaf in SlowDays.fourCenturies {
            if leaf.weekday == 1 {
                number += 1
                let thursday = Day(number: leaf.number + 3).civil
                if thursday.month == 1, thursday.day <= 7 {
                    number = 1
                    year = thursday.year
                }
            }
            let week = Period.week(of: Day(number: leaf.number))
            wrong.expect(week.label == "\(year)-W\(zeros(number, 2))", "\(leaf.iso): \(week.label)")
            wrong.expect(week.starts.number == leaf.number - leaf.weekday + 1, leaf.iso)
            wrong.expect(week.ends - week.starts == 6, leaf.iso)
        }
        #expect(wrong.first == nil)
    }

    /// Nghị định 09/2019/NĐ-CP, Điều 12: figures close on the 14th, so a report due on the 13th is
    /// about the period before.
    @Test(
        "Data windows of Decree 09 follow each other without a gap",
        arguments: [
            (ReportingScheme.nd09Month, 1), (.nd09Quarter, 3), (.nd09Half, 6), (.nd09Year, 12),
        ])
    func windows(scheme: ReportingScheme, months: Int) throws {
        var wrong = Differences()
        var before: ClosedRange<Day>?
        for year in 1901...2299 {
            for month in stride(from: months, through: 12, by: months) {
                let close = try #require(Day(year, month, 14))
                guard let found = scheme.period(dueOn: close),
                    let early = scheme.period(dueOn: close - 1)
                else {
                    wrong.expect(false, "no period on \(close)")
                    continue
                }
                wrong.expect(found.window.upperBound == close, "\(close): \(found.window)")
                wrong.expect(found.window.lowerBound.day == 15, "\(close): \(found.window)")
                wrong.expect(
                    found.period.ends == Day.last(ofMonth: month, year: year),
                    "\(close): \(found.period.label)")
                wrong.expect(early.period.ends < found.period.starts, "\(close - 1)")
                if let before, scheme != .nd09Year {
                    wrong.expect(before.upperBound + 1 == found.window.lowerBound, "\(close)")
                }
                before = found.window
            }
        }
        #expect(wrong.first == nil)
    }
}
