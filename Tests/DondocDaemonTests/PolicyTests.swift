import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// Ladders of policies.yaml in a running office.
///
/// No day is off: 15/6/2023 is a Thursday, 5/6 a Monday.
@Suite(.serialized) struct PolicyTests {
    static let agencies = """
        agencies:
          tinh: {name: UBND tỉnh, mail: [tinh@example.test]}
          so: {name: Sở, parent: tinh, mail: [so@example.test]}
          tren: {name: Cấp trên}
          mute: {name: Không hộp thư, parent: tren}
          phoi: {name: Phối hợp, mail: [phoi@example.test, SO@example.test]}
          desk: {name: Đầu mối, mail: [desk@example.test]}
        groups:
          g: {name: Nhóm, members: [phoi, tinh]}
        people:
          gd: {name: Giám đốc, mail: gd@example.test, agency: so, role: leader}
          ct: {name: Chủ tịch, mail: ct@example.test, agency: tren, role: leader}
          dp: {name: Đầu mối, user: desk, mail: dp@example.test, agency: desk, role: coordinator}
        """

    /// Obligation 1 is that of `so`, 2 that of `mute`.
    static func plan(_ remind: String = "") -> String {
        """
        plan: p
        title: Kế hoạch
        territory: t
        issuer: desk
        period: 2023
        coordinator: desk
        tasks:
          - {id: viec, title: Việc, lead: [so, mute], with: ["@g"], due: trước ngày 15/6/2023\(remind)}
        """
    }

    static let policies = """
        policies:
          standard:
            for: [task]
            steps:
              - {at: -5wd}
              - {at: -4wd, to: [partners]}
              - {at: -1wd, to: [lead, partners, coordinator, leader, above]}
              - {at: +1wd, to: [above]}
          gap:
            steps: [{at: -3d, to: [lead, above]}]
        """

    private func office(sendsMail: Bool = true) async throws -> Rounds {
        let office = try await Rounds(
            at: "2023-06-05 07:59", Self.plan(), agencies: Self.agencies)
        if sendsMail { office.bench.sendMail() }
        return office
    }

    private func write(_ text: String?, _ office: Rounds) throws {
        let file = office.bench.folder.appendingPathComponent("policies.yaml")
        try? FileManager.default.removeItem(at: file)
        try text?.write(to: file, atomically: true, encoding: .utf8)
    }

    private func last(_ number: Int, _ office: Rounds) async throws -> PastReminder? {
        try await office.store.reminders(of: number).last
    }

    private func wake(_ office: Rounds) async throws -> String? {
        try await office.store.obligation("1").wake?.written
    }

    private func column(_ name: String, _ office: Rounds) throws -> String? {
        let path = office.bench.folder.appendingPathComponent("dondoc.db").path
        return try DatabaseQueue(path: path).read { db in
            try String.fetchOne(db, sql: "SELECT \(name) FROM obligation WHERE number = 1")
        }
    }

    // MARK: Recipients

    /// Without days off +3wd is 20/6, +7wd 26/6, +14wd 5/7, +21wd 14/7.
    @Test("After an outage over the ladder the leader and the level above hear in the same breath")
    func escalated() async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.bench.beat(at: "2023-06-16 08:00")
        let first = try #require(try await last(1, office))
        #expect(first.step == "+1wd" && first.notices.map(\.recipient) == ["so@example.test"])
        try await office.bench.beat(at: "2023-07-14 10:00")
        let r = try #require(try await last(1, office))
        #expect(r.step == "+21wd" && r.merged == ["+3wd", "+7wd", "+14wd", "+21wd"])
        #expect(
            r.notices.map(\.recipient) == [
                "so@example.test", "gd@example.test", "tinh@example.test",
            ])
        // Who has no mailbox is replaced by the coordinator, the level above without one by its leader.
        let mute = try #require(try await last(2, office))
        #expect(mute.notices.map(\.recipient) == ["dp@example.test", "ct@example.test"])
    }

    @Test("One address in several audiences gets one letter, in its most charged role")
    func once() async throws {
        let office = try await office()
        defer { office.remove() }
        try write(Self.policies, office)
        _ = try await office.work.reload(by: Bench.root)
        office.bench.sendMail()
        let record = try await office.store.obligation("1")
        let all = office.bench.office.current.addressees(
            of: record, Audience.allCases.reversed(), on: day("2023-06-13"))
        #expect(
            all.map { "\($0.role.rawValue) \($0.mailbox)" } == [
                "lead so@example.test", "leader gd@example.test", "above tinh@example.test",
                "coordinator dp@example.test", "partners phoi@example.test",
            ])
        try await office.bench.beat(at: "2023-06-08 08:00")
        #expect(try await last(1, office)?.merged == ["-5wd", "-4wd"])
        try await office.bench.beat(at: "2023-06-13 08:00")
        #expect(try await last(1, office)?.notices.count == 5)
    }

    // MARK: The file

    /// -3wd is 9/6; of the new ladder -5wd is 7/6 and -4wd 8/6, both behind, and -1wd 13/6.
    @Test(
        "A reload puts the ladder into force, counts whose next reminder moves, and says nothing about rungs that lie behind"
    )
    func reload() async throws {
        let office = try await office(sendsMail: false)
        defer { office.remove() }
        try await office.bench.beat(at: "2023-06-05 08:00")
        try office.clock.turn(to: "2023-06-08 10:00")
        #expect(try await wake(office) == "09/06/2023 08:00")
        try write(Self.policies, office)
        #expect(try await office.work.status().differs == ["policies.yaml"])
        let dry = try await office.work.reload(isDryRun: true, by: Bench.root)
        #expect(dry.applied == ["policies.yaml"] && dry.reminders == 2 && dry.moves.isEmpty)
        #expect(try await wake(office) == "09/06/2023 08:00")
        let real = try await office.work.reload(by: Bench.root)
        #expect(real.reminders == 2 && real.applied == dry.applied)
        #expect(try await office.work.status().differs == [])
        #expect(try await wake(office) == "13/06/2023 08:00")
        #expect(try column("pressed_until", office) == "2023-06-16")
        try await office.bench.beat(at: "2023-06-13 08:00")
        #expect(try await last(1, office)?.merged == ["-1wd"])
        #expect(try await office.work.reload(by: Bench.root).reminders == 0)
        // Without its file the built-in ladder is back.
        try office.clock.turn(to: "2023-06-13 10:00")
        try write(nil, office)
        #expect(try await office.work.status().differs == ["policies.yaml"])
        #expect(try await office.work.reload(by: Bench.root).applied == ["policies.yaml"])
        #expect(try await wake(office) == "14/06/2023 08:00")
    }

    @Test("A start takes the policies as they were applied, not as the file is now")
    func restart() async throws {
        let office = try await office()
        defer { office.remove() }
        try write(Self.policies, office)
        _ = try await office.work.reload(by: Bench.root)
        try write("policies: {}\n", office)
        let applied = try office.store.appliedFiles().map {
            SourceText(name: $0.name, text: $0.text)
        }
        let again = try ConfigFolder.office(applied, try office.work.config.settings())
        #expect(again.policies.names == ["gap", "standard"])
        #expect(office.work.config.refused().count == 1)
        await #expect(throws: Problem.self) { try await office.work.reload(by: Bench.root) }
        #expect(office.bench.office.current.policies.names == ["gap", "standard"])
    }

    @Test("A plan that names no policy is not loaded, and a policy that a plan names cannot vanish")
    func named() async throws {
        let office = try await office()
        defer { office.remove() }
        let text = Self.plan(", remind: gap")
        await #expect(throws: Problem.self) { try await office.load(text) }
        try write(Self.policies, office)
        _ = try await office.work.reload(by: Bench.root)
        try await office.load(text)
        try write("policies: {standard: {steps: [{at: 0}]}}\n", office)
        do {
            _ = try await office.work.reload(by: Bench.root)
            Issue.record("the policy has vanished")
        } catch let problem as Problem {
            #expect(problem.items.first?.hasPrefix("plan.yaml:8:") == true, "\(problem.items)")
        }
    }

    /// The third day before 14/6 is Sunday 11/6, so Friday 9/6.
    @Test("A task that gets a ladder climbs it from now on, and an undo brings the old one back")
    func ofTask() async throws {
        let office = try await office()
        defer { office.remove() }
        try write(Self.policies, office)
        _ = try await office.work.reload(by: Bench.root)
        #expect(try await wake(office) == "07/06/2023 08:00")
        let view = try await office.load(Self.plan(", remind: gap"))
        #expect(view.plans.map(\.unchanged) == [2])
        #expect(try await office.store.obligation("1").standing.remind == "gap")
        #expect(try await wake(office) == "09/06/2023 08:00")
        #expect(try column("pressed_until", office) == "2023-06-15")
        _ = try await office.work.undo(UndoRequest(change: view.change), by: Bench.root, .init())
        #expect(try await office.store.obligation("1").standing.remind == nil)
        #expect(try await wake(office) == "07/06/2023 08:00")
        #expect(try column("pressed_until", office) == "2023-06-16")
    }

    // MARK: remind

    private func query(_ path: String, _ text: String) throws -> Query {
        try Query(text: text, of: try #require(Route.at(.get, path)))
    }

    @Test("remind list says what the heartbeat will, until a day")
    func list() async throws {
        let office = try await office()
        defer { office.remove() }
        let rows = try await office.work.reminders(
            query(Path.reminders, "until=2023-06-26&agency=so"), caller: Bench.root)
        #expect(
            rows.map { "\($0.step) \($0.at.prefix(10)) \($0.kind) \($0.recipients.count)" } == [
                "-7wd 2023-06-05 upcoming 1", "-3wd 2023-06-09 upcoming 1",
                "-1wd 2023-06-13 upcoming 1", "0 2023-06-14 upcoming 1", "due 2023-06-15 due 1",
                "+1wd 2023-06-16 overdue 1", "+3wd 2023-06-20 overdue 1",
                "+7wd 2023-06-26 overdue 2",
            ])
        #expect(rows.last?.recipients == ["so@example.test", "gd@example.test"])
        let page = try await office.work.reminders(
            query(Path.reminders, "until=2023-06-26&limit=2&offset=1"), caller: Bench.root)
        #expect(page.map { "\($0.step) \($0.agency)" } == ["-7wd mute", "-3wd so"])
    }

    @Test("remind policy explain has the days of any ladder, moves, recipients and what was sent")
    func explain() async throws {
        let office = try await office()
        defer { office.remove() }
        try await office.bench.beat(at: "2023-06-05 08:00")
        try office.clock.turn(to: "2023-06-05 10:00")
        try write(Self.policies.replacing("-5wd", with: "-7wd"), office)
        _ = try await office.work.reload(by: Bench.root)
        let own = try await office.work.policyDays(
            query(Path.policyDays, "id=1&policy=standard"))
        #expect(
            own.own == "standard" && own.rungs.map(\.said.step) == ["-7wd", "-4wd", "-1wd", "+1wd"])
        // Decided and composed; no courier has taken it.
        #expect(own.rungs[0].said.outcome == "waiting")
        #expect(own.rungs[0].said.letters.map(\.recipient) == ["so@example.test"])
        #expect(own.rungs[1].to.map(\.name) == ["Phối hợp", "Phối hợp", "UBND tỉnh"])
        let other = try await office.work.policyDays(query(Path.policyDays, "id=1&policy=gap"))
        let rung = try #require(other.rungs.first)
        #expect(other.own == "standard" && other.policy == "gap" && other.rungs.count == 1)
        #expect(rung.day == "2023-06-09" && rung.movedFrom == "2023-06-11")
        #expect(rung.because == nil && rung.said.outcome == "planned")
        #expect(rung.to.map(\.name) == ["Sở", "UBND tỉnh"])
    }
}

private func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure(iso) }
    return day
}
