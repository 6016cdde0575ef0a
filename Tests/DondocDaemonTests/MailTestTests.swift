import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation
import Synchronization
import Testing

@testable import DondocDaemon

/// `mail test` behind its route, with a courier that answers as the test wants.
@Suite struct MailTestTests {
    private final class Seen: Sendable {
        let letters = Mutex<[(to: String, text: String)]>([])
    }

    private func work(_ b: Bench, via: String = "smtp://127.0.0.1:25", _ delivery: Delivery?)
        throws -> (Work, Seen)
    {
        try """
        site: {name: Văn phòng}
        mail:
          from: dondoc@example.test
          via: \(via)
          training-to: tap-huan@example.test
        """.write(
            to: b.folder.appendingPathComponent("dondoc.yaml"), atomically: true, encoding: .utf8)
        var office = b.office.current
        office.settings = try b.work.config.settings()
        b.office.replace(office)
        let seen = Seen()
        var work = b.work
        work.tryLetter = { message, to, ended in
            seen.letters.withLock { $0.append((to, String(decoding: message, as: UTF8.self))) }
            if let delivery { ended(delivery) }
            return delivery
        }
        return (work, seen)
    }

    private func problem(_ body: () async throws -> Void) async throws -> Problem {
        do { try await body() } catch let problem as Problem { return problem }
        throw StoreFault.damaged("no problem")
    }

    @Test(
        "How the letter ended is answered, and kept in trail and journal, not among reminders",
        arguments: [
            (
                Delivery(.accepted, answer: "250 taken", tls: "TLSv1.3"), MailTestView.State.sent,
                "sent", "250 taken", String?.none
            ),
            (
                Delivery(.refused("550 no"), answer: "550 no"), .refused, "failed", "550 no",
                "550 no"
            ),
            (Delivery(.notAccepted("kín cửa")), .waiting, "queued", "kín cửa", "kín cửa"),
            (Delivery(.unsure("mất tiếng")), .unsure, "unsure", "mất tiếng", "mất tiếng"),
        ])
    func ends(
        delivery: Delivery, state: MailTestView.State, kept: String, reason: String, why: String?
    ) async throws {
        let b = try Bench()
        defer { b.remove() }
        let (work, seen) = try work(b, delivery)
        let view = try await work.testMail(.init(to: "ai@example.test"), by: b.caller("desk"))
        #expect(view.state == state)
        #expect(view.to == "ai@example.test")
        #expect(view.via == "smtp://127.0.0.1:25")
        #expect(view.tls == delivery.tls)
        #expect(view.reason == why)
        let letters = seen.letters.withLock { $0 }
        #expect(letters.map(\.to) == ["ai@example.test"])
        let text = try #require(letters.first?.text)
        #expect(text.contains("\r\nMessage-ID: \(view.messageId)\r\n"))
        #expect(!text.contains("X-Dondoc-Key"))
        // Nothing of it is a reminder or a letter of the outbox.
        #expect(try await b.store.health().letters.values.allSatisfy { $0 == 0 })
        #expect(try await b.store.nextLetter(at: b.clock.now()) == nil)
        let trail = try await b.store.trail(of: nil, uid: nil, limit: 10)
            .filter { $0.verb == "mail-test" }
        #expect(trail.map(\.after) == ["sending", kept])
        #expect(trail.map(\.reason) == ["ai@example.test, smtp://127.0.0.1:25", reason])
        #expect(Set(trail.map(\.change)).count == 1)
        let said = try await b.store.waitingJournal(limit: 10).map { _, entry in
            Dictionary(entry.fields.map { ($0.name, $0.value) }) { a, _ in a }
        }
        #expect(said.map { $0["DONDOC_KIND"] } == ["mail-test"])
        #expect(said.first?["DONDOC_ACTOR"] == "desk")
        #expect(said.first?["DONDOC_STATE"] == kept)
    }

    @Test("Two tests are two letters")
    func twice() async throws {
        let b = try Bench()
        defer { b.remove() }
        let (work, _) = try work(b, Delivery(.accepted))
        var ids: Set<String> = []
        for _ in 0..<2 {
            ids.insert(
                try await work.testMail(.init(to: "ai@example.test"), by: Bench.root).messageId)
        }
        #expect(ids.count == 2)
    }

    @Test("Staff and strangers may not, and the trail keeps that they tried")
    func rights() async throws {
        let b = try Bench()
        defer { b.remove() }
        let (work, seen) = try work(b, Delivery(.accepted))
        for user in ["so", "nobody"] {
            let problem = try await problem {
                _ = try await work.testMail(.init(to: "ai@example.test"), by: b.caller(user))
            }
            #expect((problem.status, problem.exit) == (403, 77))
        }
        #expect(seen.letters.withLock { $0.isEmpty })
        let trail = try await b.store.trail(of: nil, uid: 1_000, limit: 10)
        #expect(trail.map(\.verb) == ["refused", "refused"])
        #expect(trail.allSatisfy { $0.reason?.hasPrefix("mail-test: ") == true })
    }

    @Test(
        "On the training clock a letter that could leave this machine goes to training-to alone",
        arguments: [
            ("smtp://127.0.0.1:25", "ai@example.test", true),
            ("smtp://mail.example.test", "ai@example.test", false),
            ("smtp://mail.example.test", "tap-huan@example.test", true),
            ("sendmail:/usr/sbin/sendmail", "ai@example.test", false),
            ("sendmail:/usr/sbin/sendmail", "tap-huan@example.test", true),
        ])
    func training(via: String, to: String, allowed: Bool) async throws {
        let b = try Bench()
        defer { b.remove() }
        let (work, seen) = try work(b, via: via, Delivery(.accepted))
        if allowed {
            #expect(try await work.testMail(.init(to: to), by: Bench.root).state == .sent)
        } else {
            let problem = try await problem {
                _ = try await work.testMail(.init(to: to), by: Bench.root)
            }
            #expect((problem.status, problem.exit) == (409, 1))
            #expect(problem.detail.contains("tap-huan@example.test"))
        }
        #expect(seen.letters.withLock { $0.count } == (allowed ? 1 : 0))
    }

    @Test("What is no address, mail that is off, and busy couriers are told apart")
    func refusals() async throws {
        let b = try Bench()
        defer { b.remove() }
        for to in ["", "a", "-oQ/tmp@x", "a@b\r\nc", "A <a@b.vn>", "a@b,c@d"] {
            let (work, seen) = try work(b, Delivery(.accepted))
            let problem = try await problem {
                _ = try await work.testMail(.init(to: to), by: Bench.root)
            }
            #expect((problem.status, problem.exit) == (400, 64), "\(to)")
            #expect(seen.letters.withLock { $0.isEmpty })
        }
        let (off, _) = try work(b, via: "none", Delivery(.accepted))
        let isOff = try await problem {
            _ = try await off.testMail(.init(to: "a@b.vn"), by: Bench.root)
        }
        #expect((isOff.status, isOff.exit) == (409, 1))
        let (busy, _) = try work(b, nil)
        let isBusy = try await problem {
            _ = try await busy.testMail(.init(to: "a@b.vn"), by: Bench.root)
        }
        #expect((isBusy.status, isBusy.exit) == (503, 75))
    }

    @Test("The eleventh of a minute waits, with words and 75; nobody else waits with it")
    func rate() async throws {
        let b = try Bench()
        defer { b.remove() }
        let (made, seen) = try work(b, Delivery(.accepted))
        var testing = made
        // However long the letters take, it is all within the minute.
        testing.running.testLetters = Allowance(perMinute: 10) { 0 }
        let work = testing
        func test(_ caller: Caller, _ to: String = "ai@example.test") async throws {
            _ = try await work.testMail(.init(to: to), by: caller)
        }
        for _ in 0..<10 { try await test(b.caller("desk")) }
        // What is refused anyway costs nothing.
        _ = try await problem { try await test(Bench.root, "no address") }
        let eleventh = try await problem { try await test(b.caller("desk")) }
        #expect((eleventh.status, eleventh.exit) == (429, 75))
        #expect(eleventh.detail.hasPrefix("mỗi người thử tối đa 10 thư một phút; "))
        #expect(seen.letters.withLock { $0.count } == 10)
        let trail = try await b.store.trail(of: nil, uid: nil, limit: 100)
        #expect(trail.filter { $0.verb == "mail-test" }.count == 20)
        for _ in 0..<10 { try await test(Bench.root) }
        _ = try await problem { try await test(Bench.root) }
        #expect(seen.letters.withLock { $0.count } == 20)
    }

    @Test("A minute later there is one again, for each that was taken")
    func minute() {
        let second = 1_000_000_000
        let allowance = Allowance(perMinute: 2)
        let taken = [(0, 0), (20, 0), (21, 1), (59, 0), (59, 1), (60, 1), (61, 0), (79, 0)].map {
            at, uid in allowance.take(uid, at: at * second)
        }
        // Of 0 the second at 20 was the last; 59 - 0 leaves one second; at 60 the first is over.
        #expect(taken == [nil, nil, nil, 1, nil, 21, nil, 1])
        #expect(allowance.take(0, at: 80 * second) == nil)
        #expect(allowance.take(0, at: 80 * second + 1) == 41)
    }

    @Test("The courier tries it by the same transport, and is free again after it")
    func courier() async throws {
        let b = try Bench()
        defer { b.remove() }
        let courier = try Courier(
            store: b.store, clock: b.clock, office: b.office,
            journal: try JournalWorker(store: b.store, sink: .stderr),
            transport: { .sendmail(.trusted("/nonexistent/sendmail")) })
        let told = Mutex<[Delivery]>([])
        for _ in 0..<9 {
            let delivery = await courier.tryOnce(
                Array("Subject: x\r\n\r\nx\r\n".utf8), to: "a@b.vn",
                ended: { delivery in told.withLock { $0.append(delivery) } })
            guard case .notAccepted = delivery?.outcome else {
                Issue.record("\(String(describing: delivery))")
                return
            }
        }
        #expect(told.withLock { $0.count } == 9)
        let off = try Courier(
            store: b.store, clock: b.clock, office: b.office,
            journal: try JournalWorker(store: b.store, sink: .stderr), transport: { nil })
        #expect(await off.tryOnce([], to: "a@b.vn", ended: { _ in }) == nil)
    }
}
