import DondocCore
import DondocSystemd
import Testing

@testable import DondocDaemon

@Suite struct TrainingClockTests {
    @Test(
        "The option says start, rate and end, and refuses anything else",
        arguments: [
            ("2023-06-01 08:00*86400", "2023-06-01T08:00:00+07:00", 86_400, nil as String?),
            ("2023-06-01", "2023-06-01T00:00:00+07:00", 1, nil),
            (
                "2023-06-01 08:00*60..2024-01-01", "2023-06-01T08:00:00+07:00", 60,
                "2024-01-01T00:00:00+07:00"
            ),
            ("2023-06-01..2023-06-01", "2023-06-01T00:00:00+07:00", 1, "2023-06-01T00:00:00+07:00"),
        ])
    func option(text: String, start: String, rate: Int, end: String?) throws {
        let option = try #require(ClockOption(text))
        #expect(option.start.description == start)
        #expect(option.rate == rate)
        #expect(option.end?.description == end)
    }

    @Test(
        "Nonsense is no clock",
        arguments: [
            "", "x", "2023-06-31", "2023-06-01*0", "2023-06-01*x", "2023-06-01..",
            "2023-06-01 25:00",
        ])
    func refused(text: String) { #expect(ClockOption(text) == nil) }

    @Test("Time stands still while it is held, and wakes at exactly the moment asked for")
    func exact() async throws {
        let option = try #require(ClockOption("2023-06-01 08:00"))
        let target = option.start + 30 * 86_400
        let clock = try TrainingClock(start: option.start, rate: 50_000_000, end: nil)
        #expect(clock.now() == option.start)
        clock.release()
        #expect(await clock.rest(until: target, .none) == .reached)
        #expect(clock.now() == target)
        #expect(clock.hold() == target)
        #expect(clock.now() == target)
    }

    @Test("At its end it stands for good, whatever is asked")
    func end() async throws {
        let start = try #require(Moment(written: "2023-06-01 08:00"))
        let clock = try TrainingClock(start: start, rate: 50_000_000, end: start + 86_400)
        clock.release()
        #expect(await clock.rest(until: start + 10 * 86_400, .none) == .reached)
        #expect(clock.hold() == start + 86_400)
        clock.release()
        #expect(clock.hasEnded)
        #expect(clock.now() == start + 86_400)
        clock.poke()
        #expect(await clock.rest(until: start + 10 * 86_400, .none) == .poked)
    }
}
