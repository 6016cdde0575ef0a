import DondocPlanFile
import Testing

@testable import DondocDaemon

@Suite struct PaceTests {
    private static let now = 6_000_000

    /// Room for one more letter.
    private func room(_ pace: inout Pace, _ limits: Settings.Limits, _ at: Int = now) throws
        -> Pace.Room
    {
        let room = pace.reserve(limits, at)
        return try #require(room)
    }

    private func isFull(_ pace: inout Pace, _ limits: Settings.Limits, _ at: Int = now) -> Bool {
        pace.reserve(limits, at) == nil
    }

    private func limits(_ all: Int, old: Int) -> Settings.Limits {
        var limits = Settings.Limits()
        (limits.perMinute, limits.afterOutagePerMinute) = (all, old)
        return limits
    }

    @Test(
        "So many letters a minute; those that have waited for an hour go more slowly and hold up nobody"
    )
    func gates() throws {
        let (limits, now) = (limits(5, old: 2), Self.now)
        var pace = Pace()
        #expect(pace.gate(limits, now) == .open)
        pace.settle(try room(&pace, limits), now - 3_600)
        pace.settle(try room(&pace, limits), nil)
        #expect(pace.gate(limits, now) == .open)
        pace.settle(try room(&pace, limits, now + 59), now - 9_999)
        #expect(pace.gate(limits, now + 59) == .young)
        for _ in 0..<3 { pace.settle(try room(&pace, limits, now + 59), now - 3_599 + 59) }
        #expect(pace.gate(limits, now + 59) == .closed)
        #expect(pace.nextMinute == now + 60)
        #expect(isFull(&pace, limits, now + 59))
        #expect(pace.gate(limits, now + 60) == .open)
    }

    @Test("Couriers that ask at once have no more room together, and what is not used comes back")
    func together() throws {
        let (limits, now) = (limits(3, old: 1), Self.now)
        var pace = Pace()
        let first = try room(&pace, limits)
        #expect(first.gate == .open && first.youngerThan == nil)
        // The first one may be taking an old letter just now.
        let second = try room(&pace, limits)
        #expect(second.gate == .young && second.youngerThan == now - 3_600)
        let third = try room(&pace, limits)
        #expect(isFull(&pace, limits))
        pace.settle(first, now)
        #expect(isFull(&pace, limits))
        pace.settle(second, nil)
        let fourth = try room(&pace, limits)
        #expect(fourth.gate == .open)
        // What is settled in another minute counts for neither.
        #expect(pace.gate(limits, now + 60) == .open)
        pace.settle(third, nil)
        pace.settle(fourth, nil)
        for _ in 0..<3 { pace.settle(try room(&pace, limits, now + 60), now) }
        #expect(isFull(&pace, limits, now + 60))
    }

    @Test("A courier that waits long lends its place, up to twelve at once, and gives it back")
    func lent() {
        var slots = Slots()
        for _ in 0..<4 {
            let taken = slots.take()
            #expect(taken)
        }
        let fifth = slots.take()
        #expect(!fifth && !slots.hasOpen)
        for _ in 0..<12 {
            let (lent, taken) = (slots.lend(), slots.take())
            #expect(lent && taken)
        }
        let beyond = slots.lend()
        #expect(!beyond && !slots.hasOpen)
        slots.free(isSlow: true)
        let again = slots.lend()
        #expect(again && slots.hasOpen)
        slots.free(isSlow: false)
        let (one, two, three) = (slots.take(), slots.take(), slots.take())
        #expect(one && two && !three)
    }
}
