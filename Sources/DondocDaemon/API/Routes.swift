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
            try Reply(
                WhoamiView(
                    uid: caller.uid, user: caller.user, person: caller.person?.name,
                    agency: caller.person?.agency.description,
                    role: caller.isAdmin
                        ? Person.Role.admin.rawValue : caller.person?.role.rawValue,
                    deputyFor: caller.principals.isEmpty ? nil : caller.principals.map(\.name)))
        }
        look(router, Path.openAPI) { _, _ in Reply(text: OpenAPI.text) }
        look(router, Path.status) { _, _ in try Reply(try await work.status()) }
        look(router, Path.obligations) { try Reply(try await work.list($1, caller: $0)) }
        look(router, Path.next) { try Reply(try await work.next($1, caller: $0)) }
        look(router, Path.counts) { try Reply(try await work.counts($1, caller: $0)) }
        look(router, Path.obligation) { _, query in
            let view = try await work.show(query)
            return try Reply(view, tag: query.value(.at) == nil ? view.obligation.change : nil)
        }
        look(router, Path.task) { _, query in try Reply(try await work.task(query)) }
        look(router, Path.audit) { try Reply(try await work.audit($1, by: $0)) }
        look(router, Path.why) { _, query in
            try Reply(try await work.why(query[.id], to: query.value(.recipient)))
        }
        look(router, Path.log) { try Reply(try await work.log($1, caller: $0)) }
        look(router, Path.plans) { _, _ in try Reply(try await work.plans()) }
        look(router, Path.plan) { _, query in try Reply(try await work.plan(query[.id])) }
        look(router, Path.policies) { _, _ in try Reply(work.policies()) }
        look(router, Path.policy) { _, query in try Reply(try work.policy(query[.id])) }
        look(router, Path.policyDays) { _, query in
            try Reply(try await work.policyDays(query))
        }
        look(router, Path.reminders) { try Reply(try await work.reminders($1, caller: $0)) }
        for verb in ObligationVerb.allCases { act(router, verb) }
        post(router, Path.undo) { caller, _, body, terms in
            let asked: UndoRequest =
                body.isEmpty ? UndoRequest() : try Body.decode(body, UndoRequest.self)
            return Reply(text: try await work.undo(asked, by: caller, terms))
        }
        post(router, Path.plans) { caller, _, body, terms in
            let request: LoadRequest = try Body.decode(body, LoadRequest.self)
            try Clean.check(request)
            return Reply(text: try await work.load(request, by: caller, terms))
        }
        post(router, Path.simulate, isEndedByCaller: true) { caller, _, body, _ in
            let request: SimulateRequest =
                body.isEmpty ? SimulateRequest() : try Body.decode(body, SimulateRequest.self)
            return try Reply(try await work.simulate(request, by: caller))
        }
        post(router, Path.reload) { caller, _, body, terms in
            if !body.isEmpty { let _: Nothing = try Body.decode(body, Nothing.self) }
            return Reply(text: try await work.reload(by: caller, terms))
        }
        post(router, Path.mailTest) { caller, _, body, terms in
            let request: MailTestRequest = try Body.decode(body, MailTestRequest.self)
            return Reply(text: try await work.testMail(request, by: caller, terms))
        }
        outbox(router)
        return router
    }

    private func act(_ router: Router<CallContext>, _ verb: ObligationVerb) {
        post(router, Path.act(verb.rawValue)) { caller, query, body, terms in
            let asked: ActRequest =
                body.isEmpty
                ? ActRequest()
                : try Body.decode(body, ActRequest.self, only: ActRequest.names(of: verb))
            let target = try Target(query)
            let text = try await work.act(verb, target, Clean.composed(asked), by: caller, terms)
            guard case .one = target, !terms.isDryRun else { return Reply(text: text) }
            return Reply(text: text, tag: Reply.change(in: text))
        }
    }

    // MARK: Shapes of routes

    /// A GET for anybody who is known.
    func look(
        _ router: Router<CallContext>, _ path: String,
        _ answer: @escaping @Sendable (Caller, Query) async throws -> Reply
    ) {
        get(router, path) { caller, query in
            try await known(caller, path, query[.id])
            return try await answer(caller, query)
        }
    }

    private func get(
        _ router: Router<CallContext>, _ path: String,
        _ answer: @escaping @Sendable (Caller, Query) async throws -> Reply
    ) {
        let route = described(.get, path)
        router.get(RouterPath(path)) { request, context in
            try await respond {
                let caller = try await callers.caller(of: context.channel)
                return try await answer(caller, try Query(request, of: route))
            }
        }
    }

    /// A change, by anybody who is known, or a long look that ends when its caller hangs up.
    func post(
        _ router: Router<CallContext>, _ path: String, isEndedByCaller: Bool = false,
        _ answer: @escaping @Sendable (Caller, Query, [UInt8], Work.Terms) async throws -> Reply
    ) {
        let route = described(.post, path)
        router.post(RouterPath(path)) { request, context in
            try await respond {
                let caller = try await callers.caller(of: context.channel)
                let query = try Query(request, of: route)
                try await known(caller, path, query[.id])
                let body = try await Body.collect(request, limit: route.limit)
                let terms = try Body.terms(request, query, body)
                guard terms.seen == nil || route.isTagged else {
                    throw Problem.bad(Words.ifMatchOfOne)
                }
                guard isEndedByCaller else { return try await answer(caller, query, body, terms) }
                return try await whileOpen(context.channel) {
                    try await answer(caller, query, body, terms)
                }
            }
        }
    }

    /// Runs for as long as somebody waits for it.
    private func whileOpen(
        _ channel: any Channel, _ run: @escaping @Sendable () async throws -> Reply
    ) async throws -> Reply {
        let task = Task { try await run() }
        channel.closeFuture.whenComplete { _ in task.cancel() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// What the description says of a route: there is none without.
    private func described(_ method: Route.Method, _ path: String) -> Route {
        guard let route = Route.at(method, path) else {
            preconditionFailure("nothing describes \(method.rawValue) \(path)")
        }
        return route
    }

    /// Refuses whoever is nobody here, and keeps the refusal in the trail.
    private func known(_ caller: Caller, _ path: String, _ id: String) async throws {
        guard !Rights.mayLook(caller) else { return }
        let number = id.isEmpty ? nil : try? await work.store.obligation(id).number
        throw try await work.refusal(
            path, of: caller, at: work.clock.now(), obligation: number, Words.notKnown)
    }

    /// The methods that each path takes.
    static func methods(of router: Router<CallContext>) -> [String: [String]] {
        Dictionary(grouping: router.routes) { "\($0.path)" }
            .mapValues { $0.map(\.method.rawValue) }
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
    private func respond(_ run: () async throws -> Reply) async throws -> Response {
        do {
            return Answer.json(try await run(), work.clock)
        } catch let problem as Problem {
            return try Answer.problem(problem, work.clock)
        } catch {
            if Fatal.isPassing(error) { work.failed(error) }
            if Fatal.isOutOfSpace(error) {
                return try Answer.problem(
                    Problem(
                        title: "storage_full", status: 507, detail: Words.storageFull,
                        exit: ExitStatus.tryAgain), work.clock)
            }
            if Fatal.isPassing(error) {
                return try Answer.problem(
                    Problem(
                        title: "busy", status: 503, detail: Words.sqlite(Fatal.describe(error)),
                        exit: ExitStatus.tryAgain), work.clock)
            }
            if Fatal.isStore(error) { Fatal.store(error) }
            throw error
        }
    }
}
