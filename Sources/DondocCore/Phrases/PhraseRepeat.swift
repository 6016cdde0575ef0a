extension Phrase {
    /// Something owed again in each period: how often, of which period, on which day of it.
    public struct Repeat: Hashable, Sendable {
        /// The day within, or after, each period.
        public enum Place: Hashable, Sendable {
            /// Its last day, proposed because the document names none.
            case end
            /// "Quý I hằng năm": the whole span, so its last day.
            case within
            /// "Tháng cuối quý": the span of the last month, whose last day is proposed.
            case lastMonth
            /// Monday (1) … Sunday (7).
            case weekday(Int)
            /// A day of the month, clamped to its length; 0 months is the period's last one,
            /// 1 the month after it, -2 the first of a quarter.
            case day(Int, months: Int)
            /// The last working day of the period's last month.
            case lastWorkingDay
            /// "Ngày làm việc thứ 5 của tháng sau": counted from the month's first; months as in
            /// `day`.
            case workingDay(Int, months: Int)
            /// "Thứ Hai đầu tiên", "thứ Sáu cuối cùng" of a month.
            case weekdayOf(Int, isLast: Bool, months: Int)
            /// "Từ ngày 20 đến ngày 25 hằng tháng".
            case window(from: Int, to: Int)
            /// "Từ 15/11 đến 15/12 hằng năm".
            case season(from: MonthDay, to: MonthDay)
            /// A day of the lunar calendar, in each solar year of the plan.
            case lunarDate(day: Int, month: Int)
            /// A day and month; `years` is -1 for "của năm trước", 1 for "của năm sau".
            case date(day: Int, month: Int, years: Int)
        }

        public let every: Frequency
        /// Which month, quarter or half of the year; nil for all.
        public let index: Int?
        public let place: Place
        /// Minutes after midnight where an hour is said.
        public let minute: Int?

        init(_ every: Frequency, index: Int? = nil, _ place: Place = .end, minute: Int? = nil) {
            self.every = every
            self.index = index
            self.place = place
            self.minute = minute
        }

        /// A span of its own, not one day.
        var isSpan: Bool {
            switch place {
            case .within, .lastMonth, .window, .season: true
            default: false
            }
        }

        /// "Hằng ngày" without an hour: before it nothing can be due.
        var isDaily: Bool { every == .day && place == .end && minute == nil }

        var isAssumed: Bool { (place == .end && every != .day) || place == .lastMonth }
    }

    /// A day of a month, of any year.
    public struct MonthDay: Hashable, Sendable {
        public let day: Int
        public let month: Int
    }

    /// A length of time from an event.
    ///
    /// Source: Bộ luật Dân sự 2015, Điều 147, 148: the event's day is not counted; what ends on a
    /// rest day ends with the next working day.
    public struct Count: Hashable, Sendable {
        public enum Unit: String, Hashable, Sendable, CaseIterable {
            case hour, day, week, month, year
            case workingDay = "working-day"
        }

        /// Where the counting begins.
        public enum Event: Hashable, Sendable {
            case day(NamedDay)
            /// "Kể từ ngày ban hành", "kể từ ngày ký": the plan's own day.
            case issued
            /// Entered by a person.
            case person
        }

        public let number: Int
        public let unit: Unit
        public let event: Event
        /// "03 ngày làm việc trước ngày họp".
        public let isBackwards: Bool
        /// "Sau 30 ngày kể từ …" sets a beginning; that it is meant as the last day is our reading.
        public var isFloor = false
    }
}
