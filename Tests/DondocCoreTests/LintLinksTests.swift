import DondocCore
import Testing

/// Between a report and its figures, its inputs, the work that it discharges.
@Suite struct LintLinksTests {
    typealias Cause = Plan.Finding.Cause

    @Test(
        "A report needs a working day after its figures close",
        arguments: [
            // Wednesday 14/6 closes, Thursday 15/6 is the day between.
            ("trước ngày 15/6/2023", CountingRules.Before.lenient, nil as String?),
            // By the letter 14/6 is the last day, and the closing.
            ("trước ngày 15/6/2023", .strict, "2023-06-14"),
            ("trước ngày 16/6/2023", .strict, nil),
            ("chậm nhất ngày 14/6/2023", .lenient, "2023-06-14"),
            // Monday 19/6 is the last day by the letter: Thursday and Friday come before it.
            ("trước ngày 20/6/2023", .strict, nil),
        ])
    func closing(phrase: String, before: CountingRules.Before, due: String?) throws {
        let found = try LintPlan(before: before).report("a", phrase, covers: .nd09Half).lint()
        let expected = due.map {
            Cause.noDayAfterClosing(
                closing: day("2023-06-14"), due: day($0), earliest: day("2023-06-15"))
        }
        #expect(found.map(\.cause) == (expected.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.task == "a" && $0.field == .covers && $0.count == 1 })
    }

    /// 15/6/2024 is a Saturday: the day after Friday's closing that people count on is none.
    @Test(
        "A closing is told where the due day is a day off and does not move on",
        arguments: [
            (CountingRules.OffDay.keep, "2024-06-15" as String?), (.previous, "2024-06-14"),
            (.next, nil),
        ])
    func saturday(offDay: CountingRules.OffDay, due: String?) throws {
        let found = try LintPlan("2024", offDay: offDay)
            .report("a", "trước ngày 15/6/2024", covers: .nd09Half).causes()
            .filter { if case .noDayAfterClosing = $0 { true } else { false } }
        let expected = due.map {
            Cause.noDayAfterClosing(
                closing: day("2024-06-14"), due: day($0), earliest: day("2024-06-17"))
        }
        #expect(found == (expected.map { [$0] } ?? []))
    }

    @Test("A holiday on the only day between is told")
    func holiday() throws {
        var one = try LintPlan().report("a", "trước ngày 15/6/2023", covers: .nd09Half)
        one.calendar.add(
            year: 2023,
            [.init(day: day("2023-06-15"), kind: .holiday, name: "nghỉ", source: nil)])
        #expect(
            one.lint().filter { $0.field == .covers }.map(\.cause) == [
                .noDayAfterClosing(
                    closing: day("2023-06-14"), due: day("2023-06-15"),
                    earliest: day("2023-06-16"))
            ])
    }

    /// Of the twelve days before which a month's report is due in 2023, 15/1 and 15/10 are Sundays,
    /// 15/4 and 15/7 Saturdays.
    @Test("The months of a repeat are one finding with their number and the first")
    func months() throws {
        let found = try LintPlan().report("a", "trước ngày 15 hằng tháng", covers: .nd09Month)
            .lint()
        let closing = try #require(found.first { $0.field == .covers })
        #expect(
            closing.cause
                == .noDayAfterClosing(
                    closing: day("2023-01-14"), due: day("2023-01-15"),
                    earliest: day("2023-01-16")))
        #expect(closing.count == 4)
        #expect(found.count { $0.field == .covers } == 1)
    }

    @Test(
        "A report due just before a closing has the figures of the one before",
        arguments: [
            ("ngày 12/6/2023", ReportingScheme.nd09Half, "2022-12-14" as String?),
            ("ngày 6/6/2023", .nd09Half, nil), ("ngày 12/6/2023", .nd09Month, nil),
            ("ngày 12/12/2023", .nd09Year, "2022-12-14"),
        ])
    func beforeClosing(phrase: String, scheme: ReportingScheme, closed: String?) throws {
        let found = try LintPlan().report("a", phrase, covers: scheme).causes()
        let due = day(phrase == "ngày 12/12/2023" ? "2023-12-12" : "2023-06-12")
        let expected = closed.map {
            Cause.dueBeforeClosing(closing: due + 2, due: due, closed: day($0))
        }
        #expect(found == (expected.map { [$0] } ?? []))
    }

    @Test(
        "A report must be due after what it waits for, with a working day between",
        arguments: [
            ("trước ngày 15/6/2023", "trước ngày 20/6/2023", nil as Bool?),
            // Friday and Monday: Monday is the day.
            ("ngày 16/6/2023", "ngày 19/6/2023", nil),
            ("ngày 21/6/2023", "trước ngày 20/6/2023", true),
            ("ngày 20/6/2023", "trước ngày 20/6/2023", true),
            ("ngày 20/6/2023", "ngày 20/6/2023", false),
            // Friday and Sunday.
            ("ngày 16/6/2023", "ngày 18/6/2023", false),
            ("unknown", "ngày 20/6/2023", nil), ("ngày 20/6/2023", "unknown", nil),
        ])
    func order(input: String, upper: String, isTooLate: Bool?) throws {
        let found = try LintPlan().report("a", input).report("b", upper, after: ["a"]).lint()
            .filter { $0.field == .after("a") }
        let kinds = found.map { if case .inputTooLate = $0.cause { true } else { false } }
        #expect(kinds == (isTooLate.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.task == "b" })
    }

    @Test("Both days are shown, period by period, with the first")
    func quarters() throws {
        let found = try LintPlan().report("a", "ngày 20 của tháng cuối quý")
            .report("b", "ngày 15 của tháng cuối quý", after: ["a"]).lint()
            .filter { $0.task == "b" && $0.field != .due }
        let input = try #require(found.first)
        #expect(
            input.cause
                == .inputTooLate(
                    .init(report: "a", due: day("2023-03-20"), unmatched: nil),
                    due: day("2023-03-15")))
        #expect(input.count == 4)
        #expect(found.count == 1)
        let turned = try LintPlan().report("a", "ngày 15 của tháng cuối quý")
            .report("b", "ngày 20 của tháng cuối quý", after: ["a"]).lint()
        #expect(!turned.contains { $0.field == .after("a") })
    }

    /// The quarter waits for all months, which is what decides whether it may be claimed.
    @Test("An input without the period of what waits for it is waited for whole")
    func unmatched() throws {
        let found = try LintPlan().report("a", "ngày 20 hằng tháng")
            .report("b", "ngày 25 của tháng cuối quý", after: ["a"]).lint()
            .filter { $0.field == .after("a") }
        #expect(found.map(\.count) == [3])
        #expect(
            found.first?.cause
                == .inputTooLate(
                    .init(report: "a", due: day("2023-12-20"), unmatched: "2023-Q1"),
                    due: day("2023-03-25")))
    }

    @Test(
        "A task whose own day its report does not have is told",
        arguments: [
            ("trước ngày 15/6/2023", true), ("trước ngày 20/6/2023", false), ("Cả năm", false),
            ("unknown", false),
        ])
    func discharged(phrase: String, isTold: Bool) throws {
        let found = try LintPlan().task("a", phrase, report: "b")
            .report("b", "trước ngày 20/6/2023").causes()
        let cause = Cause.reportDiffers(
            report: "b", reportDue: day("2023-06-20"), due: day("2023-06-15"))
        #expect(found == (isTold ? [cause] : []))
    }
}
