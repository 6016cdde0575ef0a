import Foundation
import Testing

@testable import DondocCore

@Suite struct LunarCalendarTests {
    @Test("Tết and Giỗ Tổ of 1968–2100 are those of an independent program at UTC+7")
    func golden() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/lunar.tsv")
        let rows = try String(decoding: Data(contentsOf: file), as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
        var years: [Int] = []
        for row in rows {
            let cells = row.split(separator: "\t")
            try #require(cells.count == 3)
            let year = try #require(Int(cells[0]))
            years.append(year)
            #expect(LunarCalendar.tet(ofYear: year).description == cells[1])
            #expect(LunarCalendar.gioTo(ofYear: year).description == cells[2])
        }
        #expect(years == Array(1968...2100))
    }

    @Test(
        "Tết and Giỗ Tổ of the years at hand, written down by hand",
        arguments: [
            (2024, "2024-02-10", "2024-04-18"), (2025, "2025-01-29", "2025-04-07"),
            (2026, "2026-02-17", "2026-04-26"), (2027, "2027-02-06", "2027-04-16"),
            (2028, "2028-01-26", "2028-04-04"), (2029, "2029-02-13", "2029-04-23"),
            (2030, "2030-02-02", "2030-04-12"),
        ])
    func known(year: Int, tet: String, gioTo: String) {
        #expect(LunarCalendar.tet(ofYear: year) == day(tet))
        #expect(LunarCalendar.gioTo(ofYear: year) == day(gioTo))
    }

    @Test(
        "Where Viet Nam and China part, Viet Nam's day is the one",
        arguments: [
            // year, of Tết or else Giỗ Tổ, Viet Nam, China
            (1985, true, "1985-01-21", "1985-02-20"), (2007, true, "2007-02-17", "2007-02-18"),
            (2030, true, "2030-02-02", "2030-02-03"), (2037, false, "2037-04-24", "2037-04-25"),
            (2038, false, "2038-04-13", "2038-04-14"),
        ])
    func notChina(year: Int, isTet: Bool, ours: String, china: String) {
        let found = isTet ? LunarCalendar.tet(ofYear: year) : LunarCalendar.gioTo(ofYear: year)
        #expect(found == day(ours))
        #expect(found != day(china))
    }

    @Test(
        "Leap months stand where almanacs of Viet Nam have them; 0 is none",
        arguments: [
            (1984, 0), (1985, 2), (1987, 7), (2004, 2), (2006, 7), (2009, 5), (2012, 4), (2014, 9),
            (2017, 6), (2020, 4), (2023, 2), (2024, 0), (2025, 6), (2026, 0), (2028, 5), (2031, 3),
            (2033, 11),
        ])
    func leapMonths(year: Int, leap: Int) {
        let found = (1...12).filter {
            Day(LunarDay(year: year, month: $0, day: 1, isLeapMonth: true)) != nil
        }
        #expect(found == (leap == 0 ? [] : [leap]))
    }

    @Test("Every day of 1900–2199 becomes a lunar day and comes back, in unbroken months and years")
    func roundTrip() throws {
        let last = day("2199-12-31")
        var today = day("1900-01-01")
        var cycle = LunarCycle(holding: today - 1)
        var before = LunarDay(today - 1)
        var broken: [String] = []
        while today <= last {
            // Made once for its year, not twice for each day: what the conversions do, but quicker.
            if !cycle.contains(today) { cycle = LunarCycle(holding: today) }
            let lunar = cycle.lunar(today)
            if cycle.day(lunar) != today { broken.append("\(today) does not return") }
            if lunar.day == 1, LunarDay(today) != lunar || Day(lunar) != today {
                broken.append("\(today) is not \(lunar)")
            }
            if !follows(before, lunar) { broken.append("\(today): \(lunar) after \(before)") }
            before = lunar
            today = today + 1
        }
        #expect(broken == [])
    }

    /// True when `b` is the next lunar day after `a`, by names alone.
    private func follows(_ a: LunarDay, _ b: LunarDay) -> Bool {
        if (a.year, a.month) == (b.year, b.month), a.isLeapMonth == b.isLeapMonth {
            return b.day == a.day + 1
        }
        guard a.day == 29 || a.day == 30, b.day == 1 else { return false }
        if b.isLeapMonth { return (a.year, a.month) == (b.year, b.month) && !a.isLeapMonth }
        return a.month == 12
            ? (b.year, b.month) == (a.year + 1, 1) : (b.year, b.month) == (a.year, a.month + 1)
    }

    @Test("A lunar year has 353–355 days, or 383–385 with a leap month, and begins with Tết")
    func years() {
        for year in 1900...2199 {
            let tet = LunarCalendar.tet(ofYear: year)
            let length = LunarCalendar.tet(ofYear: year + 1) - tet
            let hasLeap = (1...12).contains {
                Day(LunarDay(year: year, month: $0, day: 1, isLeapMonth: true)) != nil
            }
            #expect((hasLeap ? 383...385 : 353...355).contains(length), "\(year)")
            #expect(LunarDay(tet) == LunarDay(year: year, month: 1, day: 1))
            #expect((day("\(year)-01-21")...day("\(year)-02-21")).contains(tet))
            #expect(
                LunarDay(LunarCalendar.gioTo(ofYear: year))
                    == LunarDay(year: year, month: 3, day: 10))
        }
    }

    @Test("The eleventh month holds the winter solstice")
    func solstice() throws {
        for year in 1900...2199 {
            let found = (18...25).map { day("\(year)-12-\($0)") }.first {
                SunAndMoon.longitude(atStartOf: $0 + 1) >= 270
            }
            let lunar = LunarDay(try #require(found))
            #expect(lunar.month == 11 && !lunar.isLeapMonth && lunar.year == year, "\(year)")
        }
    }

    @Test(
        "A lunar day that does not exist is refused",
        arguments: [
            // Tết 2025 came after the 29th of Chạp; 2025 has a second sixth month, 2026 has none.
            LunarDay(year: 2024, month: 12, day: 30),
            LunarDay(year: 2026, month: 6, day: 1, isLeapMonth: true),
            LunarDay(year: 2025, month: 7, day: 1, isLeapMonth: true),
            LunarDay(year: 2025, month: 13, day: 1), LunarDay(year: 2025, month: 0, day: 1),
            LunarDay(year: 2025, month: 1, day: 0), LunarDay(year: 2025, month: 1, day: 31),
            LunarDay(year: 0, month: 1, day: 1), LunarDay(year: 9_999, month: 12, day: 29),
        ])
    func refused(lunar: LunarDay) { #expect(Day(lunar) == nil) }

    @Test("Far from its years the calendar answers all the same, and comes back")
    func far() {
        for iso in ["0001-01-01", "0001-12-31", "0500-06-01", "5000-06-01", "9999-06-01"] {
            let lunar = LunarDay(day(iso))
            if lunar.year >= 1 { #expect(Day(lunar) == day(iso), "\(lunar)") }
        }
    }
}
