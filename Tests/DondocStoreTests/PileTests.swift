import DondocCore
import GRDB
import Testing

@testable import DondocStore

/// One letter a day: what is decided waits for its hour, and one letter carries all of it.
@Suite struct PileTests {
    static let (one, two, three) = (StoreTests.nongCong, StoreTests.thoXuan, StoreTests.tongHop)
    /// A Monday.
    static let monday = "2023-06-05"

    func office() async throws -> Scratch {
        let s = try Scratch()
        try await s.load(try Scratch.plan())
        return s
    }

    @Test("Everything for one recipient on one day is one letter, whatever it is about")
    func together() async throws {
        let s = try await office()
        defer { s.remove() }
        let now = moment("2023-06-05 08:00")
        for id in [Self.one, Self.two] { try await s.remind(id, at: now, composes: false) }
        try await s.remind(
            Self.three, to: ["a@example.test", "b@example.test"], at: now, composes: false)
        #expect(try await s.compose(at: now) == 2)
        let letters = try await s.pick(wallClock: 1_000, limit: 9, at: now)
        #expect(
            letters.map { [$0.recipient] + $0.about.map(\.about) } == [
                ["a@example.test", Self.one, Self.two, Self.three], ["b@example.test", Self.three],
            ])
        #expect(try await s.compose(at: now) == 0)
    }

    @Test("Who has had the day's letter hears of what is decided later on the next working day")
    func oneADay() async throws {
        let s = try await office()
        defer { s.remove() }
        // Friday 9/6: at 08:00, and again at 10:00.
        try await s.remind(Self.one, at: moment("2023-06-09 08:00"))
        #expect(try await s.deliver(at: moment("2023-06-09 08:00")).count == 1)
        try await s.remind(Self.two, at: moment("2023-06-09 10:00"))
        #expect(try await s.deliver(at: moment("2023-06-09 10:00")) == [])
        #expect(try await s.nextRelease() == moment("2023-06-12 08:00"))
        try await s.compose(at: moment("2023-06-12 08:00"))
        #expect(try await s.deliver(at: moment("2023-06-12 08:00")) == ["\(Self.two) 0 1\n"])
    }

    @Test("Until the day's letter has left, what is decided later joins it")
    func joins() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: moment("2023-06-09 08:00"))
        try await s.remind(Self.two, at: moment("2023-06-09 10:00"))
        let letters = try await s.pick(wallClock: 1_000, limit: 9, at: moment("2023-06-09 10:00"))
        #expect(letters.map { $0.about.count } == [2] && letters[0].subject == "2/0")
    }

    @Test(
        "Nights and days off hold what is decided; it is said at the next hour of the day's letter",
        arguments: [
            // 10/6 is a Saturday; 07:59 is before the hour, 17:00 after the office has closed.
            ("2023-06-10 09:00", "2023-06-12 08:00"), ("2023-06-09 17:00", "2023-06-12 08:00"),
            ("2023-06-09 16:59", "2023-06-09 16:59"), ("2023-06-09 07:59", "2023-06-09 08:00"),
            ("2023-06-09 03:00", "2023-06-09 08:00"),
        ])
    func held(decided: String, said: String) async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: moment(decided))
        let (at, hour) = (moment(decided), moment(said))
        #expect(try await s.letters() == (at == hour ? 1 : 0))
        if at < hour { #expect(try await s.nextRelease() == hour) }
        try await s.compose(at: hour)
        #expect(try await s.letters() == 1)
    }

    @Test("A day off that comes in between holds it too, and nothing is lost")
    func newDayOff() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: moment("2023-06-09 17:30"))
        // Monday 12/6 has become a day off.
        var calendar = WorkCalendar()
        calendar.add(
            year: 2023,
            [.init(day: moment("2023-06-12").day, kind: .holiday, name: "Nghỉ", source: nil)])
        let hours = OfficeHours(calendar: calendar)
        try await s.compose(at: moment("2023-06-12 08:00"), hours: hours)
        #expect(try await s.letters() == 0)
        #expect(try await s.nextRelease() == moment("2023-06-13 08:00"))
        try await s.compose(at: moment("2023-06-13 08:00"), hours: hours)
        #expect(try await s.letters() == 1)
    }

    @Test("What goes at once has a letter of its own, as soon as the office is open")
    func atOnce() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: moment("2023-06-09 08:00"))
        _ = try await s.deliver(at: moment("2023-06-09 08:00"))
        try await s.remind(
            Self.two, step: "returned-1", at: moment("2023-06-09 10:31"), atOnce: true)
        #expect(
            try await s.deliver(at: moment("2023-06-09 10:31")) == ["\(Self.two) returned-1 1\n"])
        try await s.remind(
            Self.three, step: "returned-1", at: moment("2023-06-09 20:00"), atOnce: true)
        #expect(try await s.nextRelease() == moment("2023-06-12 07:30"))
        try await s.compose(at: moment("2023-06-12 07:30"))
        #expect(try await s.letters() == 3)
        let slots = try await s.store.pool.read { db in
            try String.fetchAll(db, sql: "SELECT slot FROM letter ORDER BY id")
        }
        #expect(slots == ["2023-06-09", "2023-06-09T10:31:00", "2023-06-12T07:30:00"])
    }

    @Test("Beyond so many letters a day the rest waits for the next day's letter, and none is lost")
    func budget() async throws {
        let s = try await office()
        defer { s.remove() }
        var said = 0
        for minute in 0..<5 {
            let now = moment("2023-06-09 09:0\(minute)")
            try await s.remind(
                Self.one, step: "returned-\(minute)", at: now, atOnce: true, composes: false)
            try await s.compose(at: now, limit: 3)
            said += try await s.deliver(at: now).count
        }
        #expect(said == 3)
        let monday = moment("2023-06-12 08:00")
        #expect(try await s.nextRelease() == monday)
        try await s.compose(at: monday, limit: 3)
        // A newer return says all that an older one would.
        #expect(try await s.deliver(at: monday) == ["\(Self.one) returned-4 2\n"])
    }

    @Test("An outage of seven days over three rungs ends in one letter, at the right rung")
    func outage() async throws {
        let s = try await office()
        defer { s.remove() }
        // From Wednesday 7/6 on nothing is taken; -3wd is 9/6, -1wd 13/6, 0 14/6.
        for (day, step) in [("07", nil), ("08", nil), ("09", "-3wd"), ("12", nil), ("13", "-1wd")] {
            let now = moment("2023-06-\(day) 08:00")
            if day == "07" { try await s.remind(Self.two, step: "-5wd", at: now, composes: false) }
            if let step { try await s.remind(Self.one, step: step, at: now, composes: false) }
            try await s.compose(at: now)
            for letter in try await s.pick(wallClock: 1_000, limit: 9, at: now) {
                _ = try s.end(letter, .notAccepted("450"), at: now)
            }
        }
        let now = moment("2023-06-14 08:00")
        try await s.remind(Self.one, step: "0", at: now)
        // Three letters that never left, of 7, 9 and 13 June; on 8 and 12 June there was nothing to say.
        let letters = try await s.pick(wallClock: 1_000, limit: 9, at: now)
        #expect(letters.map(\.subject) == ["2/3"])
        #expect(
            letters.map { String(decoding: $0.message, as: UTF8.self) }
                == ["\(Self.two) -5wd 1\n\(Self.one) 0 3\n"])
        #expect(letters.map(\.queuedAt) == [1_000])
    }

    @Test("On a new day a letter that has not left is composed anew, though nothing is new")
    func newDay() async throws {
        let s = try await office()
        defer { s.remove() }
        let friday = moment("2023-06-09 08:00")
        try await s.remind(Self.one, at: friday)
        // On Saturday it stays as it is, and is not sent.
        let saturday = moment("2023-06-10 08:00")
        #expect(try await s.compose(at: saturday) == 0)
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: saturday).isEmpty)
        #expect(try await s.nextLetter(at: saturday) == nil)
        let monday = moment("2023-06-12 08:00")
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: monday).isEmpty)
        #expect(try await s.compose(at: monday) == 1)
        // It is Friday's letter still, and stands for no other.
        #expect(try await s.pick(wallClock: 9_000, limit: 9, at: monday).map(\.subject) == ["1/0"])
        #expect(try await s.store.reminders(of: 1)[0].notices[0].state == .letter(.sending))
    }

    @Test("A clock that is set back composes nothing twice")
    func setBack() async throws {
        let s = try await office()
        defer { s.remove() }
        try await s.remind(Self.one, at: moment("2023-06-09 08:00"))
        #expect(try await s.compose(at: moment("2023-06-08 08:00")) == 0)
        #expect(try await s.deliver(at: moment("2023-06-08 08:00")).count == 1)
        #expect(try await s.compose(at: moment("2023-06-09 08:00")) == 0)
    }

    @Test("A newer rung takes the place of an older one for those alone who hear of the newer one")
    func otherRecipients() async throws {
        let s = try await office()
        defer { s.remove() }
        let (monday, tuesday) = (moment("2023-06-12 08:00"), moment("2023-06-13 08:00"))
        try await s.remind(
            Self.one, step: "+7wd", to: ["a@example.test", "boss@example.test"], at: monday)
        try await s.remind(Self.one, step: "+14wd", at: tuesday)
        let letters = try await s.deliver(at: tuesday)
        #expect(Set(letters) == ["\(Self.one) +14wd 2\n", "\(Self.one) +7wd 1\n"])
    }
}

extension Scratch {
    /// The relay takes everything that may be sent; answers what the letters say.
    func deliver(at now: Moment, wallClock: Int = 1_000) async throws -> [String] {
        try await pick(wallClock: wallClock, limit: 99, at: now).map {
            _ = try end($0, .accepted, at: now)
            return String(decoding: $0.message, as: UTF8.self)
        }
    }

    @discardableResult
    func end(
        _ letter: WaitingLetter, _ result: LetterResult, at now: Moment = start,
        wallClock: Int = 1_000
    )
        throws -> LetterState
    {
        try store.letter(
            letter, ended: result, wallClock: wallClock, at: now, journal: { _ in nil })
    }

    /// When the next notice that waits is released.
    func nextRelease() async throws -> Moment? {
        try await store.pool.read { db in
            try Int.fetchOne(
                db, sql: "SELECT min(release_at) FROM notice WHERE state = 'waiting'")
        }.map { Moment(seconds: $0) }
    }

    /// Letters that there are, in any state but withdrawn.
    func letters() async throws -> Int {
        try await store.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM letter WHERE state <> 'withdrawn'") ?? 0
        }
    }
}
