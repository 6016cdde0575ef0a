import Testing

@testable import DondocCore

@Suite struct SunAndMoonTests {
    @Test(
        "New moons fall on their day at UTC+7",
        arguments: [
            (0, "2000-01-07"),  // 6 January, 18:14 UT
            (-283, "1977-02-18"),  // 03:37 dynamical time: Meeus, example 49.a
            (88, "2007-02-17"),  // 16:14 UT: the 18th in China
            (372, "2030-02-02"),  // 16:07 UT: the 3rd in China
        ])
    func newMoon(index: Int, iso: String) { #expect(SunAndMoon.newMoon(index) == day(iso)) }

    /// Times of the almanacs in minutes after midnight at UTC+7; the sun is good to two minutes,
    /// and drawing a straight line over a day costs up to half a minute.
    @Test(
        "The sun enters the seasons within three minutes of the almanac",
        arguments: [
            ("2000-03-20", 14 * 60 + 35, 0.0), ("2000-06-21", 8 * 60 + 48, 90),
            ("2000-09-23", 28, 180), ("2000-12-21", 20 * 60 + 37, 270),
            ("2024-03-20", 10 * 60 + 6, 0), ("2024-06-21", 3 * 60 + 51, 90),
            ("2024-09-22", 19 * 60 + 44, 180), ("2024-12-21", 16 * 60 + 21, 270),
        ])
    func seasons(iso: String, minute: Int, degrees: Double) {
        let before = turn(SunAndMoon.longitude(atStartOf: day(iso)) - degrees)
        let after = turn(SunAndMoon.longitude(atStartOf: day(iso) + 1) - degrees)
        let found = 1_440 * before / (before - after)
        #expect(abs(found - Double(minute)) < 3, "\(found)")
    }

    /// An angle brought to -180 … 180.
    private func turn(_ degrees: Double) -> Double { degrees.remainder(dividingBy: 360) }
}
