import DondocCore
import Testing

/// Ladders other than the built-in one, on days counted on a wall calendar of 2023.
@Suite struct PoliciesTests {
    private func rungs(_ list: String...) throws -> [Rung] {
        try list.map { Rung(try #require(Rung.Place(written: $0), "\($0)")) }
    }

    private func days(_ ladder: Ladder, due: String, actBy: String) -> [String] {
        ladder.steps(due: day(due), actBy: day(actBy), isRequest: false, calendar2023())
            .map { "\($0.id) \($0.day)" }
    }

    /// Tết is Friday 20/1 to Thursday 26/1, and 1/1 a Sunday.
    ///
    /// Back from Tuesday 31/1: the thirtieth day is 1/1, whose last working day before is Friday 30/12;
    /// the tenth is 21/1 and the seventh 24/1, both within Tết, so both come on Thursday 19/1; the third
    /// is Saturday 28/1, so Friday 27/1.
    @Test("Calendar days before the day move back to the last working day, also over all of Tết")
    func calendarDaysBefore() throws {
        let ladder = Ladder(name: "t", rungs: try rungs("-30d", "-10d", "-7d", "-3d", "0", "due"))
        #expect(
            days(ladder, due: "2023-01-31", actBy: "2023-01-31") == [
                "-30d 2022-12-30", "-10d 2023-01-19", "-7d 2023-01-19", "-3d 2023-01-27",
                "0 2023-01-31",
            ])
    }

    /// After Tuesday 17/1: the third day is 20/1 and the seventh 24/1, both within Tết, so both come on
    /// Friday 27/1, the first day of work; then every seventh: Tuesday 31/1, Tuesday 7/2.
    @Test("Calendar days after the day move on to the next working day, and repeat by the calendar")
    func calendarDaysAfter() throws {
        let last = Rung(
            .overdue(.calendar(7)), repeats: .init(every: .calendar(7), times: 3))
        let ladder = Ladder(name: "t", rungs: try rungs("0", "due", "+3d") + [last])
        #expect(
            days(ladder, due: "2023-01-17", actBy: "2023-01-16") == [
                "0 2023-01-16", "due 2023-01-17", "+3d 2023-01-27", "+7d 2023-01-27",
                "+14d 2023-01-31", "+21d 2023-02-07",
            ])
    }

    /// After 17/1 the working days are 18, 19 and 27, 30, 31/1: the fifth is 31/1.
    @Test("Working days step over Tết")
    func workingDays() throws {
        let ladder = Ladder(name: "t", rungs: try rungs("-3wd", "+3wd", "+5wd"))
        // Back from Monday 30/1: 27, 19, 18/1.
        #expect(
            days(ladder, due: "2023-01-17", actBy: "2023-01-30")
                == ["-3wd 2023-01-18", "+3wd 2023-01-27", "+5wd 2023-01-31"])
    }

    @Test("A moved rung says from which day, another one says nothing")
    func moved() throws {
        let ladder = Ladder(name: "t", rungs: try rungs("-10d", "-4d", "-1wd", "+3d"))
        func from(_ id: String) -> Day? {
            ladder.movedFrom(
                id, due: day("2023-01-17"), actBy: day("2023-01-31"), calendar2023())
        }
        #expect(from("-10d") == day("2023-01-21") && from("+3d") == day("2023-01-20"))
        #expect(from("-4d") == nil && from("-1wd") == nil && from("0") == nil)
    }

    /// As the ladder of the office has always been: these names stand in every store.
    @Test(
        "The built-in ladder keeps its names, and tells the leader from the third letter after the day, the level above from the fifth"
    )
    func builtIn() {
        let steps = Ladder.standard.steps(
            due: day("2023-06-15"), actBy: day("2023-06-14"), isRequest: false, calendar2023())
        let told = steps.map { "\($0.id) \($0.audience.map(\.rawValue).joined(separator: "+"))" }
        #expect(
            told == [
                "-30wd lead", "-7wd lead", "-3wd lead", "-1wd lead", "0 lead", "due lead",
                "+1wd lead", "+3wd lead", "+7wd lead+leader", "+14wd lead+leader",
                "+21wd lead+leader+above", "+28wd lead+leader+above", "+35wd lead+leader+above",
                "+42wd lead+leader+above", "+49wd lead+leader+above", "+56wd lead+leader+above",
                "+63wd lead+leader+above", "+70wd lead+leader+above",
            ])
        #expect(steps.allSatisfy { $0.channels == ["mail"] && $0.wording == nil })
        #expect(Ladder.standard.overdueLimit == 12)
    }

    @Test(
        "Texts of a ladder are read, and written as they were",
        arguments: ["-30d", "-7wd", "0", "due", "+1wd", "+999d"])
    func written(text: String) {
        #expect(Rung.Place(written: text)?.description == text)
    }

    @Test(
        "What is no step is none",
        arguments: ["", "7wd", "-0wd", "+0d", "-07wd", "-7", "-7w", "1", "Due", "+1000wd", "-1.5d"])
    func unwritten(text: String) {
        #expect(Rung.Place(written: text) == nil)
    }

    /// Working days against calendar days by the worst case: seven of seven days worked on one side,
    /// Tết on the other (3 + 2 + 14 = 19; 7 + 4 + 14 = 25).
    @Test(
        "A step is refused behind one that it may overtake",
        arguments: [
            ("-30d", "-7wd", true), ("-25d", "-7wd", true), ("-24d", "-7wd", false),
            ("-19d", "-3wd", true), ("-18d", "-3wd", false), ("-7wd", "-7d", true),
            ("-7wd", "-8d", false), ("-7wd", "-7wd", false), ("-7d", "-8d", false),
            ("-1wd", "0", true), ("0", "-1wd", false), ("0", "due", true), ("due", "0", false),
            ("0", "0", false), ("due", "+1d", true), ("+1d", "due", false), ("+7d", "+7wd", true),
            ("+8d", "+7wd", false), ("+3wd", "+19d", true), ("+3wd", "+18d", false),
        ])
    func order(first: String, second: String, isTaken: Bool) throws {
        let (a, b) = (try #require(Rung.Place(written: first)), Rung.Place(written: second))
        #expect((try #require(b).misorder(behind: a) == nil) == isTaken)
    }

    @Test("The ladder is the one that is named, else that of the kind, else the standard one")
    func choice() {
        let fast = Ladder(name: "fast", rungs: [Rung(.actBy)])
        let asked = Ladder(name: "asked", rungs: [Rung(.due)])
        let policies = Policies([(fast, []), (asked, [.request])])
        #expect(policies.ladder(for: .task, named: nil) == .standard)
        #expect(policies.ladder(for: .request, named: nil) == asked)
        #expect(policies.ladder(for: .request, named: "fast") == fast)
        #expect(policies.ladder(for: .report, named: "gone") == .standard)
        #expect(policies.names == ["asked", "fast", "standard"])
        #expect(policies.kinds(of: "standard") == [.task, .report, .continuous])
        let own = Ladder(name: "standard", rungs: [Rung(.actBy)])
        #expect(Policies([(own, [])])["standard"] == own)
    }

    @Test("Work is of the kind that its record says")
    func kinds() throws {
        var standing = Standing(
            state: .planned, due: day("2023-06-15"), actBy: day("2023-06-14"),
            period: try #require(Period.year(2023)), isRequest: false, asksCheckin: false,
            isPressed: true, since: Moment(day("2023-01-01")), decidedTo: Moment(day("2023-01-01")),
            lastCheckin: nil, kind: .report)
        #expect(standing.workKind == .report)
        standing.kind = .task
        #expect(standing.workKind == .task)
        standing.isRequest = true
        #expect(standing.workKind == .request)
        standing.due = nil
        #expect(standing.workKind == .continuous)
    }
}
