import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Names in filters, and what becomes of those that name nothing.
@Suite struct NamedTests {
    private static let more = """
        agencies:
          bo-y-te: {name: Bộ Y tế, mail: [bo@example.test]}
        """
    private static let groups = "\ngroups:\n  cac-so: {name: Các sở, members: [so, mute]}\n"

    private func talk() async throws -> Talk {
        let talk = try await Talk()
        try Self.more.write(
            to: talk.bench.folder.appendingPathComponent("agencies/central.yaml"),
            atomically: true, encoding: .utf8)
        try (Bench.agencies + Self.groups).write(
            to: talk.bench.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await talk.bench.work.reload(by: Bench.root)
        return talk
    }

    @Test("Who is known and has no work is an empty list, in every listing")
    func known() async throws {
        let talk = try await talk()
        defer { talk.end() }
        for filter in [
            "agency=desk", "agency=t/desk", "agency=central.bo-y-te", "agency=central/bo-y-te",
            "agency=unknown", "lead=desk", "lead=@cac-so", "lead=unknown",
        ] {
            for path in [Path.obligations, Path.next] {
                let reply = try await talk.get("\(path)?\(filter)")
                #expect(reply.status == 200 && reply.body == "[]\n", "\(filter)")
            }
            let counts = try await talk.get("\(Path.counts)?\(filter)")
            #expect(try counts.read(CountsView.self).total == 0, "\(filter)")
            let done = try await talk.post("/v1/obligation/done?\(filter)")
            let change = try done.read(ChangeView.self)
            #expect(change.change == nil && change.obligations.isEmpty, "\(filter)")
        }
        #expect(
            try await talk.get("/v1/obligations?agency=so").read([ObligationView].self).count == 1)
    }

    @Test(
        "A name of nothing is 404 and exit 66, with the nearest that is one",
        arguments: [
            ("plan=tu", "kế hoạch 'tu'; có phải 'thu'?"), ("plan=son-la-2019", "'son-la-2019'"),
            ("agency=muet", "'muet'; có phải 'mute'?"), ("agency=t/muet", "có phải 'mute'?"),
            ("agency=bo-y-te", "có phải 'central.bo-y-te'?"), ("agency=other/so", "'other/so'"),
            ("lead=deks", "có phải 'desk'?"), ("lead=@cac-xo", "có phải '@cac-so'?"),
            ("agency=@cac-so", "đơn vị '@cac-so'"), ("agency=so%20y%20te%00", "đơn vị"),
        ])
    func nothing(filter: String, words: String) async throws {
        let talk = try await talk()
        defer { talk.end() }
        for path in [Path.obligations, Path.next, Path.counts] {
            let problem = try await talk.get("\(path)?\(filter)").read(Problem.self)
            #expect((problem.status, problem.exit) == (404, 66))
            #expect(problem.detail.contains(words), "\(problem.detail)")
        }
        let bulk = try await talk.post("/v1/obligation/done?\(filter)")
        #expect(bulk.status == 404)
        #expect(try await talk.bench.store.obligation("1").standing.state == .planned)
    }

    @Test("A name that has left the files is known as long as there is work of it")
    func left() async throws {
        let talk = try await talk()
        defer { talk.end() }
        let plan = Bench.plan("cu").replacing("[so]", with: "[mute]")
        try await talk.bench.load(plan)
        #expect(try await talk.get("/v1/obligations?agency=mute").status == 200)
        _ = try await talk.bench.work.undo(UndoRequest(), by: Bench.root, .init())
        // The plan was taken back: it is in no list, and its work is withdrawn and can be looked at.
        let rows = try await talk.get("/v1/obligations?plan=cu").read([ObligationView].self)
        #expect(rows.map(\.state) == ["withdrawn"])
    }

    @Test("English hears it in English")
    func english() async throws {
        let talk = try await talk()
        defer { talk.end() }
        let head = ["Accept-Language: en"]
        let problems = [
            "/v1/obligations?plan=tu", "/v1/status?plan=x", "/v1/counts?mine=1&agency=so",
            "/v1/obligations?lead=", "/v1/next?at=2023-06-01",
        ]
        var said: [String] = []
        for target in problems {
            said.append(try await talk.get(target, head: head).read(Problem.self).detail)
        }
        #expect(
            said == [
                "there is no plan 'tu'; is it 'thu'?",
                "there is no parameter 'plan' here: this path takes none".replacing(
                    " here", with: ""),
                "mine is your own agency; name no other beside it", "the parameter 'lead' is empty",
                "there is no parameter 'at' here; this path takes: plan, agency, lead, state, bucket, by, due-before, due-after, mine, asked, missing, limit, offset",
            ])
    }
}
