import DondocCore

/// A parameter of a query; each route takes some of them and refuses all others.
public enum Parameter: String, Hashable, Sendable, CaseIterable {
    case id, plan, agency, lead, state, bucket, by
    case dueBefore = "due-before"
    case dueAfter = "due-after"
    case mine, asked, missing, at, until, policy, limit, offset
    case dryRun = "dry-run"
    case change, head
    case letterState = "letter-state"
    case to, all, recipient

    /// What a listing is narrowed by; `by` says by which day it is judged.
    public static let filters: [Parameter] = [
        .plan, .agency, .lead, .state, .bucket, .by, .dueBefore, .dueAfter, .mine, .asked, .missing,
    ]

    var schema: Schema {
        switch self {
        case .id, .plan, .agency, .lead, .missing, .policy, .recipient: .text.with("minLength", 1)
        case .state: .words(of: ObligationState.self)
        case .bucket: .words(of: Bucket.self)
        case .by: .words(["due", "original"]).with("default", "due")
        case .dueBefore, .dueAfter, .at, .until: .day
        case .mine, .asked, .dryRun, .all: .words(["1"])
        case .letterState: .words(of: LetterState.self)
        case .to: .text.with("minLength", 3)
        case .limit: .number.with("maximum", 1_000)
        case .offset: .count.with("maximum", 10_000_000)
        case .change: .number
        case .head:
            .text.with("pattern", "^[0-9]+:[0-9A-Fa-f]{16,64}(,[0-9]+:[0-9A-Fa-f]{16,64})*$")
        }
    }

    /// In a description of a route that `id` names something else for.
    var said: String {
        switch self {
        case .id: "A number, a key, or a prefix that only one key has."
        case .plan: "A plan that is loaded."
        case .agency:
            "Whose work: `so-y-te`, `thanh-hoa/so-y-te`, `central.bo-y-te`, or `unknown` for work whose document names nobody."
        case .lead: "As the plan names who leads: an agency, `@group` or `unknown`."
        case .state: "The state."
        case .bucket: "The bucket, judged on the day of the answer."
        case .by: "Judge by the day in force, or by the first one."
        case .dueBefore: "Due before this day; undated work is left out."
        case .dueAfter: "Due after this day; undated work is left out."
        case .mine:
            "Work of the caller's agency and of those of whom it is a deputy today; not beside `agency`."
        case .asked: "Only what waits for an answer to a request for another day."
        case .missing:
            "Who has not reported: the inputs that a report (number or key) waits for, or those of a task (PLAN/TASK[/PERIOD])."
        case .at:
            "Answers as of the end of this day, from the trail; a day to come judges today's states on it."
        case .until: "The last day that is told of; thirty days ahead otherwise."
        case .policy: "A ladder of `policies.yaml`."
        case .limit: "Rows on a page."
        case .offset: "Rows before the page."
        case .dryRun: "Tell what would happen; change nothing."
        case .change: "Only the rows of this change."
        case .letterState: "The state of a letter."
        case .to: "The address that a letter goes to."
        case .all: "Every letter with which that can be done and that the caller may touch."
        case .recipient:
            "Only what concerns one recipient: an address, an agency, a login name, or `hook:NAME`."
        case .head:
            "Heads kept outside, COUNT:HASH with at least 16 digits of the hash: the trail must lead through each."
        }
    }

    var node: Node {
        [
            "name": .text(rawValue), "in": "query", "description": .text(said),
            "schema": schema.node,
        ]
    }
}

/// A header of a request that a program here reads.
enum HeaderField {
    static let all: [(name: String, value: Node)] = [
        ("Accept-Language", language), ("Idempotency-Key", key), ("If-Match", ifMatch),
    ]

    private static let language: Node = [
        "name": "Accept-Language", "in": "header",
        "description":
            "`en` for English; words for people are Vietnamese otherwise.",
        "schema": Schema.text.node,
    ]
    private static let key: Node = [
        "name": "Idempotency-Key", "in": "header",
        "description":
            "A new key for each change, so that it may be sent again after a lost answer: the same key with the same request has the first answer word for word, in the first one's language, and no second effect; with another request it is refused (409). Keys belong to the caller's uid and are kept for 30 days. A request that was refused leaves no key behind: the same key may be tried again. A dry run takes no notice of it.",
        "schema": Schema.text.with("minLength", 8).with("maxLength", 128)
            .with("pattern", "^[!-~]+$").node,
    ]
    private static let ifMatch: Node = [
        "name": "If-Match", "in": "header",
        "description":
            "For one obligation only: its `change` as the caller saw it, `\"17\"`, as `ETag` gave it; several with commas between, or `*`. What has changed since is refused (412), and so is a weak tag, which never matches (RFC 9110, section 13.1.1).",
        "schema": Schema.text.node,
    ]
}
