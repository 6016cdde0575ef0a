import DondocCore
import Testing

@Suite struct OfficeHoursTests {
    private let hours = OfficeHours(
        remindAt: 480, opens: 450, closes: 1_020, calendar: WorkCalendar())

    /// 9/6/2023 is a Friday.
    @Test(
        "When what is decided is said: with the day's letter, late in open hours, or at the next hour",
        arguments: [
            ("2023-06-09 07:29", "2023-06-09 08:00", "2023-06-09 07:30"),
            ("2023-06-09 07:30", "2023-06-09 08:00", "2023-06-09 07:30"),
            ("2023-06-09 07:59", "2023-06-09 08:00", "2023-06-09 07:59"),
            ("2023-06-09 08:00", "2023-06-09 08:00", "2023-06-09 08:00"),
            ("2023-06-09 16:59", "2023-06-09 16:59", "2023-06-09 16:59"),
            ("2023-06-09 17:00", "2023-06-12 08:00", "2023-06-12 07:30"),
            ("2023-06-10 09:00", "2023-06-12 08:00", "2023-06-12 07:30"),
            ("2023-06-11 23:59", "2023-06-12 08:00", "2023-06-12 07:30"),
        ])
    func release(decided: String, daily: String, atOnce: String) throws {
        let now = try #require(Moment(written: decided))
        #expect(hours.release(at: now) == Moment(written: daily))
        #expect(hours.release(at: now, atOnce: true) == Moment(written: atOnce))
    }
}
