/// A year, a month and a day with no zone: what an article means by "before 15 June 2023".
///
/// Proleptic Gregorian, counted as whole days from 1970-01-01 (day 0). `Day(2023, 6, 31)` is nil:
/// an impossible day is refused, never moved.
public struct Day: Hashable, Comparable, Sendable {
    /// Whole days since 1970-01-01; negative before it.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// - Returns: nil when there is no such day, or the year lies outside 1…9999.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day itself, without a check: month is 1…12 and day lies within it.
    private init(year: Int, month: Int, day: Int) {
        // Years that begin in March put the leap day last; eras of 400 years repeat exactly.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day at once: cheaper than the three properties.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    /// 1 is Monday, 7 is Sunday, as the week of Vietnamese offices runs.
    public var weekday: Int {
        let sinceMonday = (number + 3) % 7
        return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
    }

    public var isWeekend: Bool { weekday >= 6 }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }

    public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

    /// Calendar days from `b` to `a`; negative when `a` is earlier.
    public static func - (a: Day, b: Day) -> Int { a.number - b.number }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days in a month, which is 1…12.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The first day of a month; nil outside 1…12 and 1…9999.
    public static func first(ofMonth month: Int, year: Int) -> Day? { Day(year, month, 1) }

    /// The last day of a month; nil outside 1…12 and 1…9999.
    public static func last(ofMonth month: Int, year: Int) -> Day? {
        guard (1...12).contains(month) else { return nil }
        return Day(year, month, length(ofMonth: month, year: year))
    }
}

extension Day: CustomStringConvertible {
    /// ISO 8601, `2023-06-15`: for files, JSON and the store.
    public var description: String {
        let (y, m, d) = civil
        return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
    }

    /// As offices write it, `15/06/2023`.
    public var written: String {
        let (y, m, d) = civil
        return "\(padded(d, 2))/\(padded(m, 2))/\(y)"
    }

    /// Reads `2023-06-15` and nothing else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let y = decimal(bytes[0..<4]), let m = decimal(bytes[5..<7]),
            let d = decimal(bytes[8..<10])
        else { return nil }
        self.init(y, m, d)
    }
}

/// A number in decimal with leading zeros up to `width`.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// The value of ASCII digits; nil when anything else stands among them.
private func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 0x30)
    }
    return value
}
