import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Newly assigned work of agencies that had no mailbox when it was loaded.
@Suite struct TellAgainTests {
    /// `mute` leads work and takes part in more, `stumm` leads too; neither has a mailbox at first.
    private static func agencies(_ mute: String = "") -> String {
        """
        agencies:
          so: {name: Sở, mail: [so@example.test]}
          mute: {name: Không hộp thư, mail: [\(mute)]}
          stumm: {name: Không ai nghe}
        """
    }

    private static func plan(_ id: String = "p", period: Int = 2023) -> String {
        """
        plan: \(id)
        title: Kế hoạch
        territory: t
        issuer: so
        period: \(period)
        coordinator: so
        tasks:
          - {id: viec, title: Việc, lead: [so, mute, stumm], due: trước ngày 15/12/\(period)}
          - {id: chung, title: Việc chung, lead: [so], with: [mute], due: trước ngày 15/12/\(period)}

        """
    }

    /// Loaded on Monday 5/6/2023, in office hours.
    private func office(_ plans: [String] = [plan()], _ mute: String = "") async throws -> Rounds {
        let office = try await Rounds(
            at: "2023-06-05 08:30", nil, agencies: Self.agencies(mute))
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        for plan in plans { try await office.load(plan) }
        return office
    }

    private func reload(_ office: Rounds, _ mute: String, at text: String) async throws {
        try office.clock.turn(to: text)
        try Self.agencies(mute).write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
    }

    /// Who is told of what is new at a moment; each letter arrives.
    private func heard(_ office: Rounds, at text: String) async throws -> [String: [String]] {
        try office.clock.turn(to: text)
        try await office.bench.tell(at: text)
        let now = office.clock.now()
        var heard: [String: [String]] = [:]
        for letter in try await office.store.pickLetters(wallClock: 1 << 40, at: now, limit: 99) {
            let about = letter.about.map(\.about).filter { $0.contains("/") }
            if !about.isEmpty { heard[letter.recipient, default: []] += about.sorted() }
            _ = try office.store.letter(
                letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
        }
        return heard
    }

    private func asked(_ office: Rounds, by text: String) async throws -> Int {
        let now = try #require(Moment(written: text))
        return try await office.store.plansToTell(by: now) { _ in true }.count
    }

    @Test("A mailbox that comes later hears of the work once; who has none costs no wake")
    func later() async throws {
        let office = try await office()
        defer { office.remove() }
        #expect(
            try await heard(office, at: "2023-06-05 08:31") == [
                "so@example.test": ["plan:p/lead:t/so"]
            ])
        #expect(try await asked(office, by: "2023-12-31 09:00") == 0)
        try await reload(office, "mute@example.test", at: "2023-06-05 09:30")
        #expect(
            try await heard(office, at: "2023-06-05 09:31")
                == ["mute@example.test": ["plan:p/lead:t/mute", "plan:p/with:t/mute"]])
        // `stumm` is still not reached.
        #expect(try await asked(office, by: "2023-12-31 09:00") == 0)
        try await reload(office, "mute@example.test", at: "2023-06-05 10:30")
        #expect(try await heard(office, at: "2023-06-05 10:31") == [:])
        #expect(try await asked(office, by: "2023-12-31 09:00") == 0)
    }

    @Test("Work of a dead address is told when it is written to again")
    func alive() async throws {
        let office = try await office([], "mute@example.test")
        defer { office.remove() }
        _ = try await office.work.markDead(
            DeadAddressRequest(address: "mute@example.test", until: "2023-06-30", reason: "đầy"),
            by: Bench.root, .init())
        try await office.load(Self.plan())
        #expect(
            try await heard(office, at: "2023-06-05 08:31").keys.sorted() == ["so@example.test"])
        try office.clock.turn(to: "2023-06-05 09:30")
        _ = try await office.work.markAlive(
            AliveAddressRequest(address: "mute@example.test"), by: Bench.root, .init())
        #expect(
            try await heard(office, at: "2023-06-05 09:31")
                == ["mute@example.test": ["plan:p/lead:t/mute", "plan:p/with:t/mute"]])
    }

    @Test("Of a plan that had ended when it was loaded nobody is told at a reload either")
    func silent() async throws {
        let office = try await office([Self.plan("cu", period: 2022)])
        defer { office.remove() }
        try await reload(office, "mute@example.test", at: "2023-06-05 09:30")
        #expect(try await asked(office, by: "2023-12-31 09:00") == 0)
        #expect(try await heard(office, at: "2023-06-05 09:31") == [:])
    }
}
