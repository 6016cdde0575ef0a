/// The working days of the office: Monday to Friday, less official days off, plus Saturdays worked
/// in exchange.
///
/// Days off are data an office edits (`config/calendar/YYYY.yaml`), each with the document behind
/// it. A year not yet announced can be a forecast (`addForecast`), the law's or that of a file which
/// says so; one without either counts as plain Monday to Friday. Only announced years are covered
/// (`covers`).
/// Source: Bộ luật Lao động 45/2019/QH14, Điều 111–112; yearly announcements.
public struct WorkCalendar: Hashable, Sendable {
    /// Why a day is off, or worked although it is a Saturday.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case holiday, compensation
        case swappedOff = "swapped-off"
        case swappedWork = "swapped-work"

        public var isOff: Bool { self != .swappedWork }
    }

    /// One line of a calendar file.
    public struct Entry: Hashable, Sendable {
        public var day: Day
        public var kind: Kind
        public var name: String
        /// Number and date of the document; nil where it is not known.
        public var source: String?
        /// True when nobody has announced the day: the law and the lunar calendar foresee it.
        public var isForecast: Bool

        public init(
            day: Day, kind: Kind, name: String, source: String?, isForecast: Bool = false
        ) {
            self.day = day
            self.kind = kind
            self.name = name
            self.source = source
            self.isForecast = isForecast
        }
    }

    private var entries: [Day: Entry] = [:] {
        didSet { marks = Marks(entries) }
    }
    /// The entries once more, by number of day: this is asked for every day that is counted.
    private var marks = Marks([:])
    /// Years whose days off are announced.
    public private(set) var years: Set<Int> = []
    /// Years whose days off are only forecast.
    public private(set) var forecastYears: Set<Int> = []

    public init() {}

    /// Adds a year's announced entries; of two lines for one day the later one wins, and a forecast
    /// of the year gives way.
    public mutating func add(year: Int, _ list: [Entry]) {
        var entries = entries
        if forecastYears.remove(year) != nil {
            entries = entries.filter { day, entry in !(entry.isForecast && day.year == year) }
        }
        years.insert(year)
        for entry in list { entries[entry.day] = entry }
        self.entries = entries
    }

    /// Adds a year that somebody foresees, every line marked a forecast; does nothing to an
    /// announced one.
    public mutating func addForecast(year: Int, _ list: [Entry]) {
        guard !years.contains(year) else { return }
        forecastYears.insert(year)
        var entries = entries
        for var entry in list where entries[entry.day]?.isForecast != false {
            entry.isForecast = true
            entries[entry.day] = entry
        }
        self.entries = entries
    }

    /// Days about which two calendars say different things, oldest first, with what each says.
    public func changes(to new: WorkCalendar) -> [(day: Day, before: Entry?, after: Entry?)] {
        Set(entries.keys).union(new.entries.keys).sorted().compactMap { day in
            let (before, after) = (entries[day], new.entries[day])
            let isSame = before?.kind == after?.kind && before?.name == after?.name
            return isSame ? nil : (day, before, after)
        }
    }

    /// Fills a year with `HolidayForecast`; does nothing to one that is announced or foreseen
    /// already, or outside its years.
    public mutating func addForecast(year: Int) {
        guard !forecastYears.contains(year), HolidayForecast.years.contains(year) else { return }
        addForecast(year: year, HolidayForecast.entries(ofYear: year))
    }

    /// Years whose days off are not announced although they are needed: the running one, and the
    /// coming one from sixty days before it begins.
    public func unannounced(on day: Day) -> [Int] {
        Set([day.year, (day + 60).year]).subtracting(years).sorted()
    }

    /// The entry that says something about this day, nil for an ordinary one.
    public func entry(_ day: Day) -> Entry? { entries[day] }

    /// True when the days off of this day's year are announced; a forecast is not enough.
    public func covers(_ day: Day) -> Bool { years.contains(day.year) }

    public func isWorking(_ day: Day) -> Bool {
        switch marks[day] {
        case .off: false
        case .worked: true
        case nil: !day.isWeekend
        }
    }

    /// The last working day on or before `day`.
    public func working(onOrBefore day: Day) -> Day {
        var d = day
        while !isWorking(d) { d = d - 1 }
        return d
    }

    /// The first working day on or after `day`.
    public func working(onOrAfter day: Day) -> Day {
        var d = day
        while !isWorking(d) { d = d + 1 }
        return d
    }

    /// The `count`-th working day strictly before `day`; `day` itself when count is 0.
    public func working(_ count: Int, before day: Day) -> Day {
        var d = day
        for _ in 0..<count { d = working(onOrBefore: d - 1) }
        return d
    }

    /// The `count`-th working day strictly after `day`; `day` itself when count is 0.
    public func working(_ count: Int, after day: Day) -> Day {
        var d = day
        for _ in 0..<count { d = working(onOrAfter: d + 1) }
        return d
    }

    /// Working days after `a` up to and including `b`; 0 when b is not later.
    public func workingDays(after a: Day, through b: Day) -> Int {
        var count = 0
        var d = a + 1
        while d <= b {
            if isWorking(d) { count += 1 }
            d = d + 1
        }
        return count
    }
}

/// What the entries of a calendar say of a day, without looking each up by its hash.
private struct Marks: Hashable, Sendable {
    enum Mark: UInt8 { case off = 1, worked }

    private let first: Int
    private let marks: [UInt8]

    init(_ entries: [Day: WorkCalendar.Entry]) {
        let days = entries.keys
        guard let first = days.min(), let last = days.max() else {
            (self.first, marks) = (0, [])
            return
        }
        var marks = [UInt8](repeating: 0, count: last - first + 1)
        for (day, entry) in entries {
            marks[day - first] = (entry.kind.isOff ? Mark.off : .worked).rawValue
        }
        (self.first, self.marks) = (first.number, marks)
    }

    /// nil for an ordinary day.
    subscript(day: Day) -> Mark? {
        let i = day.number - first
        return i >= 0 && i < marks.count ? Mark(rawValue: marks[i]) : nil
    }
}
