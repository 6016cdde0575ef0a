import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Glibc
import Testing

@testable import DondocDaemon

/// Programs are run beside the mail: tried again, given up, and never waited for by others.
@Suite struct HookCourierTests {
    private let bench: Bench
    private let programs: Programs

    init() async throws {
        signal(SIGPIPE, SIG_IGN)
        bench = try Bench(at: "2023-06-05 08:00")
        programs = try Programs()
    }

    private func hook(_ name: String, _ on: Set<HookSettings.Event>, isFallback: Bool = false)
        -> HookSettings
    {
        .init(name, on, run: ["\(programs.folder)/\(name)"], isFallback: isFallback)
    }

    private func load() async throws {
        var office = bench.office.current
        office.settings.mail.via = .none
        bench.office.replace(office)
        try await bench.load(Bench.plan("p", due: "trước ngày 16/6/2023"))
        try await bench.tell(at: "2023-06-05 08:00")
    }

    private func courier(patience: Int = 20) throws -> HookCourier {
        try HookCourier(
            store: bench.store, clock: bench.clock, office: bench.office,
            journal: try JournalWorker(store: bench.store, sink: .stderr), patience: patience,
            program: Programs.untrusting)
    }

    /// Runs a courier until what is asked for is so.
    private func run(_ courier: HookCourier, until isSo: () async throws -> Bool) async throws {
        let task = Task { try await courier.run() }
        while try await !isSo() { await Task.yield() }
        task.cancel()
        try await task.value
    }

    private func states() throws -> [String] {
        try bench.heard().map { "\($0.hook) \($0.view.event) \($0.state)" }
    }

    @Test("Told to come again it is, with the same notice under the same name; then it is done")
    func again() async throws {
        defer { bench.remove() }
        bench.hear([hook("chat", [.assigned])])
        try programs.install(
            "chat",
            """
            echo "$DONDOC_REMINDER_ID" >>$here/ids; cat >>$here/notices; echo >>$here/notices
            [ -e $here/ready ] || { echo "chưa được" >&2; exit 75; }
            """)
        try await load()
        try await run(courier()) {
            try await bench.store.untriedHookLetters(at: bench.clock.now(), isOpen: true) == 0
        }
        #expect(try states() == ["chat assigned queued"])
        // After one minute, and no sooner.
        let next = try await bench.store.nextHookLetter(
            at: bench.clock.now(), busy: [], isOpen: true)
        let wait = try #require(next) - SystemClock.seconds()
        #expect((50...60).contains(wait))
        let stuck = try await bench.work.status().troubles.map(\.what)
        #expect(stuck.contains("1 tin đang chờ giao lại cho hook chat"), "\(stuck)")
        try "".write(toFile: programs.folder + "/ready", atomically: true, encoding: .utf8)
        try bench.skipWaits()
        try await run(courier()) { try states() == ["chat assigned sent"] }
        let told = try #require(programs.text("ids")).split(separator: "\n").map(String.init)
        #expect(told == Array(repeating: try bench.heard()[0].view.reminderId, count: 2))
        let notices = try #require(programs.text("notices")).split(separator: "\n")
        #expect(notices.count == 2 && notices[0] == notices[1])
        #expect(Array(notices[0].utf8) == (try bench.heard()[0].bytes))
        #expect(try await bench.work.status().troubles.allSatisfy { $0.cause != "letters-waiting" })
    }

    @Test("What was being told when the daemon ended is unsure, and told once more, marked")
    func restarted() async throws {
        defer { bench.remove() }
        bench.hear([hook("chat", [.assigned])])
        try programs.install(
            "chat", "echo \"$DONDOC_REMINDER_ID\" >>$here/ids; cat >>$here/notices")
        try await load()
        let now = bench.clock.now()
        let letter = try await bench.store.pickHookLetter(
            wallClock: 1 << 40, at: now, busy: [], isOpen: true)
        let id = try #require(letter).reminderID
        #expect(
            try bench.store.recoverLetters(wallClock: 0, at: now, journal: { _, _ in nil }) == 1)
        #expect(try states() == ["chat assigned unsure"])
        #expect(
            try await bench.store.nextHookLetter(at: now, busy: [], isOpen: true)
                == LetterLife.unsureDelay)
        try await run(courier()) { try states() == ["chat assigned sent"] }
        #expect(programs.text("ids") == id + "\n")
        #expect(try #require(programs.text("notices")).contains("\"attempt\":2"))
    }

    @Test(
        "A hook that hangs delays neither another hook nor a letter; twice unsure, it is given up")
    func hangs() async throws {
        defer { bench.remove() }
        bench.hear([hook("treo", [.assigned]), hook("chat", [.assigned])])
        try programs.install("treo", "echo x >>$here/runs; exec sleep 1000")
        try programs.install("chat", "cat >/dev/null")
        try await load()
        try await bench.load(Bench.plan("q", due: "trước ngày 16/6/2023"))
        try await bench.tell(at: "2023-06-05 08:00")
        let courier = try courier(patience: 8)
        let task = Task { try await courier.run() }
        func sent() throws -> Int { try bench.heard("chat").count { $0.state == "sent" } }
        while try sent() < 2 { await Task.yield() }
        // One run at a time: the second notice of the hook that hangs waits for the end of the first.
        #expect(try bench.heard("treo").map(\.state) == ["sending", "queued"])
        // Mail is another lane: it takes nothing of a hook.
        #expect(
            try await bench.store.pickLetters(wallClock: 1 << 40, at: bench.clock.now(), limit: 9)
                .isEmpty)
        while try bench.heard("treo").contains(where: { $0.state != "unsure" }) {
            await Task.yield()
        }
        #expect(programs.text("runs") == "x\nx\n")
        try bench.skipWaits()
        courier.poke()
        while try bench.heard("treo").contains(where: { $0.state != "failed" }) {
            await Task.yield()
        }
        #expect(programs.text("runs") == "x\nx\nx\nx\n")
        task.cancel()
        try await task.value
        let dead = try await bench.work.status().troubles.map(\.what)
        #expect(dead.contains("2 tin không giao được cho hook treo (failed)"), "\(dead)")
        let alarm = try await bench.store.waitingJournal(limit: 1_000).map { _, entry in
            Dictionary(entry.fields.map { ($0.name, $0.value) }) { a, _ in a }
        }.filter { $0["DONDOC_KIND"] == "failed" }
        #expect(alarm.map { $0["DONDOC_RECIPIENT"] } == ["hook:treo", "hook:treo"])
        #expect(Set(alarm.map { $0["PRIORITY"] }) == ["1"])
    }

    @Test(
        "What a hook refuses is told to the first fallback once, whose own refusal is told to nobody"
    )
    func refused() async throws {
        defer { bench.remove() }
        bench.hear([
            hook("chat", [.assigned]), hook("cuu", [.assigned], isFallback: true),
            hook("cuu-2", [], isFallback: true), hook("nghe", [.failed]),
        ])
        for name in ["chat", "cuu"] { try programs.install(name, "echo không >&2; exit 1") }
        try programs.install("cuu-2", "exit 1")
        try programs.install("nghe", "cat >$here/told")
        try await load()
        let end = [
            "chat assigned failed", "cuu assigned failed", "nghe failed sent", "cuu failed failed",
            "nghe failed sent",
        ]
        try await run(courier()) { try states().sorted() == end.sorted() }
        let told = try bench.heard().filter { $0.view.event == "failed" }
        #expect(
            Set(told.map { "\($0.hook) \($0.view.letter?.channel ?? "")" }) == [
                "cuu hook:chat", "nghe hook:chat", "nghe hook:cuu",
            ])
        #expect(
            told.allSatisfy {
                $0.view.letter?.error
                    == "hook \($0.view.letter?.recipient ?? "") kết thúc với mã 1: không"
            })
    }

    @Test("A hook that dondoc.yaml no longer has is waited for, with the reason in the record")
    func gone() async throws {
        defer { bench.remove() }
        bench.hear([hook("chat", [.assigned])])
        try await load()
        bench.hear([])
        try await run(courier()) {
            try await bench.store.untriedHookLetters(at: bench.clock.now(), isOpen: true) == 0
        }
        #expect(try states() == ["chat assigned queued"])
    }

    @Test("While the office is closed only what tells of dead letters is given")
    func closed() async throws {
        defer { bench.remove() }
        bench.hear([hook("chat", [.assigned], isFallback: true)])
        try await load()
        let now = bench.clock.now()
        let none = try await bench.store.pickHookLetter(
            wallClock: 1 << 40, at: now, busy: [], isOpen: false)
        #expect(none == nil)
        #expect(try await bench.store.nextHookLetter(at: now, busy: [], isOpen: false) == nil)
        let busy = try await bench.store.pickHookLetter(
            wallClock: 1 << 40, at: now, busy: ["hook:chat"], isOpen: true)
        #expect(busy == nil)
    }

    @Test(
        "A program that others could change is refused at its place by a reload, and told of by `status`"
    )
    func untrusted() async throws {
        defer { bench.remove() }
        let program = try programs.install("chat", "exit 0")
        chmod(program, 0o757)
        let text = """
            site: {name: Văn phòng}
            hooks:
              - {name: chat, run: [\(program)], on: [overdue], training: true}
              - {name: mat, run: [/usr/bin/khong-co], on: [overdue], training: true}
            """
        try text.write(
            toFile: bench.folder.path + "/dondoc.yaml", atomically: true, encoding: .utf8)
        let refusal = try await problem { _ = try await bench.work.reload(by: Bench.root) }
        let said = refusal.items.joined(separator: "\n")
        #expect(
            said.contains("dondoc.yaml:3:23: error: 'run': ") && said.contains("0757"), "\(said)")
        #expect(said.contains("dondoc.yaml:4:22: error: 'run': không có tệp /usr/bin/khong-co"))
        // A start with it goes on, and says so.
        bench.hear(try PlanFile.settings(SourceText(name: "dondoc.yaml", text: text)).hooks)
        let wrong = try await bench.work.status().troubles.filter { $0.cause == "hook-stuck" }
        #expect(wrong.map(\.what).filter { $0.hasPrefix("hook chat không chạy được: ") }.count == 1)
        #expect(wrong.count == 2)
        if getuid() == 0 {
            chmod(program, 0o755)
            #expect(try await bench.work.status().troubles.count { $0.cause == "hook-stuck" } == 1)
        }
    }
}
