import DondocCore
import Testing

/// A task's own days.
@Suite struct LintDaysTests {
    typealias Cause = Plan.Finding.Cause

    @Test("A repeat without a day in the period is told, one with a single day is not")
    func neverInPeriod() throws {
        let spring = LintPlan("2023-02-01..2023-04-28")
        #expect(
            try spring.task("a", "định kỳ 6 tháng").causes()
                == [.neverInPeriod(spring.plan.period)])
        #expect(try spring.task("a", "định kỳ hằng quý").causes() == [])
        #expect(try spring.task("a", "Thường xuyên").causes() == [])
    }

    @Test(
        "A repeat that was over at the signing is told as never coming",
        arguments: [("2023-07-01", true), ("2023-06-30", false)])
    func allBeforeIssue(issued: String, isTold: Bool) throws {
        let found = try LintPlan("2023-01-01..2023-06-30", issued: issued)
            .task("a", "định kỳ 6 tháng").causes()
        let cause = Cause.allBeforeIssue(last: day("2023-06-30"), issued: day("2023-07-01"))
        #expect(found == (isTold ? [cause] : []))
    }

    @Test("What counts from the signing needs its day", arguments: [nil, "2023-04-28"])
    func issueDay(issued: String?) throws {
        let found = try LintPlan(issued: issued)
            .task("a", "trong thời hạn 15 ngày kể từ ngày ban hành").causes()
        #expect(found == (issued == nil ? [.issueDayMissing] : []))
    }

    @Test(
        "A day before the signing is told, the signing day is not",
        arguments: [("ngày 27/4/2023", true), ("ngày 28/4/2023", false)])
    func beforeIssue(phrase: String, isTold: Bool) throws {
        let found = try LintPlan(issued: "2023-04-28").task("a", phrase).causes(today: "2023-05-10")
        let early = Cause.dueBeforeIssue(due: day("2023-04-27"), issued: day("2023-04-28"))
        let past = Cause.duePast(due: day("2023-04-28"), today: day("2023-05-10"))
        #expect(found == [isTold ? early : past])
    }

    @Test("Days before today are one finding for the plan, at the first task in the file")
    func past() throws {
        let plan = try LintPlan().task("a", "ngày 15/6/2023").task("b", "ngày 31/3/2023")
            .task("c", "ngày 14/6/2023").task("d", "ngày 20 hằng tháng")
        let found = plan.lint(today: "2023-06-15").filter { $0.cause != found20 }
        #expect(found.map(\.task) == ["b"])
        #expect(
            found.map(\.cause) == [.duePast(due: day("2023-03-31"), today: day("2023-06-15"))])
        // b, c, and the 20th of January to May.
        #expect(found.first?.count == 7)
        #expect(found.first?.alsoIn == ["c", "d"])
        // On its own day nothing has passed.
        #expect(try LintPlan().task("a", "ngày 15/6/2023").lint(today: "2023-06-15") == [])
    }

    /// 20/5 and 20/8/2023 are a Saturday and a Sunday; 20/1 is the first day of Tết.
    private var found20: Cause {
        .dueOnDayOff(due: day("2023-01-20"), name: "nghỉ", actBy: day("2023-01-19"))
    }

    @Test("A plan that is over has one line, with the days that are still ahead")
    func over() throws {
        let plan = try LintPlan().task("a", "ngày 31/3/2023").report("b", "trước ngày 15/01/2024")
            .task("c", "ngày 20/01/2024")
        #expect(
            plan.lint(today: "2024-01-15").filter { $0.field == .period }.map(\.cause) == [
                .planOver(ended: day("2023-12-31"), ahead: [day("2024-01-15"), day("2024-01-20")]),
                .daysOffUncertain(forecast: [], missing: [2024]),
            ])
        #expect(!plan.lint(today: "2024-01-15").contains { $0.task == "a" })
        #expect(!plan.lint(today: "2023-12-31").contains { $0.cause.isOver })
    }

    @Test(
        "A named day that nobody works on is told with the day that reminders count to",
        arguments: [
            // Saturday 17/6; its Friday.
            ("trước ngày 17/6/2023", "2023-06-17", nil as String?, "2023-06-16"),
            // Monday 4/9 is off for 2/9, as is Friday 1/9: Thursday.
            ("chậm nhất ngày 4/9/2023", "2023-09-04", "nghỉ", "2023-08-31"),
            // Sunday 31/12, said as a day.
            ("ngày cuối cùng của tháng 12/2023", "2023-12-31", nil, "2023-12-29"),
            ("từ ngày 1/6/2023 đến hết ngày 17/6/2023", "2023-06-17", nil, "2023-06-16"),
        ])
    func dayOff(phrase: String, due: String, name: String?, actBy: String) throws {
        #expect(
            try LintPlan().task("a", phrase).causes()
                == [.dueOnDayOff(due: day(due), name: name, actBy: day(actBy))])
        let moved = try LintPlan(offDay: .next).task("a", phrase).causes()
        #expect(!moved.contains { if case .dueOnDayOff = $0 { true } else { false } })
    }

    @Test(
        "A day worked on and the end of a span are no day off",
        arguments: [
            "trước ngày 16/6/2023", "tháng 12/2023", "Cả năm", "định kỳ 6 tháng",
            "chậm nhất ngày làm việc cuối cùng của tháng 12/2023",
            "trong thời hạn 3 ngày kể từ ngày 14/6/2023",
            // Saturday 30/9 ends the quarter; Friday 15/12 is the day that is chosen.
            "quý III hằng năm và ngày 15/12 hằng năm",
        ])
    func noDayOff(phrase: String) throws {
        #expect(try LintPlan().task("a", phrase).causes() == [])
    }

    /// Before Monday 19/6, by the letter: Sunday 18/6.
    @Test("By the letter the day before counts as the due day")
    func strictDayOff() throws {
        #expect(
            try LintPlan(before: .strict).task("a", "trước ngày 19/6/2023").causes() == [
                .dueOnDayOff(due: day("2023-06-18"), name: nil, actBy: day("2023-06-16"))
            ])
        #expect(
            try LintPlan(before: .strict).task("a", "trước ngày 17/6/2023").causes() == [])
    }

    @Test("A Saturday worked in exchange is a working day")
    func swapped() throws {
        var one = try LintPlan().task("a", "ngày 17/6/2023")
        one.calendar.add(
            year: 2023,
            [.init(day: day("2023-06-17"), kind: .swappedWork, name: "làm bù", source: nil)])
        #expect(one.causes() == [])
    }

    @Test(
        "A year that is not the plan's is told, the first months after the plan are not",
        arguments: [
            ("ngày 15/6/2022", Cause.yearTooEarly(due: day("2022-06-15"), first: 2023) as Cause?),
            ("ngày 15/6/2032", .yearTooLate(due: day("2032-06-15"), ended: day("2023-12-31"))),
            ("ngày 1/4/2024", .yearTooLate(due: day("2024-04-01"), ended: day("2023-12-31"))),
            ("ngày 29/3/2024", nil), ("trước ngày 15/01/2024", nil),
            ("ngày 20/6/2023", nil),
            // A report of the year before is said to be one.
            ("ngày 20/12 của năm trước", nil),
        ])
    func years(phrase: String, cause: Cause?) throws {
        var one = try LintPlan().task("a", phrase)
        for year in [2022, 2024] { one.calendar.add(year: year, []) }
        #expect(one.causes(today: "2022-01-01") == (cause.map { [$0] } ?? []))
    }

    @Test("A wrong year is not told again as past, early or a day off")
    func oneYear() throws {
        // 15/6/2013 is a Saturday before everything.
        let found = try LintPlan(issued: "2023-04-28").task("a", "ngày 15/6/2013")
            .causes(today: "2023-06-01")
        #expect(found == [.yearTooEarly(due: day("2013-06-15"), first: 2023)])
    }

    @Test(
        "A day whose year was left out is told when it lies half a year before the signing",
        arguments: [
            ("ngày 15/5", "2023-12-20", true), ("ngày 15/5/2023", "2023-12-20", false),
            ("ngày 15/5", "2023-11-14", false),
        ])
    func yearLeftOut(phrase: String, issued: String, isTold: Bool) throws {
        let found = try LintPlan(issued: issued).task("a", phrase).causes()
        let due = day("2023-05-15")
        #expect(
            found == [
                isTold
                    ? .yearLeftOut(due: due, issued: day(issued))
                    : .dueBeforeIssue(due: due, issued: day(issued))
            ])
    }

    @Test(
        "A day said twice is one day, and told",
        arguments: [
            ("định kỳ hằng quý, hằng quý", Cause.saidTwice(nil) as Cause?),
            ("trước ngày 15/6 và 15/12", nil),
        ])
    func saidTwice(phrase: String, cause: Cause?) throws {
        let one = try LintPlan().task("a", phrase)
        #expect(one.causes() == (cause.map { [$0] } ?? []))
        #expect(throws: Never.self) { try one.plan.expand(one.directory, one.calendar) }
    }

    @Test("Years whose days off are foreseen or missing are named once for the plan")
    func daysOff() throws {
        var one = try LintPlan("2023..2026").task("a", "ngày 17/6/2025").task("b", "ngày 15/6/2026")
            .task("c", "ngày 15/6/2023").task("d", "ngày 16/6/2025")
        one.calendar.addForecast(year: 2025)
        #expect(
            one.lint().map(\.cause) == [.daysOffUncertain(forecast: [2025], missing: [2026])])
        #expect(one.lint().first?.field == .period)
        for year in [2025, 2026] { one.calendar.add(year: year, []) }
        #expect(one.lint() == [])
    }

    @Test("The same day off in thirty tasks is one finding, another day one of its own")
    func merged() throws {
        var one = LintPlan()
        for i in 1...30 { one = try one.task("a\(i)", "ngày 17/6/2023") }
        one = try one.task("b", "ngày 18/6/2023")
        let found = one.lint()
        #expect(found.map(\.task) == ["a1", "b"])
        #expect(found.first?.alsoIn == (2...30).map { "a\($0)" })
        #expect(found.map(\.count) == [1, 1])
    }
}

extension Plan.Finding.Cause {
    fileprivate var isOver: Bool { if case .planOver = self { true } else { false } }
}
