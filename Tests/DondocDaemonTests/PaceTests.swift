import DondocPlanFile
import Testing

@testable import DondocDaemon

@Suite struct PaceTests {
    @Test(
        "So many letters a minute; those that have waited for an hour go more slowly and hold up nobody"
    )
    func gates() {
        var limits = Settings.Limits()
        (limits.perMinute, limits.afterOutagePerMinute) = (5, 2)
        var pace = Pace()
        let now = 6_000_000
        #expect(pace.gate(limits, now) == .open)
        pace.count(now - 3_600, now)
        #expect(pace.gate(limits, now) == .open)
        pace.count(now - 9_999, now + 59)
        #expect(pace.gate(limits, now + 59) == .young)
        for _ in 0..<3 { pace.count(now - 3_599, now + 59) }
        #expect(pace.gate(limits, now + 59) == .closed)
        #expect(pace.nextMinute == now + 60)
        #expect(pace.gate(limits, now + 60) == .open)
    }
}
