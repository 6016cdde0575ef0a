import Testing

@testable import DondocCore

/// Each day of four centuries against a count of leaves (`SlowDays`).
@Suite struct DayPropertyTests {
    @Test("Every day of 1900–2299 is the leaf of the block: number, date, text, weekday, order")
    func fourCenturies() {
        var wrong = Differences()
        var count = 0
        var before: Day?
        for leaf in SlowDays.fourCenturies {
            compare(leaf, &wrong)
            let day = Day(number: leaf.number)
            if let before {
                wrong.expect(before < day && !(day < before) && before != day, "order \(day)")
                wrong.expect(before + 1 == day && day - 1 == before, "step to \(day)")
                wrong.expect(day - before == 1 && before - day == -1, "length to \(day)")
            }
            before = day
            count += 1
        }
        #expect(count == 146_097)
        #expect(wrong.first == nil)
    }

    /// 1 January of year 1 was a Monday, 719,162 days before 1970; 9999 ends with a Friday.
    @Test("The first and the last years are leaves too, and there is no day beside them")
    func ends() {
        var wrong = Differences()
        for leaf in SlowDays(from: 1, number: -719_162, weekday: 1, through: 5) {
            compare(leaf, &wrong)
        }
        var last: SlowDays.Leaf?
        for leaf in SlowDays(from: 9996, number: 2_931_436, weekday: 1, through: 9999) {
            compare(leaf, &wrong)
            last = leaf
        }
        #expect(wrong.first == nil)
        #expect(last?.number == 2_932_896)
        #expect(last?.weekday == 5)
        #expect(Day(iso: "0000-12-31") == nil)
        #expect(Day(iso: "10000-01-01") == nil)
        #expect((Day(number: -719_162) - 1).civil == (0, 12, 31))
        #expect((Day(number: 2_932_896) + 1).civil == (10_000, 1, 1))
    }

    @Test("Days far apart keep their order and their distance")
    func distances() {
        let leaves = Array(SlowDays.fourCenturies)
        var dice = Dice(1900_2299)
        var wrong = Differences()
        for _ in 0..<20_000 {
            let i = Int.random(in: leaves.indices, using: &dice)
            let j = Int.random(in: leaves.indices, using: &dice)
            guard let a = Day(iso: leaves[i].iso), let b = Day(iso: leaves[j].iso) else {
                wrong.expect(false, "\(leaves[i].iso) or \(leaves[j].iso) is no day")
                continue
            }
            wrong.expect((a < b) == (i < j) && (a == b) == (i == j), "\(a) < \(b)")
            wrong.expect(b - a == j - i && a + (j - i) == b && b - (j - i) == a, "\(a) to \(b)")
        }
        #expect(wrong.first == nil, "seed \(dice.seed)")
    }

    private func compare(_ leaf: SlowDays.Leaf, _ wrong: inout Differences) {
        let day = Day(number: leaf.number)
        let iso = leaf.iso
        wrong.expect(day.civil == (leaf.year, leaf.month, leaf.day), "date of \(iso): \(day.civil)")
        wrong.expect(Day(leaf.year, leaf.month, leaf.day) == day, "number of \(iso)")
        wrong.expect(day.description == iso, "text of \(iso): \(day)")
        wrong.expect(Day(iso: iso) == day, "reading of \(iso)")
        wrong.expect(day.weekday == leaf.weekday, "weekday of \(iso): \(day.weekday)")
        wrong.expect(day.isWeekend == (leaf.weekday > 5), "weekend of \(iso)")
        wrong.expect(
            day.written == "\(zeros(leaf.day, 2))/\(zeros(leaf.month, 2))/\(leaf.year)",
            "writing of \(iso): \(day.written)")
    }

    /// Bộ luật Dân sự 2015, Điều 148.3: the same number, or the month's last day.
    @Test("A day moved by months keeps its number, or takes the last day of a shorter month")
    func months() {
        let months = SlowMonth.fourCenturies
        var wrong = Differences()
        for (i, month) in months.enumerated() {
            for day in 1...month.length {
                let from = Day(number: month.first + day - 1)
                for by in [-25, -12, -2, -1, 0, 1, 2, 11, 12, 48] {
                    guard months.indices.contains(i + by) else { continue }
                    let to = months[i + by]
                    let expected = to.first + min(day, to.length) - 1
                    let found = from.movedBy(months: by)
                    wrong.expect(found.number == expected, "\(from) by \(by) months: \(found)")
                }
            }
        }
        #expect(wrong.first == nil)
    }

    @Test("Month 13 is January, month 0 December, and day 31 of any month its last")
    func clamped() {
        let months = SlowMonth.fourCenturies
        var wrong = Differences()
        for (i, month) in months.enumerated() {
            let year = 1900 + i / 12
            for (other, shift) in [(year, 0), (year - 1, 12), (year + 2, -24), (year - 7, 84)] {
                for day in [1, 28, 29, 30, 31] {
                    let expected = month.first + min(day, month.length) - 1
                    let found = Day.clamped(other, i % 12 + 1 + shift, day)
                    wrong.expect(
                        found?.number == expected, "\(day) of \(other)-\(i % 12 + 1 + shift)")
                }
            }
        }
        #expect(wrong.first == nil)
        #expect(Day.clamped(0, 12, 1) == nil)
        #expect(Day.clamped(1, -30, 1) == nil)
        #expect(Day.clamped(9999, 13, 1) == nil)
    }
}

/// A month of the block: the number of its first leaf, and its leaves.
struct SlowMonth {
    var first: Int
    var length: Int

    static let fourCenturies: [SlowMonth] = {
        var list: [SlowMonth] = []
        for leaf in SlowDays.fourCenturies {
            if leaf.day == 1 { list.append(SlowMonth(first: leaf.number, length: 0)) }
            list[list.count - 1].length += 1
        }
        return list
    }()
}
