import DondocAPI
import DondocCore
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// What a letter says of its reader: who he is, why it comes to him, and how many reminders it is for him.
@Suite(.serialized) struct LetterReasonTests {
    /// The text of the newest letter to each recipient.
    private func letters(_ b: Bench) throws -> [String: String] {
        let rows = try DatabaseQueue(path: b.store.path).read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT recipient, message FROM letter JOIN letter_text ON letter = id
                    WHERE channel = 'mail' ORDER BY id
                    """)
        }
        var letters: [String: String] = [:]
        for row in rows {
            let bytes: Data = row["message"]
            letters[row["recipient"]] = DailyLetterTests.plain(bytes)
        }
        return letters
    }

    private func taken(_ b: Bench, at text: String) async throws {
        let now = try #require(Moment(written: text))
        for letter in try await b.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            _ = try b.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
    }

    /// A month away until 14/7, the day of +21wd.
    ///
    /// No day is off: +3wd is 20/6, +7wd 26/6, +14wd 5/7. The leader hears from +7wd on, the level above from +21wd on.
    @Test(
        "After an outage each reader is told how many reminders it is for him, though today's is in its hour"
    )
    func outage() async throws {
        let b = try Bench(agencies: PolicyTests.agencies)
        defer { b.remove() }
        b.sendMail()
        try await b.load(PolicyTests.plan())
        try await b.beat(at: "2023-06-16 08:00")
        try await taken(b, at: "2023-06-16 08:00")
        try await b.beat(at: "2023-07-14 08:00")
        let letters = try letters(b)
        func says(_ box: String, _ words: String) -> Bool {
            letters["\(box)@example.test"]?.contains(words) == true
        }
        #expect(says("so", "Thư này thay cho 4 lần nhắc, trong đó 3 lần trước chưa gửi đi được."))
        #expect(says("gd", "Thư này thay cho 3 lần nhắc, trong đó 2 lần trước chưa gửi đi được."))
        #expect(says("tinh", "quá hạn 29 ngày") && !says("tinh", "lần nhắc"))
        // The same of `mute`, which the coordinator hears in its place.
        #expect(says("dp", "Thư này thay cho 4 lần nhắc, trong đó 3 lần trước"))
        #expect(letters.values.allSatisfy { !$0.contains("đến muộn") })
        let why = try await b.work.why("1")
        #expect(why.rungs.first { $0.step == "+21wd" }?.late == true)

        #expect(says("gd", "Kính gửi: đồng chí Giám đốc, Lãnh đạo Sở\r\n"))
        #expect(says("ct", "Kính gửi: đồng chí Chủ tịch, Lãnh đạo Cấp trên\r\n"))
        #expect(says("so", "Kính gửi: Sở\r\n") && says("tinh", "Kính gửi: UBND tỉnh\r\n"))
        let reason = "vì Không hộp thư chưa có hộp thư đang hoạt động"
        #expect(says("dp", reason) && says("dp", "Kính gửi: Đầu mối\r\n"))
        #expect(says("dp", "dondoc done 2 --for mute\r\n"))
        #expect(letters.values.count { $0.contains(reason) } == 1)
    }

    @Test("A day that the office was closed is no reminder that did not go out")
    func dayOff() async throws {
        let b = try Bench(at: "2023-06-15 09:00")
        defer { b.remove() }
        b.sendMail()
        var office = b.office.current
        let ladder = Ladder(
            name: Policies.standardName,
            rungs: [
                Rung(.overdue(.calendar(2)), to: [.lead]),
                Rung(.overdue(.calendar(4)), to: [.lead]),
            ])
        office.policies = Policies([(ladder, [])])
        b.office.replace(office)
        try await b.load(Bench.plan("p"))
        for day in ["17", "18", "19"] { try await b.beat(at: "2023-06-\(day) 08:00") }
        let text = try #require(try letters(b)["so@example.test"])
        #expect(!text.contains("chưa gửi đi được") && !text.contains("đến muộn"), "\(text)")
    }

    @Test("A deputy is told for whom he stands, the others are not, and nobody after the last day")
    func deputy() async throws {
        let b = try Bench(
            at: "2023-06-05 07:59",
            agencies: """
                agencies:
                  so: {name: Sở, mail: [so@example.test]}
                  khac: {name: Khác}
                  desk: {name: Đầu mối, mail: [desk@example.test]}
                people:
                  vt: {name: Văn thư, mail: vt@example.test, agency: so, role: staff, deputy: {id: th, from: 2023-06-01, until: 2023-06-10}}
                  ld: {name: Giám đốc Sở, mail: gd@example.test, agency: so, role: leader, deputy: {id: th, from: 2023-06-11, until: 2023-06-30}}
                  th: {name: Người thay, user: th, mail: th@example.test, agency: khac, role: staff}
                """)
        defer { b.remove() }
        b.sendMail()
        try await b.load(Bench.plan("p"))
        let words = "với tư cách người thay "
        try await b.beat(at: "2023-06-05 08:00")
        var letters = try letters(b)
        #expect(letters["th@example.test"]?.contains(words + "Văn thư trong thời gian") == true)
        #expect(letters["vt@example.test"]?.contains(words) == false)
        try await taken(b, at: "2023-06-05 08:00")
        // +7wd is 26/6: the leader hears, and who stands for him.
        try await b.beat(at: "2023-06-26 08:00")
        letters = try self.letters(b)
        let deputy = try #require(letters["th@example.test"])
        #expect(deputy.contains(words + "Giám đốc Sở trong") && !deputy.contains("Văn thư"))
        #expect(letters["gd@example.test"]?.contains("Kính gửi: đồng chí Giám đốc Sở\r\n") == true)
        #expect(letters["gd@example.test"]?.contains(words) == false)
        let greeting = "Kính gửi: Người làm thay đồng chí Giám đốc Sở\r\n"
        #expect(deputy.contains(greeting), "\(deputy)")
    }

    /// +7wd of the leader's work is 26/6, -1wd of the deputy's own too.
    @Test(
        "A leader's deputy with work of his own is addressed by his own agency, and told for whom")
    func busyDeputy() async throws {
        let b = try Bench(
            at: "2023-06-05 07:59",
            agencies: """
                agencies:
                  so: {name: Sở, mail: [so@example.test]}
                  khac: {name: Sở khác, mail: [khac@example.test]}
                  desk: {name: Đầu mối, mail: [desk@example.test]}
                people:
                  ld: {name: Trần B, mail: gd@example.test, agency: so, role: leader, deputy: {id: th, from: 2023-06-11, until: 2023-06-30}}
                  th: {name: Người thay, user: th, mail: th@example.test, agency: khac, role: staff}
                """)
        defer { b.remove() }
        b.sendMail()
        try await b.load(Bench.plan("p"))
        let own = Bench.plan("q").replacing("[so]", with: "[khac]")
        try await b.load(own.replacing("trước ngày 15/6/2023", with: "trước ngày 27/6/2023"))
        try await b.beat(at: "2023-06-26 08:00")
        let both = try #require(try letters(b)["th@example.test"])
        #expect(both.contains("Kính gửi: Sở khác\r\n") && both.contains("người thay Trần B"))
    }

    @Test(
        "A leader is addressed in person, by his office where the name does not say it",
        arguments: [
            ("Chủ tịch", "đồng chí Chủ tịch, Lãnh đạo UBND huyện Nông Cống"),
            ("Chủ tịch UBND huyện Nông Cống", "đồng chí Chủ tịch UBND huyện Nông Cống"),
            ("đồng chí Phó Chủ tịch Nông Cống", "đồng chí Phó Chủ tịch Nông Cống"),
            ("Lãnh đạo", "Lãnh đạo UBND huyện Nông Cống"),
            ("Nông Cống", "Lãnh đạo UBND huyện Nông Cống"),
        ])
    func leader(name: String, expected: String) {
        #expect(Words.leader(name, of: "UBND huyện Nông Cống", or: "Nông Cống") == expected)
    }
}
