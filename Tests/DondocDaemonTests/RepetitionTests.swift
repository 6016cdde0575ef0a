import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import DondocSystemd
import Foundation
import Synchronization
import Testing

@testable import DondocDaemon

/// `Idempotency-Key`, `If-Match` and `ETag` over a real socket.
@Suite struct RepetitionTests {
    private func key(_ text: String) -> [String] { ["Idempotency-Key: \(text)"] }

    private func files(_ plan: String) throws -> String {
        let request = LoadRequest(files: [.init(name: "p.yaml", text: plan)], all: false)
        return String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
    }

    private func verbs(_ talk: Talk) async throws -> [String] {
        try await talk.bench.store.trail(of: nil, uid: nil, limit: 1_000)
            .filter { $0.number == nil || $0.verb != "load" }.map(\.verb)
    }

    @Test("A change that is sent again has its first answer and no second effect")
    func again() async throws {
        let letters = Mutex(0)
        let talk = try await Talk { bench, work in
            bench.sendMail()
            work.tryLetter = { _, _, ended in
                letters.withLock { $0 += 1 }
                let delivery = Delivery(.accepted, answer: "250 \(letters.withLock { $0 })")
                ended(delivery)
                return delivery
            }
        }
        defer { talk.end() }
        try "year: 2023\ndays: [{day: 2023-06-14, kind: holiday, name: x}]\n".write(
            to: talk.bench.folder.appendingPathComponent("calendar/2023.yaml"), atomically: true,
            encoding: .utf8)
        let changes = [
            ("/v1/obligation/start?id=1", "{}"),
            ("/v1/obligation/note?plan=thu", #"{"note": "x"}"#),
            // Nothing is claimed: nothing to do.
            ("/v1/obligation/confirm?plan=thu", "{}"), ("/v1/undo", "{}"),
            ("/v1/plans", try files(Bench.plan("moi"))),
            ("/v1/plans", try files(Bench.plan("thu"))),
            ("/v1/mail/test", #"{"to": "a@example.test"}"#), ("/v1/reload", "{}"),
        ]
        for (i, (target, body)) in changes.enumerated() {
            let first = try await talk.post(target, body, head: key("lan-thu-\(i)"))
            #expect(first.status == 200, "\(target): \(first.body)")
            let trail = try await verbs(talk)
            // Time goes by, and others do other things.
            _ = try await talk.post("/v1/obligation/note?id=1", #"{"note": "chen"}"#)
            let second = try await talk.post(target, body, head: key("lan-thu-\(i)"))
            #expect(second.status == 200 && second.body == first.body, "\(target)")
            #expect(second.headers["etag"] == first.headers["etag"])
            #expect(try await verbs(talk) == trail + ["note"], "\(target)")
            let other = try await talk.post(target, body + " ", head: key("lan-thu-\(i)"))
            #expect(try other.read(Problem.self).title == "key reused", "\(target)")
        }
        #expect(letters.withLock { $0 } == 1)
    }

    @Test("A load under the same key is no 'unchanged', and an undone one is not done again")
    func load() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let body = try files(Bench.plan("moi"))
        let first = try await talk.post("/v1/plans", body, head: key("nap-ke-hoach"))
        let view = try first.read(LoadView.self)
        #expect(view.change != nil && view.plans.map(\.added) == [1])
        _ = try await talk.post("/v1/undo")
        #expect(try await talk.bench.store.plans().map(\.facts.id) == ["thu"])
        let again = try await talk.post("/v1/plans", body, head: key("nap-ke-hoach"))
        #expect(again.body == first.body)
        #expect(try await talk.bench.store.plans().map(\.facts.id) == ["thu"])
    }

    @Test("A request that was refused leaves no key behind; a dry run neither")
    func refused() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let bad = try await talk.post("/v1/plans", try files("plan: x"), head: key("khoa-0001"))
        #expect(bad.status == 422)
        let good = try await talk.post(
            "/v1/plans", try files(Bench.plan("moi")), head: key("khoa-0001"))
        #expect(good.status == 200)
        let confirm = try await talk.post(
            "/v1/obligation/confirm?id=1", "{}", head: key("khoa-0002"))
        #expect(confirm.status == 409)
        let dry = try await talk.post(
            "/v1/obligation/done?id=1&dry-run=1", "{}", head: key("khoa-0002"))
        #expect(dry.status == 200)
        let done = try await talk.post("/v1/obligation/done?id=1", "{}", head: key("khoa-0002"))
        #expect(done.status == 200)
        let later = try await talk.post("/v1/obligation/confirm?id=1", "{}", head: key("khoa-0002"))
        #expect(try later.read(Problem.self).title == "key reused")
    }

    @Test("A test letter under way is not sent again; one that no courier took leaves no key")
    func underWay() async throws {
        let b = try Bench()
        defer { b.remove() }
        b.sendMail()
        var work = b.work
        var terms = Work.Terms()
        (terms.key, terms.request) = ("thu-mot-la", SHA256.hex("x"))
        let (given, inner) = (terms, b.work)
        let seen = Mutex<[String]>([])
        work.tryLetter = { _, _, ended in
            do {
                _ = try await inner.testMail(.init(to: "a@example.test"), by: Bench.root, given)
            } catch let problem as Problem {
                seen.withLock { $0.append("\(problem.status) \(problem.title) \(problem.exit)") }
            } catch {}
            return nil
        }
        let request = MailTestRequest(to: "a@example.test")
        await #expect(throws: Problem.self) {
            try await work.testMail(request, by: Bench.root, given)
        }
        #expect(seen.withLock { $0 } == ["409 under way 75"])
        work.tryLetter = { _, _, ended in
            let delivery = Delivery(.accepted, answer: "250")
            ended(delivery)
            return delivery
        }
        let first = try await work.testMail(request, by: Bench.root, given)
        #expect(first.contains("250"))
        #expect(try await work.testMail(request, by: Bench.root, given) == first)
    }

    @Test("Of two copies sent at once the second is not refused for what the first has done")
    func twins() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        var terms = Work.Terms()
        (terms.key, terms.request) = ("hai-ban-mot-luc", SHA256.hex("x"))
        func start() async throws -> String {
            try await b.work.act(.start, .one("1"), .init(), by: Bench.root, terms)
        }
        var first = ""
        let key = terms.requestKey(Bench.root)
        let second = try await b.work.persistently(terms, key: key) {
            guard first.isEmpty else { return try await start() }
            first = try await start()
            throw Problem.no("started already")
        }
        #expect(second == first && !first.isEmpty)
        // Where the request has done nothing, a refusal is one.
        terms.key = "mot-khoa-khac"
        var calls = 0
        let refused = try await problem {
            _ = try await b.work.persistently(terms, key: terms.requestKey(Bench.root)) {
                calls += 1
                throw Problem.no("x")
            }
        }
        #expect(refused.status == 409 && calls == 1)
    }

    @Test("Keys of different users never meet")
    func users() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        var terms = Work.Terms()
        (terms.key, terms.request) = ("cung-mot-khoa", SHA256.hex("root"))
        _ = try await b.work.act(.note, "1", ActRequest(note: "a"), by: Bench.root, terms)
        terms.request = SHA256.hex("so")
        _ = try await b.work.act(.note, "1", ActRequest(note: "b"), by: b.caller("so"), terms)
        let notes = try await b.store.trail(of: 1, uid: nil, limit: 9).filter { $0.verb == "note" }
        #expect(notes.map(\.reason) == ["note=a", "note=b"])
    }

    @Test(
        "Answers are forgotten after thirty days, in the hour of the line of life, and not before")
    func forgotten() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        let journal = try JournalWorker(store: b.store, sink: .stderr)
        let beat = Heartbeat(
            store: b.store, clock: b.clock, office: b.office,
            courier: try Courier(
                store: b.store, clock: b.clock, office: b.office, journal: journal,
                transport: { nil }),
            journal: journal, readiness: Readiness(nil), watchdog: .none)
        func kept(_ i: Int) async throws -> Bool {
            try await b.store.keptAnswer(
                RequestKey(uid: 0, key: "khoa-\(i)-00", request: SHA256.hex("x"))) != nil
        }
        // At 07:59 on 5/6; more than one batch holds.
        for i in 0..<3 {
            try await b.store.keep(
                RequestKey(uid: 0, key: "khoa-\(i)-00", request: SHA256.hex("x")), "{}")
        }
        for (at, isKept) in [
            ("2023-06-05 08:00", true), ("2023-07-05 07:59", true), ("2023-07-05 08:00", false),
        ] {
            var said: Day?
            try await beat.sayAlive(at: try #require(Moment(written: at)), said: &said)
            for i in 0..<3 { #expect(try await kept(i) == isKept, "\(at)") }
        }
    }

    @Test("So many are forgotten at once as are asked for, the younger ones never")
    func batches() async throws {
        let b = try Bench()
        defer { b.remove() }
        for i in 0..<25 {
            try await b.store.keep(
                RequestKey(uid: i % 3, key: "khoa-\(100 + i)", request: SHA256.hex("x")), "{}")
        }
        let start = try #require(Moment(written: "2023-06-05 07:59"))
        #expect(try await b.store.forgetAnswers(before: start, limit: 10) == 0)
        let later = Moment(seconds: start.seconds + 1)
        var counts: [Int] = []
        for _ in 0..<4 { counts.append(try await b.store.forgetAnswers(before: later, limit: 10)) }
        #expect(counts == [10, 10, 5, 0])
    }

    // MARK: If-Match

    @Test("What If-Match says is read by RFC 9110")
    func tags() {
        let rows: [(String, Seen?)] = [
            (#""17""#, .changes([17])), ("17", .changes([17])),
            (#""17", "18""#, .changes([17, 18])),
            (#"W/"17""#, .changes([])), (#"W/"17", "18""#, .changes([18])), ("*", .anything),
            (#" "17" ,, 18 "#, .changes([17, 18])), ("", nil), (",", nil), (#"*, "17""#, nil),
            (#""17"#, nil), (#""""#, nil), (#""a""#, nil), (#""-1""#, nil), (#"w/"17""#, nil),
            (#""１７""#, nil), (#""99999999999999999999""#, nil),
        ]
        for (text, seen) in rows { #expect(Seen(text) == seen, "\(text)") }
    }

    @Test("The ETag of an answer is the If-Match of the next change, whoever comes between")
    func etag() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let seen = try await talk.get("/v1/obligation?id=1")
        let tag = try #require(seen.headers["etag"])
        #expect(tag == "\"\(try seen.read(DetailView.self).obligation.change)\"")
        #expect(try await talk.get("/v1/obligation?id=1&at=2023-06-05").headers["etag"] == nil)
        #expect(try await talk.get("/v1/obligations").headers["etag"] == nil)
        let path = "/v1/obligation/note?id=1"
        func note(_ match: String) async throws -> HTTPReply {
            try await talk.post(path, #"{"note": "x"}"#, head: ["If-Match: \(match)"])
        }
        let first = try await note(tag)
        let next = try #require(first.headers["etag"])
        #expect(first.status == 200 && next != tag)
        for stale in [tag, "W/\(next)", "\(tag), W/\(next)", #""0""#] {
            let reply = try await note(stale)
            let problem = try reply.read(Problem.self)
            #expect(reply.status == 412 && problem.exit == ExitStatus.tryAgain, "\(stale)")
        }
        #expect(try await note("\(tag), \(next)").status == 200)
        #expect(try await note("*").status == 200)
        let dry = try await talk.post(
            path + "&dry-run=1", #"{"note": "x"}"#, head: ["If-Match: \(next)"])
        #expect(dry.status == 412)
        let bulk = try await talk.post("/v1/obligation/note?plan=thu", #"{"note": "x"}"#)
        #expect(bulk.status == 200 && bulk.headers["etag"] == nil)
    }

    @Test("The description is served to who is known")
    func description() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let reply = try await talk.get("/v1/openapi.json")
        #expect(
            reply.status == 200 && reply.body == OpenAPI.text + "\n",
            "\(reply.body.utf8.count) \(OpenAPI.text.utf8.count) \(reply.headers)")
        #expect(reply.headers["content-type"] == "application/json; charset=utf-8")
    }
}
