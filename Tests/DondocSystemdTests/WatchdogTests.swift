import Synchronization
import Testing

@testable import DondocSystemd

@Suite struct WatchdogTests {
    private final class Ear: Sendable {
        private let heard = Mutex(0)

        var count: Int { heard.withLock { $0 } }
        func hear() { heard.withLock { $0 += 1 } }
    }

    @Test("A rest says at each pause that its caller lives", arguments: [nil, 3_600_000_000_000])
    func pauses(distance: Int?) async throws {
        let bell = try Bell()
        let ear = Ear()
        let watchdog = Watchdog(pause: 1_000) {
            ear.hear()
            if ear.count == 5 { bell.poke() }
        }
        let until = distance.map { SystemClock.nanoseconds() + $0 }
        #expect(await bell.rest(until: until, watchdog) == .poked)
        #expect(ear.count >= 5)
    }

    @Test(
        "A listener hears each sign of life beside the service manager, or alone where none listens",
        arguments: [
            (nil, 60_000_000), (30_000_000, 30_000_000), (90_000_000, 60_000_000),
        ] as [(Int?, Int)])
    func listener(pause: Int?, shorter: Int) {
        let (manager, listener) = (Ear(), Ear())
        let watchdog = Watchdog(pause: pause) { manager.hear() }
            .also(atLeastEvery: 60_000_000) { listener.hear() }
        watchdog.ping()
        watchdog.ping()
        #expect(watchdog.pause == shorter * 1_000)
        #expect(listener.count == 2 && manager.count == (pause == nil ? 0 : 2))
    }

    @Test("A pause that is over is not yet the time that was asked for")
    func time() async throws {
        let bell = try Bell()
        let until = SystemClock.nanoseconds() + 30_000_000
        #expect(await bell.rest(until: until, Watchdog(pause: 1_000) {}) == .reached)
        #expect(SystemClock.nanoseconds() >= until)
    }

    @Test("Where nobody waits for signs of life there are none")
    func none() async throws {
        let bell = try Bell()
        let ear = Ear()
        let nobody = Watchdog(pause: nil) { ear.hear() }
        nobody.ping()
        #expect(await bell.rest(until: 1, nobody) == .reached)
        #expect(ear.count == 0)
    }

    @Test("The pause is kept in a range that a timer can count")
    func range() {
        #expect(Watchdog(pause: 30_000_000) {}.pause == 30_000_000_000)
        #expect(Watchdog(pause: .max) {}.pause == 86_400_000_000_000)
        #expect(Watchdog(pause: 0) {}.pause == 1_000)
    }
}
