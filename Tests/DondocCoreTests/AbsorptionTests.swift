import DondocCore
import Testing

@Suite struct AbsorptionTests {
    private func dates(_ text: String, absorbs: Bool, issued: Day? = nil) throws -> [String] {
        try Phrase(text).dates(
            in: try #require(Period.year(2023)), issued: issued,
            rules: CountingRules(absorbs: absorbs), calendar: calendar2023()
        ).map { "\($0.named) \($0.period?.label ?? "-")" }
    }

    @Test("The longer report absorbs the shorter that ends with it, unless both are owed")
    func both() throws {
        let text = "định kỳ hàng quý, 6 tháng, năm"
        #expect(
            try dates(text, absorbs: true) == [
                "2023-03-31 2023-Q1", "2023-06-30 2023-H1", "2023-09-30 2023-Q3",
                "2023-12-31 2023",
            ])
        #expect(
            try dates(text, absorbs: false) == [
                "2023-03-31 2023-Q1", "2023-06-30 2023-Q2", "2023-06-30 2023-H1",
                "2023-09-30 2023-Q3", "2023-12-31 2023-Q4", "2023-12-31 2023-H2",
                "2023-12-31 2023",
            ])
        // 12 months, 4 quarters, 2 halves, 9 months and the year.
        let all = try dates("định kỳ tháng, quý, 6 tháng, 9 tháng, năm", absorbs: false)
        #expect(all.count == 20 && Set(all).count == 20)
        #expect(
            all[9...13] == [
                "2023-07-31 2023-07", "2023-08-31 2023-08", "2023-09-30 2023-09",
                "2023-09-30 2023-Q3", "2023-09-30 2023-9T",
            ])
    }

    @Test("Reports with days of their own are both owed too")
    func dated() throws {
        let text = "báo cáo quý trước ngày 15/6, 6 tháng trước ngày 15/6"
        #expect(try dates(text, absorbs: true) == ["2023-06-15 2023-H1"])
        #expect(try dates(text, absorbs: false) == ["2023-06-15 2023-Q2", "2023-06-15 2023-H1"])
    }

    @Test("A named exception takes the place of its like, absorbed or not")
    func exception() throws {
        let text = "trước ngày 20 hằng tháng; riêng báo cáo tháng 12 trước ngày 15/12"
        for absorbs in [true, false] {
            let all = try dates(text, absorbs: absorbs)
            #expect(all.count == 12 && all.last == "2023-12-15 2023-12")
        }
    }

    @Test("What had ended when the plan was issued is left out of both")
    func late() throws {
        let all = try dates("định kỳ hàng quý, 6 tháng", absorbs: false, issued: day("2023-07-01"))
        #expect(all == ["2023-09-30 2023-Q3", "2023-12-31 2023-Q4", "2023-12-31 2023-H2"])
    }

    private func plan(_ due: String, absorbs: Bool? = nil, covers: ReportingScheme? = nil) throws
        -> Plan
    {
        let desk = AgencyRef(territory: "t", id: "so")
        var plan = Plan(
            id: "p", number: nil, title: "Kế hoạch", territory: "t", issuer: desk, issued: nil,
            period: try #require(Period.year(2023)), coordinator: desk)
        var report = Plan.Task(
            kind: .report, id: "bc", title: "Báo cáo",
            lead: [.agency(desk), .agency(AgencyRef(territory: "t", id: "phong"))],
            due: try Phrase(due))
        (report.absorbs, report.covers) = (absorbs, covers)
        plan.tasks = [report]
        return plan
    }

    private func keys(_ plan: Plan) throws -> [String] {
        try plan.expand(Directory(), calendar2023()).assignments.map(\.key)
    }

    @Test("A plan's default and a report's own word: each obligation with its key and its window")
    func expansion() throws {
        let due = "định kỳ hàng quý, 6 tháng"
        let absorbed = try keys(try plan(due))
        #expect(absorbed.count == 8 && !absorbed.contains("p/bc/2023-Q2/so"))
        let kept = try plan(due, absorbs: false, covers: .nd09)
        let all = try kept.expand(Directory(), calendar2023()).assignments
        #expect(all.count == 12 && Set(all.map(\.key)).count == 12)
        // What was there keeps its key.
        #expect(Set(absorbed).isSubset(of: Set(all.map(\.key))))
        func window(_ key: String) -> ClosedRange<Day>? { all.first { $0.key == key }?.covers }
        #expect(window("p/bc/2023-Q2/so") == day("2023-03-15")...day("2023-06-14"))
        #expect(window("p/bc/2023-H1/so") == day("2022-12-15")...day("2023-06-14"))
        var byDefault = try plan(due)
        byDefault.defaults.counting.absorbs = false
        #expect(try keys(byDefault) == all.map(\.key))
        byDefault.tasks[0].absorbs = true
        #expect(try keys(byDefault) == absorbed)
    }

    @Test("Two days that would share a key are refused, not merged")
    func shared() throws {
        // 5/5 and 10/6 come after one closing, that of 14/12.
        let shared = try plan("trước ngày 5/5/2023 và 10/6/2023", covers: .nd09Half)
        let half = try #require(Period.half(2, 2022))
        let same = #expect(throws: ExpansionError.self) {
            try shared.expand(Directory(), calendar2023())
        }
        #expect(same?.task == "bc" && same?.problem == .covers(.shared(.nd09Half, half)))
        // Two days a quarter are told apart by their months, which the monthly reports have too.
        let months = try plan(
            "ngày 10 hằng tháng; báo cáo quý trước ngày 20/5 và 20/6", absorbs: false)
        let error = #expect(throws: ExpansionError.self) {
            try months.expand(Directory(), calendar2023())
        }
        if case .phrase(let why) = error?.problem, case .daysShareKey(let a, let b) = why.problem {
            #expect([a.description, b.description] == ["2023-05-10", "2023-05-20"])
        } else {
            Issue.record("\(String(describing: error))")
        }
    }
}
