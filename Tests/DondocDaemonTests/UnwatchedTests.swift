import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// Coordinators whom nobody can write to, and how that is mended.
@Suite struct UnwatchedTests {
    private static let mute = Bench.agencies.replacing(", mail: [desk@example.test]", with: "")
    private static let label = "Đầu mối (đầu mối của kế hoạch p)"

    private func troubles(_ b: Bench) async throws -> [StatusView.Trouble] {
        try await b.work.status().troubles.filter { $0.cause == "unreachable" }
    }

    /// What a load says about mailboxes.
    private func mailbox(_ view: LoadView) -> [String] {
        view.plans[0].warnings.filter { $0.contains("hộp thư") && !$0.contains("lãnh đạo") }
    }

    @Test("A coordinator without a mailbox is told of at load, reload, in status and every day")
    func everywhere() async throws {
        let b = try Bench(agencies: Self.mute)
        defer { b.remove() }
        let warning = "không có hộp thư: \(Self.label); thêm mail vào agencies/ rồi dondoc reload"
        #expect(mailbox(try await b.load(Bench.plan("p"))) == [warning])
        #expect(try await b.work.reload(by: Bench.root).warnings?.first == warning)
        b.sendMail()
        #expect(try await b.work.status().unreachable == [Self.label])
        let journal = try JournalWorker(store: b.store, sink: .stderr)
        let beat = Heartbeat(
            store: b.store, clock: b.clock, office: b.office,
            courier: try Courier(
                store: b.store, clock: b.clock, office: b.office, journal: journal,
                transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        for (day, times) in [(5, 1), (6, 2), (7, 3)] {
            var told: Day?
            let now = try #require(Moment(written: "2023-06-0\(day) 09:00"))
            try await beat.sayAlive(at: now, said: &told)
            try await beat.sayTroubles(at: now)
            let said = try await Bench.alarms(b.store).filter {
                $0["DONDOC_CAUSE"] == "unreachable" && $0["DONDOC_PLAN"] == "p"
            }
            #expect(said.count == times && said.allSatisfy { $0["DONDOC_AGENCY"] == "desk" })
        }
    }

    @Test("A coordinator is wanted while work is open or a claim waits, and of no silent plan")
    func wanted() async throws {
        let b = try Bench(agencies: Self.mute)
        defer { b.remove() }
        b.sendMail()
        try await b.load(
            Bench.plan("cu", due: "trước ngày 15/6/2022").replacing(
                "period: 2023", with: "period: 2022"))
        #expect(try await b.work.status().unreachable == [])
        try await b.load(Bench.plan("p"))
        for (verb, unreachable) in [
            (ObligationVerb.done, [Self.label]), (.confirm, []),
        ] {
            _ = try await b.work.act(
                verb, "p/viec/2023/so", by: b.caller(verb == .done ? "so" : "desk"))
            #expect(try await b.work.status().unreachable == unreachable, "\(verb)")
        }
    }

    @Test("Loading the same file once more says again who cannot be reached, and nobody else")
    func again() async throws {
        let b = try Bench(agencies: Self.mute)
        defer { b.remove() }
        let text = Bench.plan("p").replacing("[so]", with: "[so, mute]")
        let first = mailbox(try await b.load(text))
        let second = try await b.load(text)
        #expect(second.change == nil && mailbox(second) == first)
        #expect(first.count == 1 && first[0].contains("Không hộp thư, \(Self.label)"))
        let watched = try Bench()
        defer { watched.remove() }
        for _ in 1...2 {
            #expect(mailbox(try await watched.load(Bench.plan("p"))) == [])
        }
    }

    @Test("An address that is only marked dead is mended by its own command, beside the others")
    func asleep() async throws {
        let office = try await Rounds(
            agencies: Rounds.agencies.replacing(", mail: [xa-b@example.test]", with: ""))
        defer { office.remove() }
        office.bench.sendMail()
        func dead(_ address: String, _ until: String) async throws {
            _ = try await office.work.markDead(
                DeadAddressRequest(address: address, until: until, reason: "đầy"),
                by: office.caller("desk"), .init())
        }
        try await dead("xa-a@example.test", "2023-06-30")
        // The coordinator has a deputy until 30 June: the address that wakes first is named.
        try await dead("dp@example.test", "2023-06-20")
        try await dead("ph@example.test", "2023-06-25")
        try await dead("desk@example.test", "2023-06-22")
        let found = try await troubles(office.bench)
        #expect(found.count == 3)
        let mends = Dictionary(uniqueKeysWithValues: found.map { ($0.what, $0.mend) })
        #expect(mends["không có hộp thư: Xã B"] == Words.Mend.mailbox)
        #expect(
            mends["hộp thư bị đánh dấu hỏng: Xã A"]?.contains(
                "dondoc mail alive xa-a@example.test") == true)
        #expect(
            mends["hộp thư bị đánh dấu hỏng: Xã A"]?.contains("30/06/2023") == true)
        #expect(
            found.contains {
                $0.mend.contains("dondoc mail alive dp@example.test")
                    && $0.mend.contains("20/06/2023") && $0.what.contains(Self.label)
            })
    }

    @Test("The journal says that the coordinator is written to only where that is true")
    func undeliverable() async throws {
        for (agencies, isHeard) in [(Bench.agencies, true), (Self.mute, false)] {
            let b = try Bench(agencies: agencies)
            defer { b.remove() }
            b.sendMail()
            try await b.load(Bench.plan("p").replacing("[so]", with: "[mute]"))
            // -1wd of act_by 14/6 is Tuesday 13/6.
            try await b.beat(at: "2023-06-13 08:00")
            let said = try await b.store.waitingJournal(limit: 99).compactMap { _, entry in
                let fields = Dictionary(entry.fields.map { ($0.name, $0.value) }) { one, _ in one }
                return fields["DONDOC_KIND"] == "undeliverable" ? fields["MESSAGE"] : nil
            }
            #expect(said.count == 1)
            #expect(said[0].contains("gửi cho đầu mối của kế hoạch") == isHeard)
            #expect(said[0].contains("không ai nhận thư nhắc thay") != isHeard)
            #expect(try await b.store.reminders(of: 1).last?.notices.isEmpty == !isHeard)
        }
    }
}
