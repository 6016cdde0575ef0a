import DondocCore
import Testing

@Suite struct LadderTests {
    // Counted on a wall calendar of 2023. Back from Wednesday 14/6: nine working days of June (13, 12,
    // 9, 8, 7, 6, 5, 2, 1), then twenty of May (31 … 4, since 1, 2 and 3/5 are off) make 29; the
    // thirtieth is Friday 28/4. After Thursday 15/6: 16/6; 20/6 is the third; 26/6 the seventh; then
    // every seventh, stepping over 1/9 and 4/9.
    @Test("The rungs of the half-year report of 15/6/2023 are those counted by hand")
    func halfYear() {
        let steps = Ladder.standard.steps(
            due: day("2023-06-15"), actBy: day("2023-06-14"), isRequest: false, calendar2023())
        #expect(
            steps.map { "\($0.id) \($0.day)" } == [
                "-30wd 2023-04-28", "-7wd 2023-06-05", "-3wd 2023-06-09", "-1wd 2023-06-13",
                "0 2023-06-14", "due 2023-06-15", "+1wd 2023-06-16", "+3wd 2023-06-20",
                "+7wd 2023-06-26", "+14wd 2023-07-05", "+21wd 2023-07-14", "+28wd 2023-07-25",
                "+35wd 2023-08-03", "+42wd 2023-08-14", "+49wd 2023-08-23", "+56wd 2023-09-05",
                "+63wd 2023-09-14", "+70wd 2023-09-25",
            ])
        #expect(steps.filter { $0.side == .overdue }.count == 12)
    }

    @Test("A due day that is a day off has no rung of its own")
    func dueOnSunday() {
        let steps = Ladder.standard.steps(
            due: day("2023-12-31"), actBy: day("2023-12-29"), isRequest: false, calendar2023())
        #expect(!steps.contains { $0.id == "due" })
        #expect(steps.first { $0.id == "0" }?.day == day("2023-12-29"))
    }

    @Test("A request is never late: no rung after its day")
    func request() {
        let steps = Ladder.standard.steps(
            due: day("2023-06-15"), actBy: day("2023-06-14"), isRequest: true, calendar2023())
        #expect(steps.map(\.id) == ["-30wd", "-7wd", "-3wd", "-1wd", "0", "due"])
    }

    /// Last working days of the quarters: 31/3 (Friday), 30/6 (Friday), 29/9 (Friday), 29/12.
    @Test("Work of the whole year is asked for each quarter, save the one that ends with the year")
    func checkins() throws {
        let period = try #require(Period.year(2023))
        let dated = Ladder.standard.checkins(in: period, due: day("2023-12-31"), calendar2023())
        #expect(
            dated.map { "\($0.id) \($0.day)" } == [
                "checkin-2023-Q1 2023-03-22", "quiet-2023-Q1 2023-04-11",
                "checkin-2023-Q2 2023-06-21", "quiet-2023-Q2 2023-07-11",
                "checkin-2023-Q3 2023-09-20", "quiet-2023-Q3 2023-10-10",
            ])
        let undated = Ladder.standard.checkins(in: period, due: nil, calendar2023())
        #expect(undated.filter { $0.id.hasPrefix("checkin") }.count == 4)
    }
}
