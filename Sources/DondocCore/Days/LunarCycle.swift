/// The twelve or thirteen lunar months from one eleventh month up to the next.
///
/// The unit in which leap months are found: its first month holds the winter solstice of the year
/// before, and it ends with the tenth month of `year`.
struct LunarCycle {
    /// The lunar year of all but its first months, the eleventh and twelfth of the year before.
    let year: Int
    /// The first day of each month, and of the month after the last.
    let starts: [Day]
    /// The leap month's place in `starts`; nil in a cycle of twelve.
    let leap: Int?

    init(endingIn year: Int) {
        let first = LunarCycle.eleventhMoon(ofYear: year - 1)
        let next = LunarCycle.eleventhMoon(ofYear: year)
        let starts = (first...next).map(SunAndMoon.newMoon)
        self.year = year
        self.starts = starts
        leap = starts.count == 14 ? LunarCycle.leap(starts) : nil
    }

    /// The cycle that a day belongs to.
    init(holding day: Day) {
        let cycle = LunarCycle(endingIn: day.year)
        self = cycle.contains(day) ? cycle : LunarCycle(endingIn: day.year + 1)
    }

    func contains(_ day: Day) -> Bool { starts[0] <= day && day < starts[starts.count - 1] }

    /// The lunar date of a day that the cycle contains.
    func lunar(_ day: Day) -> LunarDay {
        let place = (starts.lastIndex { $0 <= day }) ?? 0
        let months = leap.map { $0 <= place } == true ? place - 1 : place
        return LunarDay(
            year: months < 2 ? year - 1 : year, month: (months + 10) % 12 + 1,
            day: day - starts[place] + 1, isLeapMonth: place == leap)
    }

    /// The day of a lunar date whose year and month lie in this cycle; nil when there is none.
    func day(_ lunar: LunarDay) -> Day? {
        guard (1...12).contains(lunar.month), lunar.day >= 1 else { return nil }
        var place = place(ofMonth: lunar.month)
        if lunar.isLeapMonth {
            // A leap month follows at once the month whose number it bears.
            place += 1
            guard place == leap else { return nil }
        }
        guard lunar.day <= starts[place + 1] - starts[place] else { return nil }
        return starts[place] + (lunar.day - 1)
    }

    /// The place in `starts` of an ordinary month, which is 1…12.
    func place(ofMonth month: Int) -> Int {
        let months = (month + 1) % 12
        return leap.map { $0 <= months } == true ? months + 1 : months
    }

    /// The place of the first month in which the sun enters no multiple of 30°.
    private static func leap(_ starts: [Day]) -> Int? {
        let signs = starts.map { Int(SunAndMoon.longitude(atStartOf: $0) / 30) }
        return (1..<starts.count - 1).first { signs[$0] == signs[$0 + 1] }
    }

    /// The new moon that begins the month with the winter solstice of a solar year.
    private static func eleventhMoon(ofYear year: Int) -> Int {
        // 21 December, counted from 1970 in mean years: the search corrects a month either way.
        let solstice = Double(year - 1970) * 365.2425 + 354
        var moon = Int(((solstice - SunAndMoon.firstMoon) / SunAndMoon.month).rounded(.down))
        while isPastSolstice(SunAndMoon.newMoon(moon)) { moon -= 1 }
        while !isPastSolstice(SunAndMoon.newMoon(moon + 1)) { moon += 1 }
        return moon
    }

    /// True when the sun has passed 270° as a day of the months around December begins.
    private static func isPastSolstice(_ day: Day) -> Bool {
        let longitude = SunAndMoon.longitude(atStartOf: day)
        return longitude >= 270 || longitude < 90
    }
}
