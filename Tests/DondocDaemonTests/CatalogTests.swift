import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// The message catalog in both languages against the kinds of journal entries.
@Suite struct CatalogTests {
    struct Entry {
        let id: String
        var headers: [String: String] = [:]
        var text = ""

        /// Fields that journalctl puts in, from headers and text.
        var fields: Set<String> {
            let all = headers.values.joined(separator: "\n") + text
            return Set(all.matches(of: /@([A-Z_]+)@/).map { String($0.1) })
        }
    }

    static let names = ["dondoc.catalog", "dondoc.vi.catalog"]

    /// Reads systemd's format: `-- ID`, headers, an empty line, text.
    static func entries(_ name: String) throws -> [Entry] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("systemd/\(name)"), encoding: .utf8)
        var entries: [Entry] = []
        var isHead = false
        for line in text.components(separatedBy: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("-- ") {
                entries.append(Entry(id: String(line.dropFirst(3))))
                isHead = true
                continue
            }
            guard !entries.isEmpty else {
                #expect(line.isEmpty, "\(name): a text before the first entry: \(line)")
                continue
            }
            if isHead, let colon = line.firstRange(of: ": ") {
                entries[entries.count - 1].headers[String(line[..<colon.lowerBound])] =
                    String(line[colon.upperBound...])
            } else {
                isHead = false
                entries[entries.count - 1].text += line + "\n"
            }
        }
        return entries
    }

    /// Fields that may stand in an entry at all: those of `interface.md`, and a few of one kind each.
    static let known: Set<String> = [
        "DONDOC_REMINDER_ID", "DONDOC_PLAN", "DONDOC_TASK", "DONDOC_KEY", "DONDOC_NUMBER",
        "DONDOC_AGENCY", "DONDOC_DUE", "DONDOC_STEP", "DONDOC_RECIPIENT", "DONDOC_ACTOR",
        "DONDOC_REASON", "DONDOC_AT", "DONDOC_MESSAGE_ID", "DONDOC_ATTEMPT", "DONDOC_STATE",
        "DONDOC_OPEN", "DONDOC_OVERDUE", "DONDOC_QUEUED", "DONDOC_CAUSE", "DONDOC_REMEDY",
        "DONDOC_SINCE",
    ]

    @Test("Each kind has one entry in each language, in the order of the kinds", arguments: names)
    func kinds(name: String) throws {
        #expect(try Self.entries(name).map(\.id) == EntryKind.allCases.map(\.messageID))
    }

    @Test("Each says what it is and what to do, in its own language", arguments: names)
    func words(name: String) throws {
        let other = Self.names[name == Self.names[0] ? 1 : 0]
        let others = try Self.entries(other)
        for (entry, foreign) in zip(try Self.entries(name), others) {
            #expect(
                entry.headers.keys.sorted() == ["Defined-By", "Subject"], "\(name) \(entry.id)")
            #expect(entry.headers["Defined-By"] == "dondoc")
            // What happened, and in a paragraph of its own what to do.
            let parts = entry.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
            #expect(parts.count >= 2 || entry.id == EntryKind.delivered.messageID, "\(entry.id)")
            #expect(entry.headers["Subject"] != foreign.headers["Subject"])
            #expect(entry.text != foreign.text)
            // Both languages name the same commands.
            func commands(_ text: String) -> [String] {
                text.components(separatedBy: "\n").filter { $0.hasPrefix("    dondoc") }
                    .map { $0.replacing(/--doc .*/, with: "--doc") }
            }
            #expect(commands(entry.text) == commands(foreign.text), "\(entry.id)")
        }
    }

    @Test("A field that it shows stands in every entry of its kind that the daemon writes")
    func fields() async throws {
        let written = try await Self.written()
        for name in Self.names {
            for (kind, entry) in zip(EntryKind.allCases, try Self.entries(name)) {
                #expect(entry.fields.subtracting(Self.known) == [], "\(name): \(kind)")
                for fields in written[kind.rawValue] ?? [] {
                    #expect(entry.fields.subtracting(fields) == [], "\(name): \(kind)")
                }
            }
        }
        // The kinds that nothing writes yet; whoever writes one adds to `written`.
        let silent: Set<EntryKind> = [
            .escalated, .returned, .extended, .withdrawn,
        ]
        #expect(
            Set(written.keys)
                == Set(Set(EntryKind.allCases).subtracting(silent).map(\.rawValue)))
    }

    /// Every cause of degradation, begun and over.
    private static func alarms(_ b: Bench, at now: Moment) async throws {
        let watch = AlarmWatch(store: b.store, office: b.office, isTraining: true)
        try b.store.record(Examination(at: 0, fault: "x"))
        try await watch.look(at: now)
        try b.store.record(Examination(at: 0, fault: nil))
        try await watch.look(at: now)
        let shared = Trouble(cause: .shared, subject: "/x", what: "x", mend: "y")
        try await b.store.addJournal(
            Notices.began(Trouble.Bundle(cause: .shared, of: [shared]), at: now))
        let storage = Trouble.Bundle(cause: .storage, of: [.storage("x")])
        try await b.store.addJournal(Notices.began(storage, at: now))
        try await b.store.addJournal(Notices.ended(Pulse.Fault(why: "x", since: now), at: now))
    }

    /// Letters, holds and addresses that somebody touches.
    private static func outbox(_ b: Bench) async throws {
        let (root, terms) = (Bench.root, Work.Terms())
        try b.plant(991, .failed, plan: "p")
        try b.plant(992, .failed, plan: "p")
        _ = try await b.work.perform(.retry, .ids([991]), by: root, terms)
        _ = try await b.work.perform(.drop(reason: "x"), .ids([992]), by: root, terms)
        _ = try await b.work.hold(HoldRequest(reason: "x"), by: root, terms)
        _ = try await b.work.resume(ResumeRequest(), by: root, terms)
        _ = try await b.work.markDead(
            DeadAddressRequest(address: "so@example.test", until: "2023-07-31", reason: "x"),
            by: root, terms)
        _ = try await b.work.markAlive(
            AliveAddressRequest(address: "so@example.test"), by: root, terms)
        let now = b.clock.now()
        let pause = NewHold(cause: .pause, until: now + 600)
        _ = try b.store.hold(
            automatically: pause, at: now, journal: Notices.held(pause, by: .daemon, at: now))
        _ = try b.store.endHold(at: now + 600) { Notices.released($0, at: now + 600) }
    }

    /// The names of the fields of real entries, by kind.
    static func written() async throws -> [String: [Set<String>]] {
        let b = try Bench()
        defer { b.remove() }
        var office = b.office.current
        office.settings.mail.via = .smtp(host: "127.0.0.1", port: 1, implicitTLS: false, user: nil)
        b.office.replace(office)
        // Due 15/6: -7wd on 5/6, act_by on 14/6, due 15/6, late 16/6; continuous work is asked for
        // its check-in on 21/6 and quiet on 11/7: Q2 ends on Friday 30/6, 7 working days from there.
        try await b.load(Bench.plan("p"))
        try await b.load(Bench.plan("undated", due: "Thường xuyên"))
        try await b.load(
            Bench.plan("shared").replacing("lead: [so],", with: "lead: [so], with: [desk, mute],"))
        try await b.load(
            Bench.plan("mute").replacingOccurrences(of: "[so]", with: "[mute]"))
        try await b.load(Bench.plan("p").replacingOccurrences(of: "Việc", with: "Việc khác"))
        for id in ["p", "undated"] {
            _ = try await b.work.act(.start, id + "/", .init(), by: b.caller("so"), .init())
        }
        for at in ["06-05", "06-15", "06-16", "06-21", "07-11"] {
            try await b.beat(at: "2023-\(at) 08:00")
        }
        let now = Moment(seconds: 1_689_040_800)  // 11/7/2023 09:00
        let site = office
        try await b.tell(at: "2023-07-11 09:00")
        // Letters of obligations and of lists, however their attempt ends.
        let letters = try await b.store.pickLetters(wallClock: 0, at: now, limit: 100)
        let ends: [(LetterState, LetterResult)] = [
            (.sent, .accepted), (.queued, .notAccepted("x")), (.failed, .refused("x")),
            (.unsure, .answerLost("x")),
        ]
        for letter in letters {
            for (state, result) in ends {
                let entry = try #require(Notices.outcome(letter, state, result, at: now, site))
                try await b.store.addJournal(entry)
            }
        }
        #expect(
            letters.flatMap(\.about).contains { $0.number == nil }
                && letters.flatMap(\.about).contains { $0.number != nil })
        var later = ActRequest()
        (later.until, later.reason) = ("2023-06-20", "x")
        _ = try await b.work.act(.now, "undated/", .init(note: "x"), by: b.caller("desk"))
        _ = try await b.work.act(.ack, "undated/", .init(), by: b.caller("so"))
        _ = try await b.work.act(.snooze, "undated/", later, by: b.caller("desk"))
        _ = try await b.work.act(.done, "p/", .init(), by: b.caller("so"), .init())
        _ = try await b.work.act(.confirm, "p/", .init(), by: b.caller("desk"), .init())
        try await b.store.addJournal(Notices.clockMoved(now))
        try await b.store.addJournal(
            Notices.mailTest(Delivery(.accepted), to: "a@b", id: "x", by: "root", at: now))
        try await b.store.addJournal(
            Notices.alive(try await b.store.aliveCounts(at: now), at: now))
        try await Self.alarms(b, at: now)
        try await Self.outbox(b)
        var written: [String: [Set<String>]] = [:]
        for (_, entry) in try await b.store.waitingJournal(limit: 1_000) {
            let kind = entry.fields.first { $0.name == "DONDOC_KIND" }?.value ?? "?"
            written[kind, default: []].append(Set(entry.fields.map(\.name)))
        }
        return written
    }
}
