import DondocCore
import Testing

@Suite struct HeardTests {
    /// The standard ladder tells the leader from the third rung after the day on, the level above from
    /// the fifth; an acknowledgement holds back what is for those two alone.
    @Test(
        "Each hears of the rungs that are for him, and of those that are gone",
        arguments: [
            ([.lead], ["-3wd", "due", "+3wd", "+7wd", "+21wd", "+5d"]),
            ([.leader], ["+7wd", "+21wd", "+21wd-escalated", "+5d"]),
            ([.above], ["+21wd", "+21wd-escalated", "+5d"]),
            ([.coordinator], ["+5d"]),
            (
                [.lead, .leader],
                ["-3wd", "due", "+3wd", "+7wd", "+21wd", "+21wd-escalated", "+5d"]
            ),
        ] as [(Set<Audience>, [String])])
    func heard(roles: Set<Audience>, expected: [String]) throws {
        let policy = Policy(calendar: calendar2023())
        let standing = Standing(
            state: .planned, due: day("2023-06-15"), actBy: day("2023-06-14"),
            period: try #require(Period.year(2023)), isRequest: false, asksCheckin: false,
            isPressed: true, since: Moment(day("2023-01-01")), decidedTo: Moment(day("2023-01-01")),
            lastCheckin: nil, kind: .report)
        // +5d is of no rung.
        let all = ["-3wd", "due", "+3wd", "+7wd", "+21wd", "+21wd-escalated", "+5d"]
        #expect(policy.heard(all, of: standing, as: roles) == expected)
    }
}
