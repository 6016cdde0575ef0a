import DondocCore
import Testing

@Suite struct PeriodTests {
    @Test(
        "A plan's period is a year, years, or two days",
        arguments: [
            ("2023", "2023", "2023-01-01", "2023-12-31"),
            ("2021..2025", "2021-2025", "2021-01-01", "2025-12-31"),
            ("2023-02-01..2023-12-31", "2023-02-01..2023-12-31", "2023-02-01", "2023-12-31"),
        ])
    func written(text: String, label: String, from: String, to: String) throws {
        let period = try #require(Period(written: text))
        #expect(period.label == label)
        #expect(period.starts == day(from) && period.ends == day(to))
    }

    @Test(
        "Nonsense is no period",
        arguments: ["23", "2025..2021", "2023..", "2023-02-30..2023-03-01", "x"])
    func refused(text: String) { #expect(Period(written: text) == nil) }

    @Test("Moments read and written agree, at the office's offset")
    func moments() throws {
        let m = try #require(Moment(written: "2023-06-15 08:00"))
        #expect(m.description == "2023-06-15T08:00:00+07:00")
        #expect(m.seconds == 1_686_790_800)  // 2023-06-15T01:00:00Z, by date(1)
        #expect(Moment(written: m.description) == m)
        #expect(m.day == day("2023-06-15") && m.minuteOfDay == 480)
    }
}
