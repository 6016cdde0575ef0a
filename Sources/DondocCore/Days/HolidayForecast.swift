/// The official days off of a year that nobody has announced yet: what the law foresees, and for
/// the days it leaves open what announcements have chosen so far.
///
/// Open are the five days of Tết and the second day of National Day; the choices below gave the
/// announced days of every year from 2018 to 2027. Swapped days are left out: each is a decision of
/// its own, sometimes made a week before.
/// Source: Bộ luật Lao động 45/2019/QH14, Điều 111.3 and 112 (up to 2020: 10/2012/QH13, Điều 115);
/// Nghị quyết 28/2026/QH16, Điều 2.
public enum HolidayForecast {
    /// From the first whole year under the Code of 2012 to the last of the lunar calendar.
    public static let years = 2014...2199

    /// A year's days off, oldest first, each marked a forecast; empty outside `years`.
    public static func entries(ofYear year: Int) -> [WorkCalendar.Entry] {
        guard years.contains(year) else { return [] }
        let holidays =
            on(1, 1, "Tết Dương lịch", year) + tet(year)
            + [holiday(LunarCalendar.gioTo(ofYear: year), "Giỗ Tổ Hùng Vương")]
            + on(30, 4, "Ngày Chiến thắng", year) + on(1, 5, "Ngày Quốc tế lao động", year)
            + nationalDay(year) + cultureDay(year)
        return (holidays + compensation(for: holidays)).sorted { $0.day < $1.day }
    }

    /// Five days: two of the old year and three of the new, or one and four when Tết is a Tuesday.
    ///
    /// A Tuesday makes Monday to Friday, nine days with both weekends (2019, 2022, 2026); all other
    /// years since 2018 began two days before (2025, a Wednesday, for the same nine days).
    private static func tet(_ year: Int) -> [WorkCalendar.Entry] {
        let tet = LunarCalendar.tet(ofYear: year)
        let first = tet - (tet.weekday == 2 ? 1 : 2)
        return (0..<5).map { holiday(first + $0, "Tết Nguyên đán") }
    }

    /// 2/9 and, since the Code of 2019, the day before or after it.
    ///
    /// The working day that joins the rest to a weekend: 3/9 when 2/9 is a Sunday, Monday or
    /// Thursday, else 1/9. A Wednesday joins neither way; 2026 took 1/9, so that a swapped Monday
    /// could close the gap.
    private static func nationalDay(_ year: Int) -> [WorkCalendar.Entry] {
        guard let day = Day(year, 9, 2) else { return [] }
        let name = "Quốc khánh"
        guard year >= 2021 else { return [holiday(day, name)] }
        let other = [1, 4, 7].contains(day.weekday) ? day + 1 : day - 1
        return [holiday(day, name), holiday(other, name)]
    }

    /// 24/11, paid since 1 July 2026.
    private static func cultureDay(_ year: Int) -> [WorkCalendar.Entry] {
        guard year >= 2026 else { return [] }
        return on(24, 11, "Ngày Văn hóa Việt Nam", year, law: "Nghị quyết 28/2026/QH16, Điều 2")
    }

    /// The next working day for each holiday on a weekend, given out in the order of the holidays.
    private static func compensation(for holidays: [WorkCalendar.Entry]) -> [WorkCalendar.Entry] {
        var taken = Set(holidays.map(\.day))
        return holidays.filter(\.day.isWeekend).sorted { $0.day < $1.day }.map { lost in
            var day = lost.day + 1
            while day.isWeekend || taken.contains(day) { day = day + 1 }
            taken.insert(day)
            return WorkCalendar.Entry(
                day: day, kind: .compensation, name: "Nghỉ bù \(lost.name)",
                source: code(day.year, "111.3", old: "115.3"), isForecast: true)
        }
    }

    private static func on(
        _ day: Int, _ month: Int, _ name: String, _ year: Int, law: String? = nil
    ) -> [WorkCalendar.Entry] {
        Day(year, month, day).map { [holiday($0, name, law: law)] } ?? []
    }

    private static func holiday(_ day: Day, _ name: String, law: String? = nil)
        -> WorkCalendar.Entry
    {
        WorkCalendar.Entry(
            day: day, kind: .holiday, name: name,
            source: law ?? code(day.year, "112.1", old: "115.1"), isForecast: true)
    }

    /// The article of the Labour Code in force that year.
    private static func code(_ year: Int, _ article: String, old: String) -> String {
        year >= 2021
            ? "Bộ luật Lao động 45/2019/QH14, Điều \(article)"
            : "Bộ luật Lao động 10/2012/QH13, Điều \(old)"
    }
}
