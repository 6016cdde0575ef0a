/// A day of the lunar calendar of Viet Nam (ngày âm lịch): "mùng 10 tháng 3", with its year.
///
/// A value may name a day that does not exist, such as the 30th of a month of 29; only its
/// conversion to a `Day` tells.
public struct LunarDay: Hashable, Sendable {
    /// The lunar year, numbered by the solar year in which it begins with Tết.
    public var year: Int
    /// 1 (tháng Giêng) … 12 (tháng Chạp).
    public var month: Int
    /// 1 … 29 or 30.
    public var day: Int
    /// True in a leap month (tháng nhuận), which follows the month of the same number.
    public var isLeapMonth: Bool

    public init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
        self.year = year
        self.month = month
        self.day = day
        self.isLeapMonth = isLeapMonth
    }

    /// The lunar date of a solar day.
    public init(_ day: Day) { self = LunarCycle(holding: day).lunar(day) }
}

extension Day {
    /// The solar day of a lunar date.
    ///
    /// - Returns: nil when that month has no such day, that year no such leap month, or the solar
    ///   year lies outside 1…9999.
    public init?(_ lunar: LunarDay) {
        guard (1...9_999).contains(lunar.year) else { return nil }
        let cycle = LunarCycle(endingIn: lunar.month >= 11 ? lunar.year + 1 : lunar.year)
        guard let day = cycle.day(lunar), day.year <= 9_999 else { return nil }
        self = day
    }
}

/// The lunar calendar of Viet Nam: months begin on the day of the new moon at UTC+7.
///
/// The month with the winter solstice is the eleventh; when thirteen months run from one eleventh
/// month to the next, the first without a principal term (the sun entering a multiple of 30°) is
/// leap. Made for 1900–2199; before 1968 the North kept time at UTC+8, so older dates are what the
/// rule gives, not always what people lived by. China counts at UTC+8 and differs in some years.
/// Source: Quyết định 121-CP, 8/8/1967 (the time zone, from 1968); the leap months are found in
/// `LunarCycle`, the astronomy is in `SunAndMoon`.
public enum LunarCalendar {
    /// The first day of a lunar year (mùng 1 Tết), in January or February of `year`.
    public static func tet(ofYear year: Int) -> Day { day(1, ofMonth: 1, year) }

    /// The anniversary of the Hùng kings (Giỗ Tổ Hùng Vương): the 10th of the third month.
    public static func gioTo(ofYear year: Int) -> Day { day(10, ofMonth: 3, year) }

    /// A day of an ordinary month of 1…10.
    private static func day(_ day: Int, ofMonth month: Int, _ year: Int) -> Day {
        let cycle = LunarCycle(endingIn: year)
        return cycle.starts[cycle.place(ofMonth: month)] + (day - 1)
    }
}
