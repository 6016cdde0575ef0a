import DondocCore

/// A day of the daemon as offices write it; its own text when it is no day.
func written(day iso: String) -> String { Day(iso: iso)?.written ?? iso }

/// A day with its weekday, `15/06/2023, Thứ Năm`.
func spelled(_ day: Day) -> String { "\(day.written), \(Words.weekday(day.weekday))" }

func spelled(day iso: String?) -> String? {
    iso.map { text in Day(iso: text).map { spelled($0) } ?? text }
}

/// An instant of the daemon as offices write it, `15/06/2023 08:00`.
func written(instant: String) -> String { Moment(written: instant)?.written ?? instant }

/// Seconds as people count them, the largest unit alone: `3 ngày`, `5 giờ`, `12 phút`.
func span(_ seconds: Int) -> String {
    switch seconds {
    case ..<1: Words.now
    case ..<60: Words.seconds(seconds)
    case ..<3600: Words.minutes(seconds / 60)
    case ..<86_400: Words.hours(seconds / 3600)
    default: Words.days(seconds / 86_400)
    }
}
