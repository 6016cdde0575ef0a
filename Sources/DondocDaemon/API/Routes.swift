import DondocAPI
import DondocCore
import DondocStore
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// What every route knows about its request: who sent it.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// The paths of the API: each translates a request for `Work` and its answer back; no SQL, no rule.
struct Routes: Sendable {
    let work: Work
    let callers: Callers

    func router() -> Router<CallContext> {
        let router = Router(context: CallContext.self)
        get(router, Path.whoami) { caller, _ in
            WhoamiView(
                uid: caller.uid, user: caller.user, person: caller.person?.name,
                agency: caller.person?.agency.description,
                role: caller.isAdmin ? Person.Role.admin.rawValue : caller.person?.role.rawValue)
        }
        look(router, Path.status) { _, _ in try await work.status() }
        look(router, Path.obligations) { try await work.list($1, caller: $0) }
        look(router, Path.next) { try await work.next($1, caller: $0) }
        look(router, Path.counts) { try await work.counts($1, caller: $0) }
        look(router, Path.obligation) { _, query in try await work.show(query) }
        look(router, Path.task) { _, query in try await work.task(query) }
        look(router, Path.audit) { try await work.audit($1, by: $0) }
        look(router, Path.why) { _, query in try await work.why(query["id"]) }
        look(router, Path.log) { try await work.log($1, caller: $0) }
        look(router, Path.plans) { _, _ in try await work.plans() }
        look(router, Path.plan) { _, query in try await work.plan(query["id"]) }
        for verb in ObligationVerb.allCases { act(router, verb) }
        post(router, Path.undo, limit: 64 << 10) { caller, query, body, request in
            let asked: UndoRequest =
                body.isEmpty ? UndoRequest() : try Body.decode(body, UndoRequest.self)
            return try await work.undo(asked, by: caller, try Body.terms(request, query, body))
        }
        post(router, Path.plans, limit: Body.limit) { caller, _, body, _ in
            let request: LoadRequest = try Body.decode(body, LoadRequest.self)
            try Clean.check(request)
            return try JSON.text(try await work.load(request, by: caller))
        }
        post(router, Path.reload, limit: 1 << 10) { caller, query, _, _ in
            let isDryRun = try query.flag("dry-run")
            return try JSON.text(try await work.reload(isDryRun: isDryRun, by: caller))
        }
        post(router, Path.mailTest, limit: 1 << 10) { caller, _, body, _ in
            let request: MailTestRequest = try Body.decode(body, MailTestRequest.self)
            return try JSON.text(try await work.testMail(request, by: caller))
        }
        return router
    }

    private func act(_ router: Router<CallContext>, _ verb: ObligationVerb) {
        post(router, Path.act(verb.rawValue), limit: 1 << 20) { caller, query, body, request in
            let asked: ActRequest =
                body.isEmpty
                ? ActRequest()
                : try Body.decode(body, ActRequest.self, only: ActRequest.names(of: verb))
            return try await work.act(
                verb, try Target(query), Clean.composed(asked), by: caller,
                try Body.terms(request, query, body))
        }
    }

    // MARK: Shapes of routes

    /// A GET for anybody who is known.
    private func look<T: Encodable & SendableMetatype>(
        _ router: Router<CallContext>, _ path: String,
        _ answer: @escaping @Sendable (Caller, Query) async throws -> T
    ) {
        get(router, path) { caller, query in
            try await known(caller, path, query["id"])
            return try await answer(caller, query)
        }
    }

    private func get<T: Encodable & SendableMetatype>(
        _ router: Router<CallContext>, _ path: String,
        _ answer: @escaping @Sendable (Caller, Query) async throws -> T
    ) {
        router.get(RouterPath(path)) { request, context in
            try await respond {
                let caller = try await callers.caller(of: context.channel)
                return try JSON.text(try await answer(caller, try Query(request)))
            }
        }
    }

    private func post(
        _ router: Router<CallContext>, _ path: String, limit: Int,
        _ answer: @escaping @Sendable (Caller, Query, [UInt8], Request) async throws -> String
    ) {
        router.post(RouterPath(path)) { request, context in
            try await respond {
                let caller = try await callers.caller(of: context.channel)
                let query = try Query(request)
                try await known(caller, path, query["id"])
                let body = try await Body.collect(request, limit: limit)
                return try await answer(caller, query, body, request)
            }
        }
    }

    /// Refuses whoever is nobody here, and keeps the refusal in the trail.
    private func known(_ caller: Caller, _ path: String, _ id: String) async throws {
        guard !Rights.mayLook(caller) else { return }
        let number = id.isEmpty ? nil : try? await work.store.obligation(id).number
        throw try await work.refusal(
            path, of: caller, at: work.clock.now(), obligation: number, Words.notKnown)
    }

    /// The answer where no route is, 404 or 405; nil where there is one.
    static func refusal(
        of request: Request, _ methods: [String: [String]], _ clock: any OfficeClock
    ) throws -> Response? {
        let path = request.uri.path
        guard let allowed = methods[path] else {
            return try Answer.problem(
                Problem(
                    title: "no such route", status: 404, detail: Words.noSuchRoute(path),
                    exit: ExitStatus.usage), clock)
        }
        guard !allowed.contains(request.method.rawValue) else { return nil }
        let list = allowed.sorted().joined(separator: ", ")
        var response = try Answer.problem(
            Problem(
                title: "wrong method", status: 405,
                detail: Words.wrongMethod(request.method.rawValue, list), exit: ExitStatus.usage),
            clock)
        response.headers[.allow] = list
        return response
    }

    /// Runs one request; every failure becomes a problem object.
    private func respond(_ run: () async throws -> String) async throws -> Response {
        do {
            return Answer.json(try await run(), .ok, work.clock)
        } catch let problem as Problem {
            return try Answer.problem(problem, work.clock)
        } catch {
            if Fatal.isOutOfSpace(error) {
                return try Answer.problem(
                    Problem(
                        title: "storage_full", status: 507, detail: Words.storageFull,
                        exit: ExitStatus.tryAgain), work.clock)
            }
            if Fatal.isPassing(error) {
                return try Answer.problem(
                    Problem(
                        title: "busy", status: 503, detail: Fatal.describe(error),
                        exit: ExitStatus.tryAgain), work.clock)
            }
            if Fatal.isStore(error) { Fatal.store(error) }
            throw error
        }
    }
}

/// Answers with their headers.
enum Answer {
    static func json(_ text: String, _ status: HTTPResponse.Status, _ clock: any OfficeClock)
        -> Response
    {
        response(text, status, "application/json; charset=utf-8", clock)
    }

    static func problem(_ problem: Problem, _ clock: any OfficeClock) throws -> Response {
        response(
            try JSON.text(problem.inert), .init(code: problem.status), problemType, clock)
    }

    /// Vietnamese unless English is asked for first (RFC 9110, section 12.5.4).
    static func language(_ accepted: String?) -> Language {
        let first = accepted?.split(separator: ",").first?.split(separator: ";").first ?? ""
        let tag = first.split(separator: "-").first.map { $0.filter { $0 != " " }.lowercased() }
        return tag.flatMap(Language.init) ?? .vi
    }

    private static let problemType = "application/problem+json"

    /// The same for a connection that is closed with it.
    static func refusal(_ problem: Problem) -> HTTPServerRefusal {
        let body = ByteBuffer(string: ((try? JSON.text(problem.inert)) ?? "{}") + "\n")
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: problem.status),
            headers: [
                "Content-Type": problemType, "Content-Length": String(body.readableBytes),
                "Connection": "close",
            ])
        return (head, body)
    }

    /// What a caller hears who woke a daemon that cannot start: the whole answer, head and body.
    ///
    /// `question` is what was read of the request.
    static func cannotStart(_ status: Int, to question: [UInt8]) throws -> [UInt8] {
        let name = "accept-language:"
        let asked = String(decoding: question, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix(name) }?.dropFirst(name.count)
        let spoken = asked.map { language(String($0)) } ?? Language.current
        let body = try Language.$current.withValue(spoken) {
            try JSON.text(
                Problem(
                    title: "not running", status: 503, detail: Words.cannotStart(status),
                    exit: ExitStatus.notRunning))
        }
        let head = """
            HTTP/1.1 503 Service Unavailable\r
            Content-Type: \(problemType)\r
            Content-Length: \(body.utf8.count)\r
            Connection: close\r
            \r

            """
        return Array((head + body).utf8)
    }

    private static func response(
        _ text: String, _ status: HTTPResponse.Status, _ type: String, _ clock: any OfficeClock
    ) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if clock.isTraining, let name = HTTPField.Name(Path.trainingHeader) {
            headers[name] = clock.now().description
        }
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
