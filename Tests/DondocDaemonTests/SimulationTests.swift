import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// `simulate` beside a store that goes on: what it says, and that it leaves nothing behind.
@Suite(.serialized) struct SimulationTests {
    /// Who answers what in June and July, by dice: every line is possible when its turn comes.
    struct Script {
        var lines: [(at: String, key: String, verb: ObligationVerb, text: String?)] = []

        init(seed: UInt64) {
            var dice = Dice(seed)
            var states: [String: ObligationState] = [:]
            let keys = [
                "p/viec/2023/so", "p/viec/2023/khac", "p/van-ban/2023/so", "p/bc/2023-H1/so",
                "p/bc/2023-H1/khac", "p/bc/2023-H1/xa-a",
            ]
            let hours = ["", " 07:45", " 10:00", " 16:30", " 19:15"]
            for day in 6...60 {
                guard dice.roll(3) == 0 else { continue }
                let date = "2023-0\(6 + (day - 1) / 30)-"
                let number = (day - 1) % 30 + 1
                let at = date + (number < 10 ? "0\(number)" : "\(number)") + hours[dice.roll(5)]
                guard dice.roll(6) > 0 else {
                    lines.append((at, "p/thuong/2023/so", .checkin, "vẫn làm"))
                    continue
                }
                let key = keys[dice.roll(keys.count)]
                switch states[key] ?? .planned {
                case .planned where dice.roll(3) == 0:
                    lines.append((at, key, .start, nil))
                    states[key] = .started
                case .planned, .started, .returned:
                    lines.append((at, key, .done, "1/BC"))
                    states[key] = .claimed
                case .claimed:
                    let isReturned = dice.roll(2) == 0
                    lines.append((at, key, isReturned ? .return : .confirm, "thiếu, sai"))
                    states[key] = isReturned ? .returned : .done
                case .done, .withdrawn: break
                }
            }
        }

        var csv: String {
            lines.map { line in
                "\(line.at),\(line.key),\(line.verb.rawValue)"
                    + (line.text.map { ",\"\($0)\"" } ?? "")
            }.joined(separator: "\n")
        }
    }

    /// A small generator of its own, so that a seed means the same for ever.
    struct Dice {
        private var state: UInt64

        init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

        mutating func roll(_ sides: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % sides
        }
    }

    private func letters(_ rows: [SimulatedView]) -> [String] {
        YearTable.letters(rows).map(\.description)
    }

    /// The same days by the wall: somebody looks at every hour at which anything could happen.
    private func played(_ office: Rounds, _ script: Script) async throws -> [String] {
        var acts = script.lines[...]
        var all: [String] = []
        var day = try #require(Day(2023, 6, 5))
        while day <= Day(2023, 7, 31) ?? day {
            for hour in ["07:30", "07:45", "08:00", "09:00", "10:00", "16:30", "19:15"] {
                let text = "\(day) \(hour)"
                guard text >= "2023-06-05 09:00" else { continue }
                let now = try #require(Moment(written: text))
                try office.clock.turn(to: text)
                while let act = acts.first,
                    act.at == text || (act.at.count == 10 && "\(act.at) 10:00" == text)
                {
                    var request = ActRequest()
                    switch act.verb {
                    case .done: request.doc = act.text
                    case .return: request.reason = act.text
                    default: request.note = act.text
                    }
                    _ = try await office.work.act(act.verb, act.key, request, by: Bench.root)
                    acts = acts.dropFirst()
                }
                let current = office.bench.office.current
                _ = try await Notices(office: current, store: office.store, isTraining: false)
                    .beat(at: now)
                guard current.hours.isOpen(now) else { continue }
                let picked = try await office.store.pickLetters(
                    wallClock: 1 << 40, at: now, limit: 1_000)
                for letter in picked {
                    _ = try office.store.letter(
                        letter, ended: .accepted, wallClock: 0, at: now, journal: { _ in nil })
                }
                all += try await office.store.things(of: picked).map { letter in
                    let things = letter.things.map {
                        let kind = $0.isReturn ? "returned" : $0.kind.rawValue
                        return "\(kind) \($0.step) \($0.key ?? $0.plan)"
                    }
                    return YearTable.Letter(
                        at: text, to: letter.recipient, subject: letter.subject,
                        things: things.sorted()
                    ).description
                }
            }
            day = day + 1
        }
        #expect(acts.isEmpty, "\(acts)")
        return all
    }

    @Test(
        "What is simulated is what comes to pass, and the store never hears of it",
        arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func sameAsPlayed(seed: UInt64) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        office.bench.sendMail()
        let script = Script(seed: seed)
        try #require(script.lines.count > 5)
        var request = SimulateRequest()
        request.to = "2023-07-31"
        request.answers = .init(name: "a.csv", text: script.csv)
        let before = (try files(office), try office.dump())
        let rows = try await office.work.play(request, by: office.caller("so"))
        #expect(try files(office) == before.0 && office.dump() == before.1)
        #expect(try await office.store.audit([]).fault == nil)
        let expected = try await played(office, script)
        #expect(expected.count > 40)
        #expect(letters(rows) == expected, "seed \(seed)\n\(script.csv)")
        // Played to the end, nothing of June is said again.
        #expect(rows.map(\.letter) == rows.map(\.letter).sorted() && rows.first?.letter == 1)
    }

    /// The database and what waits to be written into it, byte for byte.
    private func files(_ office: Rounds) throws -> [Data] {
        try ["", "-wal"].map { try Data(contentsOf: URL(filePath: office.store.path + $0)) }
    }

    @Test("No copy is left behind, whether it ends well, in a mistake or because nobody waits")
    func leavesNothing() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func copies() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())
                .filter { $0.hasPrefix("dondoc-simulate-") }.count
        }
        let before = try copies()
        _ = try await office.work.play(SimulateRequest())
        var wrong = SimulateRequest()
        wrong.answers = .init(name: "a.csv", text: "2023-06-09,p/viec/2023/so,confirm")
        let refused = try await problem {
            _ = try await office.work.play(wrong)
        }
        #expect(refused.status == 422 && refused.items[0].hasPrefix("a.csv:1:27: error: "))
        let work = office.work
        let long = Task {
            var request = SimulateRequest()
            request.to = "2033-06-01"
            return try await work.play(request)
        }
        long.cancel()
        await #expect(throws: (any Error).self) { _ = try await long.value }
        #expect(try copies() <= before)
        // The door is open again.
        _ = try await office.work.play(SimulateRequest())
    }

    @Test("Whoever hangs up ends it; meanwhile a second one is told to wait")
    func hangsUp() async throws {
        let talk = try await Talk(
            plan: Rounds.plan.replacing("khac, ", with: "").replacing(
                "[khac]", with: "[so]"
            ).replacing("so, khac", with: "so").replacing(
                ", \"@xa\"", with: ""))
        defer { talk.end() }
        let body = #"{"to": "2033-01-01"}"#
        let head = """
            POST /v1/simulate HTTP/1.1\r\nHost: dondoc\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """
        let waiting = Task { try await talk.hangUp(after: Array(head.utf8), milliseconds: 1_500) }
        let door = talk.bench.work.running.simulation
        func within(_ seconds: Int, _ isSo: () -> Bool) async throws -> Bool {
            let start = ContinuousClock.now
            while !isSo() {
                guard ContinuousClock.now - start < .seconds(seconds) else { return false }
                try await Task.sleep(for: .milliseconds(5))
            }
            return true
        }
        try #require(try await within(10) { door.isTaken })
        #expect(try await talk.post("/v1/simulate", #"{"to": "2023-06-06"}"#).status == 503)
        try await waiting.value
        #expect(try await within(5) { !door.isTaken }, "it goes on for nobody")
    }

    @Test(
        "A mistake in the answers is told at its line and column",
        arguments: [
            ("2023-06-31,p/viec/2023/so,done", "1:1"), ("x,p/viec/2023/so,done", "1:1"),
            ("2023-06-09 25:00,p/viec/2023/so,done", "1:1"),
            ("2023-06-09,p/viec/2023/so,dnoe", "1:27"),
            ("2023-06-09,p/viec/2023/so,extend", "1:27"),
            ("\n 2023-06-09 , p/viec/2023/so , return", "2:32"), ("2023-06-09,p/viec", "1:1"),
            ("2023-06-09,,done", "1:12"), ("2023-06-09,p/viec/2023/so,done,a,b", "1:34"),
            ("2023-06-09,p/viec/2023/so,done,\"a", "1:32"),
            ("2023-06-09,p/viec/2023/so,done,\"a\"b", "1:35"),
            ("2023-06-04,p/viec/2023/so,done", "1:1"),
            ("2023-06-09,p/viec/2023/nobody,done", "1:12"),
            ("2023-06-09,p/viec,done", "1:12"),
        ])
    func mistakes(text: String, place: String) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        request.to = "2023-06-30"
        request.answers = .init(name: "tra-loi.csv", text: text)
        let refused = try await problem {
            _ = try await office.work.play(request)
        }
        #expect((refused.status, refused.exit) == (422, 65), "\(refused)")
        #expect(refused.items.count == 1)
        #expect(refused.items[0].hasPrefix("tra-loi.csv:\(place): error: "), "\(refused.items)")
        #expect(refused.items[0].contains("\n  fix: "))
    }

    @Test("Plans that are not loaded yet are played from their day, and told of alone")
    func newPlan() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        (request.from, request.to) = ("2023-06-12", "2023-06-30")
        request.files = [
            .init(name: "q.yaml", text: Bench.plan("q", due: "trước ngày 20/6/2023"))
        ]
        let rows = try await office.work.play(request)
        // Loaded on Monday 12/6 at midnight; act_by 19/6: -3wd 14/6; -7wd was 8/6.
        let own = rows.filter { $0.recipients == ["so@example.test"] }
        #expect(
            own.prefix(4).map { "\($0.at.prefix(16)) \($0.step) \($0.key)" } == [
                "2023-06-12T07:30 assigned-2023-06-12 q", "2023-06-14T08:00 -3wd q/viec/2023/so",
                "2023-06-16T08:00 -1wd q/viec/2023/so", "2023-06-19T08:00 0 q/viec/2023/so",
            ])
        #expect(rows.allSatisfy { $0.key == "q" || $0.key.hasPrefix("q/") })
        // The letter that it shares with plan p counts all that stands in it.
        let shared = try #require(own.first { $0.step == "-3wd" })
        #expect(shared.subject.hasPrefix("[Đôn đốc 14/06/2023] "), "\(shared.subject)")
        #expect(try await office.store.plans().map(\.facts.id) == ["p"])
    }

    @Test(
        "A past year plays the stored plans anew from its first day; one that had ended is silent")
    func past() async throws {
        let office = try await Rounds(at: "2024-02-05 09:00")
        defer { office.remove() }
        // Loaded in 2024 it is silent.
        #expect(try await office.work.plans().map(\.silent) == [true])
        var request = SimulateRequest()
        (request.from, request.to, request.agency) = ("2023-06-05", "2023-06-15", "khac")
        let rows = try await office.work.play(request)
        let viec = rows.filter { $0.key == "p/viec/2023/khac" }
        #expect(viec.map(\.step).contains("-7wd") && viec.map(\.step).contains("due"))
        request.from = "2024-01-10"
        request.to = "2024-01-31"
        #expect(try await office.work.play(request).isEmpty)
    }
}
