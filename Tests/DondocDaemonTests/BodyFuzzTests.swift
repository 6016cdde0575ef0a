import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// Bodies thrown at every route that changes anything.
///
/// `FUZZ_BODIES=1000000 [FUZZ_SEED=7] swift test --filter BodyFuzzTests` for a longer run; a finding
/// is a line for `Corpus/bodies.txt`.
@Suite struct BodyFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let runs = environment["FUZZ_BODIES"].flatMap(Int.init) ?? 2_000
    private static let seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1

    /// Exit statuses that a refusal may name.
    private static let exits: [Int: Set<Int>] = [
        400: [64], 403: [77], 404: [66], 409: [1, 66, 75], 412: [75], 413: [64, 1], 422: [1, 65],
        429: [75], 503: [75],
    ]

    /// What is wrong with an answer; nil when nothing is.
    private func fault(_ reply: HTTPReply, hasChanged: Bool) -> String? {
        if reply.status == 200 {
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(reply.body.utf8))) != nil
            return isJSON ? nil : "no JSON: \(reply.body.prefix(200))"
        }
        guard let problem = try? reply.read(Problem.self) else {
            return "no problem object: \(reply.status) \(reply.body.prefix(200))"
        }
        guard problem.status == reply.status, !problem.detail.isEmpty,
            Self.exits[reply.status]?.contains(problem.exit) == true
        else { return "\(reply.status) with \(reply.body.prefix(300))" }
        // A test letter that no courier took stands in the trail all the same.
        if hasChanged, problem.status != 503 { return "refused, and something is written" }
        return nil
    }

    private func talk() async throws -> Talk {
        try await Talk(plan: Situations.plan) { bench, work in
            bench.sendMail()
            work.tryLetter = { _, to, ended in
                guard to != "busy@example.test" else { return nil }
                let delivery = Delivery(.accepted, answer: "250 taken")
                ended(delivery)
                return delivery
            }
        }
    }

    /// Fires, and says what came of it: the number of requests that were taken, and the faults.
    private func fire(_ talk: Talk, _ shots: some Sequence<BodyDice.Shot>) async throws
        -> (taken: Int, faults: [String])
    {
        // Every commit of the daemon shows in the version that another connection sees.
        let watcher = try DatabaseQueue(path: talk.bench.store.path)
        func version() throws -> Int? {
            try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
        }
        var (taken, faults) = (0, [String]())
        for shot in shots where faults.count < 20 {
            let before = try version()
            do {
                let reply = try HTTPReply(try await talk.say(Self.request(shot)))
                if reply.status == 200 { taken += 1 }
                if let fault = fault(reply, hasChanged: try version() != before) {
                    faults.append("\(shot.line.prefix(400))\n  \(fault)")
                }
            } catch {
                faults.append("\(shot.line.prefix(400))\n  \(error)")
            }
        }
        return (taken, faults)
    }

    private static func request(_ shot: BodyDice.Shot) -> [UInt8] {
        let head =
            "POST \(shot.target) HTTP/1.1\r\n\(BadRequest.host)Content-Length: \(shot.body.count)\r\n\r\n"
        return Array(head.utf8) + shot.body
    }

    @Test("Whatever is sent is answered, and what is refused has changed nothing")
    func fuzz() async throws {
        var dice = BodyDice(seed: Self.seed)
        var (left, taken) = (Self.runs, 0)
        while left > 0 {
            // A new office every so often: after a while all work is withdrawn.
            let talk = try await talk()
            defer { talk.end() }
            let shots = (0..<min(left, 500)).map { _ in dice.shot() }
            let result = try await fire(talk, shots)
            for fault in result.faults { Issue.record("\(fault)") }
            if !result.faults.isEmpty { return }
            #expect(try await talk.bench.store.audit([]).fault == nil)
            (left, taken) = (left - shots.count, taken + result.taken)
        }
        // Neither all nonsense nor all sense.
        #expect(taken > Self.runs / 50 && taken < Self.runs / 2, "\(taken) taken")
    }

    @Test("What was found once is still answered")
    func corpus() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Corpus/bodies.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map(String.init)
        let shots = lines.compactMap(BodyDice.Shot.init(line:))
        #expect(shots.count == lines.count && !shots.isEmpty)
        #expect(shots.map(\.line) == lines)
        let talk = try await talk()
        defer { talk.end() }
        let result = try await fire(talk, shots)
        for fault in result.faults { Issue.record("\(fault)") }
    }
}
