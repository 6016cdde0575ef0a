/// An instant as seen from the office: seconds since 1970-01-01T00:00:00Z.
///
/// Offices of Viet Nam live at UTC+7 without summer time, so a moment and its `Day` differ by a
/// constant. Zones are handled here and nowhere else.
public struct Moment: Hashable, Comparable, Sendable {
    /// Seconds since the Unix epoch.
    public let seconds: Int

    /// Asia/Ho_Chi_Minh: seven hours ahead of UTC all year.
    public static let officeOffset = 7 * 3600

    public init(seconds: Int) { self.seconds = seconds }

    /// The moment at which the office's clock shows `minute` (0…1439, after midnight) of `day`.
    public init(_ day: Day, minuteOfDay minute: Int = 0) {
        seconds = day.number * 86_400 + minute * 60 - Moment.officeOffset
    }

    private var local: (day: Int, second: Int) {
        let (q, r) = (seconds + Moment.officeOffset).quotientAndRemainder(dividingBy: 86_400)
        return r < 0 ? (q - 1, r + 86_400) : (q, r)
    }

    /// The day at the office.
    public var day: Day { Day(number: local.day) }

    /// Minutes after midnight at the office.
    public var minuteOfDay: Int { local.second / 60 }

    public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

    public static func + (moment: Moment, seconds: Int) -> Moment {
        Moment(seconds: moment.seconds + seconds)
    }

    /// Seconds from `b` to `a`.
    public static func - (a: Moment, b: Moment) -> Int { a.seconds - b.seconds }
}

extension Moment: CustomStringConvertible {
    /// RFC 3339 with the office's offset, `2023-06-15T08:00:00+07:00`.
    public var description: String {
        let s = local.second
        return "\(day)T\(padded(s / 3600, 2)):\(padded(s / 60 % 60, 2)):\(padded(s % 60, 2))+07:00"
    }

    /// As offices write it, `15/06/2023 08:00`.
    public var written: String { "\(day.written) \(clockTime(minuteOfDay))" }

    /// Reads `2023-06-01`, `2023-06-01 08:00` or `2023-06-01T08:00:00+07:00` as office time.
    public init?(written text: some StringProtocol) {
        guard let day = Day(iso: text.prefix(10)) else { return nil }
        var rest = text.dropFirst(10)
        if rest.isEmpty {
            self.init(day)
            return
        }
        guard rest.first == " " || rest.first == "T" else { return nil }
        rest = rest.dropFirst()
        if rest.hasSuffix("+07:00") { rest = rest.dropLast(6) }
        var second = 0
        if rest.utf8.count == 8 {
            guard rest.dropFirst(5).first == ":", let s = Int(rest.suffix(2)), (0..<60).contains(s)
            else { return nil }
            second = s
            rest = rest.dropLast(3)
        }
        guard let minute = minutes(ofClock: rest) else { return nil }
        self.init(seconds: Moment(day, minuteOfDay: minute).seconds + second)
    }
}

/// `08:00` for 480.
public func clockTime(_ minuteOfDay: Int) -> String {
    "\(padded(minuteOfDay / 60, 2)):\(padded(minuteOfDay % 60, 2))"
}

/// 480 for `08:00`; nil for what is not a time of day in two digits each.
public func minutes(ofClock text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 2, parts[1].utf8.count == 2,
        let h = UInt8(parts[0]), let m = UInt8(parts[1]), h < 24, m < 60
    else { return nil }
    return Int(h) * 60 + Int(m)
}
