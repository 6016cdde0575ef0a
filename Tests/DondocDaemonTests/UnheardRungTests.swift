import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Ladders of open work that climb to nobody.
///
/// 5/6/2023 is a Monday; no day is off.
@Suite struct UnheardRungTests {
    /// `so` and `khac` lead, below `tinh`; nobody directs them, and `tinh` has no mailbox.
    static let agencies = """
        agencies:
          tinh: {name: UBND tỉnh}
          so: {name: Sở, mail: [so@example.test], parent: tinh}
          khac: {name: Sở khác, mail: [khac@example.test], parent: tinh}
          desk: {name: Đầu mối, mail: [desk@example.test]}
          cau: {name: Phối hợp}
        people:
          dp: {name: Đầu mối, user: desk, agency: desk, role: coordinator}
          vt: {name: Văn thư, user: so, agency: so, role: staff}
          vk: {name: Văn thư khác, user: khac, agency: khac, role: staff}
        """

    static let policies = """
        policies:
          standard:
            for: [task]
            steps:
              - {at: -1wd}
              - {at: 0, to: [lead, partners]}
              - {at: +1wd, to: [lead, leader]}
          hook:
            steps: [{at: 0}, {at: +1wd, to: [leader, above, partners], channels: [chat]}]
        """

    private static let leaders = "không có hộp thư của lãnh đạo: "
    private static let above = "không có hộp thư của cơ quan cấp trên: "
    private static let partners = "không có hộp thư của đơn vị phối hợp: "

    private func plan(_ lead: String, _ more: String = "") -> String {
        Bench.plan("p").replacing("[so]", with: "[\(lead)]").replacing(
            "15/6/2023}", with: "15/6/2023\(more)}")
    }

    private func office(
        _ plan: String?, agencies: String = agencies, policies: String? = nil
    ) async throws -> Rounds {
        let office = try await Rounds(at: "2023-06-05 07:59", nil, agencies: agencies)
        if let policies {
            try policies.write(
                to: office.bench.folder.appendingPathComponent("policies.yaml"), atomically: true,
                encoding: .utf8)
        }
        try """
        site: {name: Văn phòng}
        mail: {from: dondoc@example.test, via: "smtp://127.0.0.1:1"}
        hooks: [{name: chat, run: [/usr/bin/true], on: [failed], training: true}]

        """.write(
            to: office.bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await office.work.reload(by: Bench.root)
        if let plan { try await office.load(plan) }
        return office
    }

    private func reload(_ office: Rounds, _ agencies: String) async throws -> [String] {
        try agencies.write(
            to: office.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        return said(try await office.work.reload(by: Bench.root).warnings ?? [])
    }

    /// Lines about rungs, up to the dash.
    private func said(_ lines: [String]) -> [String] {
        lines.filter { $0.contains("bậc leo thang không tới ai") }
            .map { $0.components(separatedBy: " – ")[0] }
    }

    private func status(_ office: Rounds) async throws -> [String] {
        said(try await office.work.status().warnings)
    }

    @Test(
        "Leaders and agencies above that nobody reaches are told of at load, reload and in status")
    func everywhere() async throws {
        let office = try await office(nil)
        defer { office.remove() }
        #expect(try await status(office) == [])
        let expected = [Self.leaders + "Sở khác, Sở", Self.above + "UBND tỉnh"]
        let load = try await office.load(plan("so, khac"))
        #expect(said(load.plans[0].warnings) == expected)
        // Word for word the same file.
        #expect(said(try await office.load(plan("so, khac")).plans[0].warnings) == expected)
        #expect(try await reload(office, Self.agencies) == expected)
        let view = try await office.work.status()
        #expect(said(view.warnings) == expected)
        #expect(!view.troubles.contains { $0.cause == "unheard-rung" } && view.unreachable == [])
        #expect(view.warnings.contains { $0.hasSuffix(Words.Mend.mailbox(of: .leader)) })
        Language.$current.withValue(.en) {
            #expect(
                Words.unheard(.above, ["A"], isDead: false)
                    == "no mailbox of the agency above: A – the step that climbs there reaches nobody"
            )
        }
        // A leader of his own, and one of the agency above, whose mailbox stands for it.
        let led = Self.agencies.replacing(
            "people:",
            with: """
                people:
                  ld: {name: Giám đốc, mail: ld@example.test, agency: so, role: leader}
                  ct: {name: Chủ tịch, mail: ct@example.test, agency: tinh, role: leader}
                """.replacing("\n", with: "\n"))
        #expect(try await reload(office, led) == [Self.leaders + "Sở khác"])
        #expect(try await status(office) == [Self.leaders + "Sở khác"])
    }

    @Test("Only open work that is pressed for counts, and only whose ladder climbs there")
    func open() async throws {
        for (more, kinds) in [
            ("", [Self.leaders + "Sở", Self.above + "UBND tỉnh"]), (", request: true", []),
        ] {
            let office = try await office(plan("so", more))
            defer { office.remove() }
            #expect(try await status(office) == kinds, "\(more)")
            _ = try await office.act(.done, "1", by: "so")
            #expect(try await status(office) == [], "\(more)")
            _ = try await office.act(.return, "1", by: "desk") { $0.reason = "thiếu" }
            #expect(try await status(office) == kinds, "\(more)")
        }
        // Continuous work has check-ins alone; a plan that had ended presses for nothing.
        for text in [
            plan("so").replacing("trước ngày 15/6/2023", with: "Thường xuyên"),
            Bench.plan("cu", due: "trước ngày 15/6/2022").replacing(
                "period: 2023", with: "period: 2022"),
        ] {
            let office = try await office(text)
            defer { office.remove() }
            #expect(try await status(office) == [])
        }
    }

    @Test("The top of the files has nobody above it, and that is no trouble")
    func top() async throws {
        let office = try await office(plan("desk"))
        defer { office.remove() }
        #expect(try await status(office) == [Self.leaders + "Đầu mối"])
    }

    @Test(
        "Partners are told of where the ladder speaks to them by mail, and groups by their members")
    func partners() async throws {
        for (more, expected) in [
            (", with: [cau]", [Self.leaders + "Sở", Self.partners + "Phối hợp"]),
            (", with: [khac]", [Self.leaders + "Sở"]),
            (", with: [cau], remind: hook", []),
        ] {
            let office = try await office(nil, policies: Self.policies)
            defer { office.remove() }
            let load = try await office.load(plan("so", more))
            #expect(said(load.plans[0].warnings) == expected, "\(more)")
            #expect(
                said(try await office.load(plan("so", more)).plans[0].warnings) == expected,
                "\(more)")
            #expect(try await status(office) == expected, "\(more)")
        }
    }

    @Test(
        "Many names are cut; an address that is only marked dead has a line and a remedy of its own"
    )
    func cut() async throws {
        let many = (1...8).map { "  x\($0): {name: Xã \($0), mail: [x\($0)@example.test]}\n" }
        let agencies = Self.agencies.replacing(
            "people:",
            with: many.joined() + """
                people:
                  ld: {name: Giám đốc, mail: ld@example.test, agency: so, role: leader}
                """)
        let leads = ["so"] + (1...8).map { "x\($0)" }
        let office = try await office(plan(leads.joined(separator: ", ")), agencies: agencies)
        defer { office.remove() }
        let named = Self.leaders + "Xã 1, Xã 2, Xã 3 và 5 cơ quan khác"
        #expect(try await status(office) == [named, Self.above + "UBND tỉnh"])
        _ = try await office.work.markDead(
            DeadAddressRequest(address: "ld@example.test", until: "2023-06-06", reason: "đầy"),
            by: Bench.root, .init())
        let dead = "hộp thư của lãnh đạo bị đánh dấu hỏng: Sở"
        #expect(try await status(office) == [named, dead, Self.above + "UBND tỉnh"])
        #expect(
            try await office.work.status().warnings.contains {
                $0.contains(dead) && $0.contains("mail alive")
            })
        // The mark is over with its day.
        try office.clock.turn(to: "2023-06-07 07:00")
        #expect(try await status(office) == [named, Self.above + "UBND tỉnh"])
    }

    @Test(
        "The journal has one line for all leaders when it begins, one a day, and one when it is over"
    )
    func daily() async throws {
        let office = try await office(plan("so, khac"))
        defer { office.remove() }
        let (box, store) = (office.bench.office, office.store)
        let journal = try JournalWorker(store: store, sink: .stderr)
        let beat = Heartbeat(
            store: store, clock: office.clock, office: box,
            courier: try Courier(
                store: store, clock: office.clock, office: box, journal: journal,
                transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        func lines() async throws -> [[String: String]] {
            try await Bench.alarms(store).filter { $0["DONDOC_CAUSE"] == "unheard-rung" }
        }
        for (day, times) in [(5, 1), (6, 2), (7, 3)] {
            var told: Day?
            let now = try #require(Moment(written: "2023-06-0\(day) 09:00"))
            try await beat.sayAlive(at: now, said: &told)
            for _ in 1...2 { try await beat.sayTroubles(at: now) }
            let leaders = try await lines().filter {
                $0["MESSAGE"]?.contains(Self.leaders + "Sở khác, Sở") == true
            }
            #expect(leaders.count == times && leaders[0]["DONDOC_AGENCY"] == "khac so")
            #expect(try await lines().count == 2 * times)
        }
        // That one of them has nothing open any more is no news.
        _ = try await office.act(.done, "1", by: "so")
        try await beat.sayTroubles(at: try #require(Moment(written: "2023-06-07 10:00")))
        #expect(try await lines().count == 6)
        _ = try await office.act(.done, "2", by: "khac")
        try await beat.sayTroubles(at: try #require(Moment(written: "2023-06-07 11:00")))
        let over = try await lines().suffix(1)
        #expect(over.map { $0["DONDOC_KIND"] } == ["mended"])
        #expect(try await lines().count == 7)
    }

    @Test("remind policy explain says at a rung as what nobody hears of it")
    func explain() async throws {
        let office = try await office(plan("so, khac"))
        defer { office.remove() }
        let view = try await office.work.policyDays(try Query("policy=standard&id=1"))
        let nobody = Dictionary(
            uniqueKeysWithValues: view.rungs.map { ($0.said.step, $0.nobody) })
        #expect(nobody["+3wd"] == [])
        #expect(nobody["+14wd"] == ["leader"])
        #expect(nobody["+21wd"] == ["leader", "above"])
        #expect(view.rungs.last?.to.map(\.role) == ["lead"])
    }
}
