import DondocAPI
import DondocCore
import DondocMail
import DondocSystemd
import Foundation
import Logging
import Testing
import TestSupport

@testable import DondocDaemon

/// The description of the API, against the program.
@Suite struct OpenAPITests {
    /// An answer as `openapi.py` takes it.
    struct Given: Encodable {
        var method: String
        var path: String
        var status: Int
        var type: String
        var headers: [String: String]
        var body: String
    }

    private struct Question: Encodable {
        var document: String
        var answers: [Given]
    }

    /// What an independent reader finds wrong; on a thread of its own, since it is waited for.
    static func faults(_ answers: [Given]) async throws -> [String] {
        let question = try JSONEncoder().encode(Question(document: OpenAPI.text, answers: answers))
        let (status, said) = try await withCheckedThrowingContinuation { done in
            do {
                try startThread("openapi") { done.resume(with: Result { try read(question) }) }
            } catch {
                done.resume(throwing: error)
            }
        }
        #expect(status == 0, "python3-jsonschema is missing?")
        return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func read(_ question: Data) throws -> (Int32, Data) {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "openapi.py")
        return try Program.answer("/usr/bin/python3", [script.path], to: question)
    }

    private static var paths: [String: Any] {
        get throws {
            let root = try JSONSerialization.jsonObject(with: Data(OpenAPI.text.utf8))
            return try #require((root as? [String: Any])?["paths"] as? [String: Any])
        }
    }

    @Test("The document is sound OpenAPI 3.1, and every component is used")
    func sound() async throws {
        for fault in try await Self.faults([]) { Issue.record("\(fault)") }
    }

    @Test("The file that is installed is the text that is served")
    func file() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../api/openapi.json").standardizedFileURL
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data((OpenAPI.text + "\n").utf8).write(to: file)
            Issue.record("recorded api/openapi.json")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == OpenAPI.text + "\n")
    }

    @Test("Every route of the router is described, and nothing else is")
    func routes() async throws {
        let b = try Bench()
        defer { b.remove() }
        let routes = Routes(work: b.work, callers: Callers(office: b.office, clock: b.clock))
        let built = Routes.methods(of: routes.router()).flatMap { path, methods in
            methods.map { "\($0) \(path)" }
        }.sorted()
        let described = try Self.paths.flatMap { path, item in
            try #require(item as? [String: Any]).keys.map { "\($0.uppercased()) \(path)" }
        }.sorted()
        #expect(built == described && built.count == 45)
    }

    @Test(
        "A route takes the parameters of the document and refuses every other", arguments: Route.all
    )
    func parameters(route: Route) async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let operation = try #require(
            (Self.paths[route.path] as? [String: Any])?[route.method.rawValue.lowercased()]
                as? [String: Any])
        let all = try #require(operation["parameters"] as? [[String: Any]])
        let named = all.compactMap { parameter -> String? in
            let place = (parameter["$ref"] as? String)?.split(separator: "/").last.map(String.init)
            return place ?? parameter["name"] as? String
        }
        let headers: Set = ["Accept-Language", "Idempotency-Key", "If-Match"]
        #expect(named.filter { !headers.contains($0) } == route.query.map(\.rawValue))
        for parameter in Parameter.allCases {
            // No value that any of them takes: one that is read is refused for it.
            let nonsense = "nope"
            let target = "\(route.path)?\(parameter.rawValue)=\(nonsense)"
            let reply = try await talk.ask(route.method.rawValue, target)
            let problem = try reply.read(Problem.self)
            let isUnknown = problem.detail.contains("tham số '\(parameter.rawValue)'")
            #expect(isUnknown != route.query.contains(parameter), "\(target): \(problem.detail)")
            #expect(problem.status == 400 || problem.status == 404, "\(target): \(problem.detail)")
            // What is read and wrong is named in what is said of it; `by` narrows nothing by itself.
            guard !isUnknown, ![.by, .dryRun, .missing].contains(parameter) else { continue }
            #expect(problem.detail.contains(nonsense), "\(target): \(problem.detail)")
        }
    }

    @Test(
        "A verb takes the fields of the document and refuses every other",
        arguments: ObligationVerb.allCases)
    func fields(verb: ObligationVerb) async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(OpenAPI.text.utf8)) as? [String: Any])
        let schemas = try #require(
            (root["components"] as? [String: Any])?["schemas"] as? [String: Any])
        let name = verb.rawValue.capitalized + "Request"
        let schema = try #require(schemas[name] as? [String: Any])
        let properties = try #require(schema["properties"] as? [String: Any])
        for field in ActRequest.CodingKeys.allCases {
            // Neither text, nor truth, nor list.
            let reply = try await talk.post(
                "/v1/obligation/\(verb.rawValue)?id=1", #"{"\#(field.rawValue)": {}}"#)
            let problem = try reply.read(Problem.self)
            #expect(problem.status == 400)
            let isUnknown = problem.detail == Words.unknownField(field.rawValue)
            #expect(isUnknown == (properties[field.rawValue] == nil), "\(problem.detail)")
            #expect(
                isUnknown || problem.detail.contains("'\(field.rawValue)'"), "\(problem.detail)")
        }
    }

    @Test(
        "Real answers of every route are what the document says, and every refusal it names is met")
    func answers() async throws {
        let talk = try await Talk(plan: Situations.plan) { bench, work in
            bench.sendMail()
            work.tryLetter = { _, to, ended in
                guard to != "busy@example.test" else { return nil }
                let delivery = Delivery(.accepted, answer: "250 taken", tls: "TLSv1.3")
                ended(delivery)
                return delivery
            }
        }
        defer { talk.end() }
        var given: [Given] = []
        var seen: [String: Set<Int>] = [:]
        for situation in Situations.all {
            try situation.before?(talk.bench)
            let reply = try await talk.ask(
                situation.method, situation.target, situation.body, head: situation.head)
            #expect(
                reply.status == situation.status,
                "\(situation.method) \(situation.target.prefix(99)): \(reply.body.prefix(300))")
            let path = String(situation.target.split(separator: "?")[0])
            given.append(
                Given(
                    method: situation.method, path: path, status: reply.status,
                    type: reply.headers["content-type"] ?? "", headers: reply.headers,
                    body: reply.body))
            seen["\(situation.method) \(path)", default: []].insert(reply.status)
        }
        for fault in try await Self.faults(given).prefix(40) { Issue.record("\(fault)") }
        for route in Route.all {
            let name = "\(route.method.rawValue) \(route.path)"
            // Whoever runs this is admin; a race, or a trail that begins later, has tests of its own.
            let rare: Set = Situations.rare[name] ?? []
            let wanted = Set(route.refusals + [200]).subtracting(rare.union([403]))
            #expect(wanted.subtracting(seen[name] ?? []) == [], "\(name)")
        }
    }
}
