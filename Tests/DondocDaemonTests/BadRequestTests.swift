import DondocAPI
import DondocCore
import DondocStore
import Foundation
import NIOCore
import Testing

@testable import DondocDaemon

/// Golden answers: each request gets the head and body of `Golden/NAME.txt` over a real socket, and with
/// `Accept-Language: en` those of `Golden/en/NAME.txt`.
///
/// `RECORD_GOLDEN=1 swift test` rewrites them and fails on purpose; a human reads the diff.
@Suite struct BadRequestTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    private static func folder(_ language: Language) -> URL {
        language == .vi ? folder : folder.appending(path: language.rawValue)
    }

    private func compare(_ answer: String, _ name: String, _ language: Language = .vi) throws {
        let text = answer.replacingOccurrences(of: "\r\n", with: "\n")
        let golden = Self.folder(language).appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.folder(language), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: golden)
            Issue.record("recorded \(name).txt")
        }
        #expect(try text == String(contentsOf: golden, encoding: .utf8))
    }

    @Test("A bad request is refused with its problem object", arguments: BadRequest.all)
    func golden(request: BadRequest) async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let answer = try await talk.say(request.bytes)
        try compare(answer, request.name)
        #expect(!answer.unicodeScalars.contains { isDriving($0) && $0 != "\r" && $0 != "\n" })
        // Whatever was asked, the next one is answered.
        let next = try await talk.say(
            Array("GET /v1/whoami HTTP/1.1\r\n\(BadRequest.host)\r\n".utf8))
        #expect(next.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test("Who asks in English is refused in English", arguments: BadRequest.inEnglish)
    func english(request: BadRequest) async throws {
        let talk = try await Talk()
        defer { talk.end() }
        try compare(try await talk.say(request.bytes), request.name, .en)
    }

    @Test("In either language a refusal is the same for programs")
    func sameForPrograms() throws {
        for name in BadRequest.inEnglish.map(\.name) {
            let (vietnamese, english) = (try problem(name, .vi), try problem(name, .en))
            #expect(vietnamese.title == english.title && vietnamese.status == english.status)
            #expect(vietnamese.exit == english.exit, "\(name)")
            #expect(vietnamese.detail != english.detail, "\(name)")
        }
    }

    private func problem(_ name: String, _ language: Language) throws -> Problem {
        let text = try String(
            contentsOf: Self.folder(language).appending(path: "\(name).txt"), encoding: .utf8)
        let last = try #require(text.split(separator: "\n").last)
        return try JSONDecoder().decode(Problem.self, from: Data(last.utf8))
    }

    @Test(
        "Every golden answer is a problem object whose status is the head's, or belongs to nobody",
        arguments: Language.allCases)
    func shapes(language: Language) throws {
        var names = Set(BadRequest.all.map(\.name)).union(["slow-head", "slow-body"])
        #expect(names.count == BadRequest.all.count + 2)
        if language != .vi { names = Set(BadRequest.inEnglish.map(\.name)) }
        let folder = Self.folder(language)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(
            Set(files.filter { $0.hasSuffix(".txt") }) == Set(names.map { $0 + ".txt" }))
        for name in names {
            let text = try String(
                contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
            let last = try #require(text.split(separator: "\n").last)
            let problem = try JSONDecoder().decode(Problem.self, from: Data(last.utf8))
            #expect(problem.type == "about:blank" && !problem.title.isEmpty, "\(name)")
            #expect(!problem.detail.isEmpty && (400...599).contains(problem.status), "\(name)")
            #expect([1, 64, 65, 66, 75].contains(problem.exit), "\(name)")
            #expect(text.contains("HTTP/1.1 \(problem.status) "), "\(name)")
            #expect(text.contains("application/problem+json"), "\(name)")
        }
    }

    @Test(
        "Who does not go on with a head or a body is answered 408",
        arguments: [
            ("slow-head", "GET /v1/status HTTP/1.1\r\nHost: dondoc\r\n"),
            (
                "slow-body",
                "POST /v1/obligation/note?id=1 HTTP/1.1\r\nHost: dondoc\r\nContent-Length: 20\r\n\r\n{"
            ),
        ])
    func slow(name: String, question: String) async throws {
        var patience = Gate.Patience()
        (patience.head, patience.body) = (.milliseconds(100), .milliseconds(100))
        let talk = try await Talk(patience)
        defer { talk.end() }
        try compare(try await talk.say(Array(question.utf8), hangsUp: false), name)
    }

    @Test("A connection that asks no second time is closed without a word")
    func idle() async throws {
        var patience = Gate.Patience()
        patience.next = .milliseconds(50)
        let talk = try await Talk(patience)
        defer { talk.end() }
        let answer = try await talk.say(
            Array("GET /v1/whoami HTTP/1.1\r\nHost: dondoc\r\n\r\n".utf8), hangsUp: false)
        #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
    }

    @Test("Nothing that was refused has changed anything")
    func harmless() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let before = try await talk.bench.work.find("1")
        for request in BadRequest.all { _ = try await talk.say(request.bytes) }
        let after = try await talk.bench.work.find("1")
        #expect(after.change == before.change && after.standing.state == before.standing.state)
        #expect(try await talk.bench.store.plans().map(\.facts.id) == ["thu"])
    }
}
