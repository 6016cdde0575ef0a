import DondocSystemd
import Testing

@Suite struct BellTests {
    @Test("A time in the past is reached at once")
    func past() async throws {
        let bell = try Bell()
        #expect(await bell.rest(until: 1) == .reached)
        #expect(await bell.rest(until: -5) == .reached)
    }

    @Test("A time to come is not reached before it")
    func future() async throws {
        let bell = try Bell()
        let until = SystemClock.nanoseconds() + 30_000_000
        #expect(await bell.rest(until: until) == .reached)
        #expect(SystemClock.nanoseconds() >= until)
    }

    @Test("A poke ends a rest without end, also one that came before it")
    func poke() async throws {
        let bell = try Bell()
        bell.poke()
        #expect(await bell.rest(until: nil) == .poked)
        try startThread("poker") { bell.poke() }
        #expect(await bell.rest(until: nil) == .poked)
    }

    @Test("Cancelling the task ends a rest without end")
    func cancelled() async throws {
        let bell = try Bell()
        let task = Task { await bell.rest(until: nil) }
        task.cancel()
        #expect(await task.value == nil)
    }
}
