import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// What was decided for other deputies than those who stand in when its letter is composed.
@Suite struct DeputyNoticeTests {
    private static let (clerk, deputy) = ("vt@example.test", "th@example.test")

    /// `vt` has the deputy `th` on these days; -1wd of act_by 14/6 is Tuesday 13/6.
    private func office(from: String, until: String, _ more: (String) -> String = { $0 })
        async throws -> Rounds
    {
        let days = "deputy: {id: th, from: 2023-06-01, until: 2023-06-30}"
        let office = try await Rounds(
            at: "2023-06-09 09:00",
            agencies: more(
                Rounds.agencies.replacing(
                    days, with: "deputy: {id: th, from: \(from), until: \(until)}")))
        office.bench.sendMail()
        return office
    }

    private func taken(_ office: Rounds) async throws -> [WaitingLetter] {
        let now = office.clock.now()
        let letters = try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99)
        for letter in letters {
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
        return letters
    }

    /// Who is written to about work of `so`.
    private func heard(_ letters: [WaitingLetter]) -> Set<String> {
        Set(
            letters.filter { letter in letter.about.contains { $0.about == "p/viec/2023/so" } }
                .map(\.recipient))
    }

    private func reason(_ office: Rounds, _ step: String, _ to: String) async throws -> String? {
        let why = try await office.work.why("p/viec/2023/so")
        return why.rungs.first { $0.step == step }?.letters.first { $0.recipient == to }?.reason
    }

    @Test("Decided in the evening of the last day: the deputy hears nothing the next morning")
    func over() async throws {
        let office = try await office(from: "2023-06-01", until: "2023-06-13")
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        #expect(try await taken(office).isEmpty)
        try await office.beat(at: "2023-06-14 08:00")
        #expect(heard(try await taken(office)) == ["so@example.test", Self.clerk])
        // Rung -1wd is overtaken by 0 for the others, but over for the deputy.
        #expect(try await reason(office, "-1wd", Self.deputy) == "deputy-over")
        #expect(try await reason(office, "-1wd", Self.clerk) == "superseded")
    }

    @Test("A letter that waits for the relay is not the deputy's after the last day")
    func queued() async throws {
        let office = try await office(from: "2023-06-01", until: "2023-06-13")
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 08:00")
        let now = office.clock.now()
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            // What may have arrived at the clerk's stays as it is.
            let end: LetterResult =
                letter.recipient == Self.deputy ? .notAccepted("451") : .answerLost("x")
            _ = try office.store.letter(
                letter, ended: end, wallClock: 0, at: now, journal: { _ in nil })
        }
        try await office.beat(at: "2023-06-14 08:00")
        let letters = try await taken(office)
        #expect(!heard(letters).contains(Self.deputy))
        #expect(heard(letters).contains(Self.clerk))
        #expect(try await reason(office, "-1wd", Self.deputy) == "deputy-over")
        #expect(
            try await office.work.why("p/viec/2023/so").rungs.flatMap(\.letters)
                .contains { $0.recipient == Self.deputy && $0.state == "queued" } == false)
    }

    @Test("Where nobody else has an address the coordinator hears in the place of the deputy")
    func turned() async throws {
        let office = try await office(from: "2023-06-01", until: "2023-06-13") {
            $0.replacing("so: {name: Sở, mail: [so@example.test]}", with: "so: {name: Sở}")
                .replacing("user: so, mail: vt@example.test,", with: "user: so,")
        }
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        #expect(
            try await office.store.reminders(of: 1).last?.notices.map(\.recipient)
                == [Self.deputy])
        // Nothing but what was decided on the 13th.
        try office.clock.turn(to: "2023-06-14 08:00")
        let notices = Notices(
            office: office.bench.office.current, store: office.store, isTraining: true)
        for _ in 1...2 {
            _ = try await notices.compose(at: office.clock.now())
        }
        #expect(
            try await office.store.reminders(of: 1).last?.notices.map(\.recipient).sorted()
                == ["dp@example.test", "ph@example.test", Self.deputy])
        let letters = try await taken(office)
        #expect(heard(letters) == ["dp@example.test", "ph@example.test"])
    }

    @Test(
        "Decided in the evening before the first day: the deputy hears beside the absent one, once")
    func begun() async throws {
        let office = try await office(from: "2023-06-14", until: "2023-06-20")
        defer { office.remove() }
        try await office.beat(at: "2023-06-13 18:00")
        #expect(
            try await office.store.reminders(of: 1).last?.notices.map(\.recipient)
                == ["so@example.test", Self.clerk])
        try office.clock.turn(to: "2023-06-14 08:00")
        let notices = Notices(
            office: office.bench.office.current, store: office.store, isTraining: true)
        _ = try await notices.compose(at: office.clock.now())
        #expect(heard(try await taken(office)) == ["so@example.test", Self.clerk, Self.deputy])
        _ = try await notices.compose(at: office.clock.now())
        #expect(try await taken(office).isEmpty)
    }

    @Test(
        "A reload that names another deputy, none, or one who was forgotten, turns what waits, once",
        arguments: [
            ("th", "deputy: {id: ht, from: 2023-06-01, until: 2023-06-20}", ["so", "vt", "ht"]),
            ("th", "", ["so", "vt"]),
            ("", "deputy: {id: th, from: 2023-06-01, until: 2023-06-20}", ["so", "vt", "th"]),
        ])
    func reloaded(before: String, after: String, hear: [String]) async throws {
        let old = "deputy: {id: th, from: 2023-06-01, until: 2023-06-30}"
        func agencies(_ deputy: String) -> String {
            Rounds.agencies.replacing("user: het,", with: "user: het, mail: ht@example.test,")
                .replacing(", \(old)", with: deputy.isEmpty ? "" : ", \(deputy)")
        }
        let office = try await Rounds(
            at: "2023-06-09 09:00", agencies: agencies(before.isEmpty ? "" : old))
        defer { office.remove() }
        office.bench.sendMail()
        try await office.beat(at: "2023-06-13 07:59")
        try await office.beat(at: "2023-06-13 18:00")
        let folder = office.bench.folder
        try
            "site: {name: Văn phòng}\nmail: {from: dondoc@example.test, via: 'smtp://127.0.0.1:1'}\n"
            .write(
                to: folder.appendingPathComponent("dondoc.yaml"), atomically: true, encoding: .utf8)
        try agencies(after).write(
            to: folder.appendingPathComponent("agencies/t.yaml"), atomically: true, encoding: .utf8)
        for _ in 1...2 { _ = try await office.work.reload(by: Bench.root) }
        try office.clock.turn(to: "2023-06-14 08:00")
        let notices = Notices(
            office: office.bench.office.current, store: office.store, isTraining: true)
        _ = try await notices.compose(at: office.clock.now())
        let letters = try await taken(office)
        #expect(heard(letters) == Set(hear.map { "\($0)@example.test" }))
        #expect(Set(letters.map(\.recipient)).count == letters.count)
    }

    @Test("A deputy who hears in another role too keeps hearing after the last day")
    func roles() async throws {
        // `th` directs `so` himself, and +7wd of 15/6, Monday 26/6, goes to leaders too.
        let office = try await office(from: "2023-06-01", until: "2023-06-26") {
            $0.replacing(
                "user: thay, mail: th@example.test, agency: khac, role: staff",
                with: "user: thay, mail: th@example.test, agency: so, role: leader")
        }
        defer { office.remove() }
        try await office.beat(at: "2023-06-20 08:00")
        _ = try await taken(office)
        try await office.beat(at: "2023-06-26 18:00")
        try await office.beat(at: "2023-06-27 08:00")
        #expect(heard(try await taken(office)).contains(Self.deputy))
    }

    @Test("While nobody is away nothing is asked")
    func nobody() throws {
        var directory = Directory()
        directory.add(
            Person(
                id: "a", name: "A", user: nil, mail: "a@example.test",
                agency: AgencyRef(territory: "t", id: "so"), role: .staff, territory: "t"))
        let (first, last) = (try #require(Day(2023, 6, 5)), try #require(Day(2023, 6, 9)))
        #expect(directory.deputyChanges(by: first).isEmpty)
        directory.add(
            Person(
                id: "b", name: "B", user: nil, mail: "b@example.test",
                agency: AgencyRef(territory: "t", id: "so"), role: .staff, territory: "t"))
        directory.appoint(.init(person: "t/b", from: first, until: last), of: "t/a")
        #expect(directory.deputyChanges(by: first - 1).isEmpty)
        #expect(directory.deputyChanges(by: first).map(\.address) == ["a@example.test"])
        #expect(directory.deputyChanges(by: last).map(\.address) == ["a@example.test"])
        #expect(directory.deputyChanges(by: last + 1).map(\.address) == ["b@example.test"])
    }
}
