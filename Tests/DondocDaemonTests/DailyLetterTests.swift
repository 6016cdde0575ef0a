import DondocAPI
import DondocCore
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// From the ladder to the letter: one a day to each recipient, whatever went wrong before.
@Suite(.serialized) struct DailyLetterTests {
    /// What the relay takes at a moment: recipient, subject, and the letter's text.
    private func taken(_ b: Bench, at text: String) async throws -> [(to: String, subject: String)]
    {
        let now = try #require(Moment(written: text))
        var letters: [(to: String, subject: String)] = []
        for letter in try await b.store.pickLetters(wallClock: 1 << 40, at: now, limit: 10_000) {
            _ = try b.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
            letters.append((letter.recipient, letter.subject))
        }
        return letters
    }

    private func beat(_ b: Bench, _ text: String) async throws {
        try await b.beat(at: text)
        try await b.tell(at: text)
    }

    @Test("The only work that is newly assigned has all that is known of it; of two each has a row")
    func assigned() async throws {
        let office = try await Rounds(
            Bench.plan("q").replacing("lead: [so],", with: "lead: [so], product: Biểu 03,"))
        defer { office.remove() }
        office.bench.sendMail()
        func letter(of plan: String) async throws -> (subject: String, text: String) {
            try await office.bench.tell(at: "2023-06-05 09:00")
            let letters = try await office.store.pickLetters(
                wallClock: 1 << 40, at: office.clock.now(), limit: 99)
            let one = try #require(letters.first { $0.recipient == "so@example.test" })
            #expect(one.about.map(\.plan) == [plan])
            return (one.subject, Self.plain(Data(one.message)))
        }
        let alone = try await letter(of: "q")
        #expect(alone.subject.hasSuffix("[Giao việc] Việc – Sở"), "\(alone.subject)")
        #expect(alone.text.contains("Sở được giao nhiệm vụ dưới đây"), "\(alone.text)")
        #expect(alone.text.contains("- Sản phẩm: Biểu 03"))
        #expect(alone.text.contains("dondoc start 1\r\n"))
        try await office.load(
            Bench.plan("z")
                + "\n  - {id: hai, title: Việc hai, lead: [so], due: trước ngày 20/6/2023}\n")
        let both = try await letter(of: "z")
        #expect(both.subject.hasSuffix(": 2 việc chủ trì"), "\(both.subject)")
        #expect(both.text.contains("Sở được giao 2 việc dưới đây"))
    }

    @Test(
        "A load of 5,000 obligations makes one letter to each recipient, and another at its rungs")
    func load() async throws {
        let units = (1...500).map { "u\($0)" }
        let lines = units.map { "  \($0): {name: Đơn vị \($0), mail: [\($0)@example.test]}\n" }
        let b = try Bench(
            at: "2023-06-02 09:00",
            agencies: Bench.agencies.replacing("people:", with: lines.joined() + "people:"))
        defer { b.remove() }
        b.sendMail()
        let tasks = (1...10).map {
            "  - {id: viec-\($0), title: Việc \($0), lead: [\(units.joined(separator: ", "))], due: trước ngày 15/6/2023}"
        }.joined(separator: "\n")
        let plan =
            "plan: p\ntitle: Kế hoạch\nterritory: t\nissuer: desk\nperiod: 2023\n"
            + "coordinator: desk\ntasks:\n\(tasks)\n"
        let load = try await b.load(plan)
        #expect(load.plans.map(\.added) == [5_000])
        // At once, on a Friday at nine.
        try await beat(b, "2023-06-02 09:00")
        let first = try await taken(b, at: "2023-06-02 09:00")
        #expect(first.count == 500 && Set(first.map(\.to)).count == 500)
        try await beat(b, "2023-06-02 09:00")
        #expect(try await taken(b, at: "2023-06-02 09:00").isEmpty)
        // -7wd of act_by 14/6 is Monday 5/6.
        try await beat(b, "2023-06-05 08:00")
        let second = try await taken(b, at: "2023-06-05 08:00")
        #expect(second.count == 500 && Set(second.map(\.to)).count == 500)
    }

    @Test("A coordinator's list that has not left names no claim as open, nor a return as waiting")
    func list() async throws {
        let b = try Bench(at: "2023-06-05 07:59")
        defer { b.remove() }
        b.sendMail()
        try await b.load(Bench.plan("p"))
        try await beat(b, "2023-06-05 07:59")
        _ = try await taken(b, at: "2023-06-05 07:59")
        // The day after: late, and the relay is asked only later.
        try await beat(b, "2023-06-16 08:00")
        let (so, desk) = (b.caller("so"), b.caller("desk"))
        func list() async throws -> String {
            try await beat(b, "2023-06-16 08:30")
            let now = try #require(Moment(written: "2023-06-16 08:30"))
            let letters = try await b.store.pickLetters(wallClock: 1 << 40, at: now, limit: 9)
            for letter in letters {
                _ = try b.store.letter(
                    letter, ended: .notAccepted("450"), wallClock: 0, at: now,
                    journal: { _ in nil })
            }
            return try #require(letters.first { $0.recipient == "desk@example.test" }).subject
        }
        let open = try await list()
        _ = try await b.work.act(
            .done, "1", ActRequest(doc: "1/BC"), by: so, Work.Terms())
        let claimed = try await list()
        var why = ActRequest()
        why.reason = "thiếu số liệu"
        _ = try await b.work.act(.return, "1", why, by: desk, Work.Terms())
        let again = try await list()
        print(open, claimed, again)
        #expect(open != claimed && open == again)
    }

    @Test("Of seven days without a relay each recipient hears in one letter, each work at its rung")
    func outage() async throws {
        let b = try Bench(at: "2023-06-05 07:59")
        defer { b.remove() }
        b.sendMail()
        try await b.load(Bench.plan("p"))
        try await b.load(Bench.plan("q", due: "trước ngày 20/6/2023"))
        try await b.tell(at: "2023-06-05 07:59")
        _ = try await taken(b, at: "2023-06-05 07:59")
        // p: -7wd 5/6, -3wd 9/6, -1wd 13/6, 0 14/6, due 15/6; q, act_by 19/6: -7wd 8/6, -3wd 14/6.
        for day in ["05", "06", "07", "08", "09", "12", "13", "14"] {
            try await b.beat(at: "2023-06-\(day) 08:00")
            let now = try #require(Moment(written: "2023-06-\(day) 08:00"))
            guard day != "05" else {
                #expect(try await taken(b, at: "2023-06-05 08:00").count == 1)
                continue
            }
            for letter in try await b.store.pickLetters(wallClock: 1 << 40, at: now, limit: 9) {
                _ = try b.store.letter(
                    letter, ended: .notAccepted("450"), wallClock: 0, at: now, journal: { _ in nil }
                )
            }
        }
        try await b.beat(at: "2023-06-15 08:00")
        let now = try #require(Moment(written: "2023-06-15 08:00"))
        let letters = try await b.store.pickLetters(wallClock: 1 << 40, at: now, limit: 9)
        #expect(
            letters.map { $0.about.map { "\($0.about) \($0.step)" } } == [
                ["q/viec/2023/so -3wd", "p/viec/2023/so due"]
            ])
        // Those of 8, 9, 13 and 14 June; on the 12th there was nothing to say.
        let (replaces, text) = try await letter(b, letters[0].id)
        #expect(replaces == 4)
        // -3wd, -1wd, 0 and due; and -7wd and -3wd.
        #expect(text.contains("4 lần nhắc") && text.contains("2 lần nhắc"), "\(text)")
    }

    private func letter(_ b: Bench, _ id: Int) async throws -> (Int, String) {
        let queue = try DatabaseQueue(path: b.store.path)
        let row = try queue.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT replaces, message FROM letter JOIN letter_text ON letter = id WHERE id = ?
                    """, arguments: [id])
        }
        let bytes: Data = try #require(row)["message"]
        return (try #require(row)["replaces"], Self.plain(bytes))
    }

    /// The letter with its quoted-printable parts read.
    static func plain(_ bytes: Data) -> String {
        var out: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                out.append(byte)
                continue
            }
            let next = rest.prefix(2)
            rest = rest.dropFirst(2)
            if let value = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
                out.append(value)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    @Test("That a claim was returned is said at once, with the reason, beside the day's letter")
    func returned() async throws {
        let office = try await Rounds(at: "2023-06-08 09:00")
        defer { office.remove() }
        let b = office.bench
        b.sendMail()
        try await office.act(.done, "p/viec/2023/khac", by: "khac")
        try office.clock.turn(to: "2023-06-09 10:31")
        try await office.beat(at: "2023-06-09 10:31")
        _ = try await taken(b, at: "2023-06-09 10:31")
        try await office.act(.return, "p/viec/2023/khac", by: "desk") {
            $0.reason = "thiếu số liệu"
        }
        _ = try await Notices(office: b.office.current, store: b.store, isTraining: true)
            .compose(at: try #require(Moment(written: "2023-06-09 10:31")))
        let letters = try await taken(b, at: "2023-06-09 10:31")
        #expect(letters.map(\.to) == ["khac@example.test", "ph@example.test", "th@example.test"])
        let why = try await office.work.why("p/viec/2023/khac")
        let rung = try #require(why.rungs.first { $0.step == "returned-1" })
        #expect(rung.letters.allSatisfy { $0.state == "sent" && $0.role == "lead" })
        #expect(rung.letters.first?.subject == letters.first?.subject)
    }

    @Test("why: what waits, what went, and why something did not")
    func why() async throws {
        let b = try Bench(at: "2023-06-09 07:59")
        defer { b.remove() }
        b.sendMail()
        try await b.load(Bench.plan("p"))
        // Decided on Saturday: it waits for Monday.
        try await b.beat(at: "2023-06-10 09:00")
        func letter() async throws -> LetterView? {
            try await b.work.why("1").rungs.flatMap(\.letters).first
        }
        let waits = try #require(try await letter())
        #expect(waits.state == "waiting" && waits.subject == nil && waits.role == "lead")
        #expect(waits.releaseAt == "2023-06-12T08:00:00+07:00")
        try await b.beat(at: "2023-06-12 08:00")
        let queued = try #require(try await letter())
        #expect(queued.state == "queued" && queued.subject?.contains("[Còn 3 ngày]") == true)
        _ = try await b.work.act(.done, "1", .init(), by: b.caller("so"))
        let gone = try #require(try await letter())
        #expect(gone.state == "withdrawn" && gone.reason == "done" && gone.sentAt == nil)
    }
}
