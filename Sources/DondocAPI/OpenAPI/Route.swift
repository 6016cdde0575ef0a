import DondocCore

/// A path and method of the API: what it takes and what it answers.
///
/// The daemon's router takes the names of parameters and the limits of bodies from here, and the
/// description of the API is made of it.
public struct Route: Sendable {
    public enum Method: String, Hashable, Sendable { case get = "GET", post = "POST" }

    public let method: Method
    public let path: String
    /// Parameters that it reads; another one is refused.
    public let query: [Parameter]
    /// Statuses of refusals that are its own, beside those that any request may meet.
    public let refusals: [Int]
    /// The most bytes of a body.
    public let limit: Int
    let name: String
    let said: String
    /// What `id` names here, where it is no obligation.
    var idSaid: String?
    var body: Shape?
    var answer: Schema
    /// Its answer about one obligation carries an `ETag`; where it changes, `If-Match` is heeded.
    public private(set) var isTagged = false

    init(
        _ method: Method, _ path: String, _ name: String, _ said: String, _ query: [Parameter],
        _ refusals: [Int], body: Shape? = nil, limit: Int = 1 << 20, answer: Schema
    ) {
        (self.method, self.path, self.name, self.said) = (method, path, name, said)
        (self.query, self.refusals, self.limit) = (query, refusals, limit)
        (self.body, self.answer) = (body, answer)
    }

    /// The route of a path and method; nil where there is none.
    public static func at(_ method: Method, _ path: String) -> Route? { table[method]?[path] }

    private static let table: [Method: [String: Route]] = Dictionary(
        grouping: all, by: \.method
    ).mapValues { routes in Dictionary(uniqueKeysWithValues: routes.map { ($0.path, $0) }) }
}

extension Route {
    public static let all: [Route] = looks + acts + changes + outbox

    private static let filters = Parameter.filters
    private static let ofOne: [Int] = [400, 403, 404, 409]

    private static let looks: [Route] = [
        Route(
            .get, Path.whoami, "whoami", "Who the daemon takes the caller for; open to everybody.",
            [], [400], answer: .a(.whoami)),
        Route(
            .get, Path.status, "status", "The daemon's health.", [], [400, 403], answer: .a(.status)
        ),
        Route(
            .get, Path.obligations, "obligations",
            "A page of obligations by due day, undated last; those of silent plans after all others.",
            filters + [.at, .limit, .offset], ofOne,
            answer: .list(of: .a(.obligation), atMost: 1_000)),
        Route(
            .get, Path.counts, "counts", "How many obligations stand where.", filters + [.at],
            ofOne, answer: .a(.counts)),
        Route(
            .get, Path.next, "next", "What may be said next, soonest first.",
            filters + [.limit, .offset], ofOne, answer: .list(of: .a(.next), atMost: 1_000)),
        Route(
            .get, Path.obligation, "obligation", "One obligation with all that hangs on it.",
            [.id, .at], ofOne, answer: .a(.detail)
        ).tagged,
        Route(
            .get, Path.why, "why",
            "What was and was not said about an obligation, to all or to one recipient.",
            [.id, .recipient], ofOne, answer: .a(.why)),
        Route(
            .get, Path.task, "task", "A task or report over all its agencies.", [.id, .at],
            ofOne, answer: .a(.task)
        ).with(id: "PLAN/TASK or PLAN/TASK/PERIOD."),
        Route(
            .get, Path.log, "log", "The trail, newest last; staff see what they did themselves.",
            [.id, .change, .limit], ofOne, answer: .list(of: .a(.log), atMost: 1_000)),
        Route(
            .get, Path.audit, "audit",
            "Reads the whole trail and says whether anything was altered.",
            [.head], [400, 403], answer: .a(.audit)),
        Route(
            .get, Path.plans, "plans", "Plans that are loaded.", [], [400, 403],
            answer: .list(of: .a(.plan))),
        Route(
            .get, Path.plan, "plan", "One plan with its tasks, reports and targets.", [.id],
            [400, 403, 404], answer: .a(.planDetail)
        ).with(id: "A plan that is loaded."),
        Route(
            .get, Path.policies, "policies", "Ladders of reminders that are applied.", [],
            [400, 403], answer: .list(of: .a(.policy))),
        Route(
            .get, Path.policy, "policy", "One ladder of reminders.", [.id], [400, 403, 404],
            answer: .a(.policy)
        ).with(id: "The name of a ladder."),
        Route(
            .get, Path.policyDays, "policyDays",
            "What a ladder comes to for one obligation: days, recipients, what has been sent.",
            [.id, .policy], ofOne, answer: .a(.policyDays)),
        Route(
            .get, Path.reminders, "reminders",
            "Reminders to come if nobody acts, soonest first; one row a channel.",
            filters + [.until, .limit, .offset], ofOne,
            answer: .list(of: .a(.reminder), atMost: 1_000)),
        Route(
            .get, Path.openAPI, "openapi", "This description.", [], [400, 403], answer: .anything),
    ]

    private static let acts: [Route] = ObligationVerb.allCases.map { verb in
        Route(
            .post, Path.act(verb.rawValue), verb.rawValue,
            "\(said(verb)) One `id` without `dry-run` is answered with its detail; several ids with commas between (as many as the head's 8 KiB hold, 10,000 at most), filters, or `dry-run` with a `Change`. Of several ids one that cannot be done refuses all, and `items` says which; of filters those are left out whose state does not allow the verb.",
            [.id] + filters + [.dryRun],
            // The agency that `for` names may be another than the obligation's.
            [400, 403, 404, 409, 412, 413]
                + (ActRequest.fields(of: verb.rawValue).contains(.onBehalf) ? [422] : []),
            body: .act(verb),
            answer: .either([.a(.detail), .a(.change)])
        ).tagged.with(id: "An obligation, or several with commas between; not beside filters.")
    }

    private static let changes: [Route] = [
        Route(
            .post, Path.undo, "undo", "Takes a change back whole, by a change of its own.",
            [.dryRun], [400, 403, 404, 409, 412, 413], body: .undo, answer: .a(.change)),
        Route(
            .post, Path.plans, "load",
            "Loads plans, all of them or none; loading twice changes nothing.", [.dryRun],
            [400, 403, 409, 412, 413, 422], body: .loadRequest, limit: 4 << 20, answer: .a(.load)),
        Route(
            .post, Path.simulate, "simulate",
            "Plays days through the real decisions on a copy that is thrown away, and tells of every letter; changes nothing. From today on it is the office as it is, if nobody answers or as `answers` say; from a day that has passed the plans are loaded anew on that day. One at a time, at most ten years, a minute of work.",
            [], [400, 403, 404, 413, 422, 503, 507], body: .simulateRequest, limit: 4 << 20,
            answer: .list(of: .a(.simulated))),
        Route(
            .post, Path.reload, "reload",
            "Reads agencies, calendar and settings anew, and what follows from them.", [.dryRun],
            [400, 403, 409, 412, 413, 422], body: .nothing, answer: .a(.reload)),
        Route(
            .post, Path.mailTest, "mailTest",
            "Sends one test letter; answered however it ended, at most ten a minute for a caller.",
            [], [400, 403, 409, 413, 429, 503], body: .mailTestRequest, answer: .a(.mailTest)),
    ]

    private var tagged: Route {
        var route = self
        route.isTagged = true
        return route
    }

    func with(id said: String) -> Route {
        var route = self
        route.idSaid = said
        return route
    }

    private static func said(_ verb: ObligationVerb) -> String {
        switch verb {
        case .start: "Work has begun."
        case .done: "Claims the work, with its proof, until it is confirmed."
        case .checkin: "Says that continuous work goes on."
        case .note: "Adds a note, in any state."
        case .attach: "Adds a file's name and hash."
        case .confirm: "Confirms a claim."
        case .return: "Sends a claim back: it counts as not done."
        case .extend: "Asks for another due day, grants or refuses it."
        case .withdraw: "Takes the work out of what is owed."
        case .reopen: "Puts done or withdrawn work back."
        case .waive: "Names inputs that a report no longer waits for."
        case .snooze:
            "Nothing is said of it until a moment; what falls due meanwhile is said then, once."
        case .ack:
            "Taken in hand: until a moment nobody beyond the lead and the coordinator is told."
        case .now: "Presses the lead at once, by a letter that says who does."
        }
    }
}
