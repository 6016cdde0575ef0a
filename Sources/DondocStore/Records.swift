public import DondocCore
import GRDB

/// What the record holds about one obligation, with its plan and its task.
public struct ObligationRecord: Sendable {
    public var number: Int
    public var key: String
    public var plan: PlanFacts
    public var task: TaskFacts
    public var periodLabel: String
    /// nil where the document names nobody.
    public var agency: AgencyRef?
    public var agencyPart: String
    public var originalDue: Day?
    public var dueVersion: Int
    public var covers: ClosedRange<Day>?
    public var standing: Standing
    public var wake: Moment?
    public var claimedAt: Moment?
    public var claimedDay: Day?
    public var doneAt: Moment?
    public var doc: String?
    public var returned: Int
    public var change: Int
    /// The day that was asked for and is neither granted nor refused.
    public var askedTo: Day?
    /// The day that was granted.
    public var extendedTo: Day?
    /// Reminders of which a letter has left; 0 where nobody counts them.
    public var reminders: Int

    /// Judged by the day in force, or by the first one.
    public func bucket(on today: Day, byOriginal: Bool = false) -> Bucket? {
        Bucket(
            state: standing.state, due: byOriginal ? originalDue : standing.due,
            claimedOn: claimedDay, today: today, isRequest: task.isRequest)
    }
}

/// The parts of a plan that listings and letters show.
public struct PlanFacts: Hashable, Sendable {
    public var id: String
    public var number: String?
    public var title: String
    public var territory: String
    public var issuer: AgencyRef
    public var coordinator: AgencyRef
    public var issued: Day?
    public var confirm: Plan.Confirm
}

/// The parts of a task or report that listings and letters show.
public struct TaskFacts: Hashable, Sendable {
    public var id: String
    public var kind: Plan.Task.Kind
    public var ref: String?
    public var title: String
    public var phrase: String
    /// ids as in keys, `@group`, `unknown`.
    public var lead: [String]
    public var with: [String]
    public var to: [String]
    public var via: [String]
    public var after: [String]
    public var product: String?
    public var proof: Plan.Proof
    public var isRequest: Bool
}

extension ObligationRecord {
    /// Everything one row of `query` needs, beside what is counted.
    static let shared = """
        o.number, o.key, o.period, o.starts, o.ends, o.agency, o.agency_part, o.due, o.act_by,
        o.original_due, o.due_version, o.covers_from, o.covers_to, o.asks_checkin, o.state, o.since,
        o.decided_to, o.wake_at, o.claimed_at, o.claimed_day, o.done_at, o.doc, o.returned, o.change,
        o.asked_to, o.extended_to, o.snoozed_until, o.snoozed_since, o.acked_until, o.acked_since,
        o.late_at,
        p.id AS p_id, p.number AS p_number, p.title AS p_title, p.territory AS p_territory,
        p.issuer AS p_issuer, p.coordinator AS p_coordinator, p.issued AS p_issued,
        p.confirm AS p_confirm, p.silent AS p_silent,
        t.id AS t_id, t.kind AS t_kind, t.ref AS t_ref, t.title AS t_title, t.phrase AS t_phrase,
        t.lead AS t_lead, t."with" AS t_with, t.addressees AS t_to, t.via AS t_via,
        t."after" AS t_after, t.product AS t_product, t.proof AS t_proof, t.is_request AS t_request,
        t.remind AS t_remind, (SELECT h.at FROM change h WHERE h.id = o.change) AS changed_at
        """

    /// At least one letter of a reminder `r` has left by mail.
    static let isSent = """
        EXISTS (SELECT 1 FROM notice n JOIN letter l ON l.id = n.letter
            WHERE n.reminder = r.id AND n.state = 'carried' AND n.channel = 'mail'
                AND l.sent_at IS NOT NULL)
        """

    static let columns =
        shared + """
            , \(lastCheckin),
            (SELECT count(*) FROM reminder r WHERE r.obligation = o.number AND \(isSent)) AS reminders
            """

    private static let lastCheckin = """
        (SELECT max(day) FROM checkin c WHERE c.obligation = o.number AND c.undone = 0) AS last_checkin
        """

    /// The same where nobody asks how many reminders were sent.
    private static let uncounted = shared + ", \(lastCheckin), 0 AS reminders"

    static let tables = """
        obligation o JOIN plan p ON p.id = o.plan JOIN task t ON t.plan = o.plan AND t.id = o.task
        """

    /// Rows of a query; not `counted`: with no number of reminders, which costs a look at all of them.
    static func all(
        _ db: Database, _ clause: String, _ arguments: StatementArguments, asOf: AsOf? = nil,
        counted: Bool = true
    ) throws -> [ObligationRecord] {
        let sql = "SELECT \(counted ? columns(asOf) : uncounted) FROM \(tables(asOf)) \(clause)"
        let statement = try statement(db, sql, asOf)
        // A cursor finds columns by a table; copied rows would compare their names one by one.
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var known = Known()
        var records: [ObligationRecord] = []
        while let row = try rows.next() { records.append(try ObligationRecord(row, &known)) }
        return records
    }

    /// Kept for the next time, unless a past moment stands in its text.
    static func statement(_ db: Database, _ sql: String, _ asOf: AsOf?) throws -> Statement {
        asOf == nil ? try db.cachedStatement(sql: sql) : try db.makeStatement(sql: sql)
    }

    /// Those of these numbers that there are, in the order of the numbers.
    static func numbered(
        _ db: Database, _ numbers: [Int], asOf: AsOf? = nil, counted: Bool = true
    ) throws -> [ObligationRecord] {
        guard !numbers.isEmpty else { return [] }
        let found = try all(
            db, "WHERE o.number IN (SELECT value FROM json_each(?))", ["\(numbers)"], asOf: asOf,
            counted: counted)
        let records = Dictionary(found.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
        return numbers.compactMap { records[$0] }
    }

    /// Plans and tasks that earlier rows of a page had: most rows share them.
    struct Known {
        private var plans: [String: PlanFacts] = [:]
        private var tasks: [String: TaskFacts] = [:]

        mutating func facts(_ row: Row) throws -> (PlanFacts, TaskFacts) {
            let id: String = row["p_id"]
            let key = "\(id)/\(row["t_id"] as String)"
            let plan = try plans[id] ?? PlanFacts(row)
            let task = try tasks[key] ?? TaskFacts(row)
            plans[id] = plan
            tasks[key] = task
            return (plan, task)
        }
    }

    init(_ row: Row, _ known: inout Known) throws {
        number = row["number"]
        key = row["key"]
        (plan, task) = try known.facts(row)
        periodLabel = row["period"]
        agency = (row["agency"] as String?).flatMap { AgencyRef($0) }
        agencyPart = row["agency_part"]
        originalDue = day(row["original_due"])
        dueVersion = row["due_version"]
        if let from = day(row["covers_from"]), let to = day(row["covers_to"]) { covers = from...to }
        guard let starts = day(row["starts"]), let ends = day(row["ends"]),
            let state = ObligationState(rawValue: row["state"])
        else { throw StoreFault.damaged("obligation \(number)") }
        standing = Standing(
            state: state, due: day(row["due"]), actBy: day(row["act_by"]),
            period: Period(label: periodLabel, starts: starts, ends: ends),
            isRequest: task.isRequest, asksCheckin: row["asks_checkin"],
            isPressed: !(row["p_silent"] as Bool), since: Moment(seconds: row["since"]),
            decidedTo: Moment(seconds: row["decided_to"]), lastCheckin: day(row["last_checkin"]),
            kind: task.kind, remind: row["t_remind"])
        standing.snoozedUntil = moment(row["snoozed_until"])
        standing.snoozedSince = moment(row["snoozed_since"])
        standing.ackedUntil = moment(row["acked_until"])
        standing.ackedSince = moment(row["acked_since"])
        standing.lateAt = moment(row["late_at"])
        standing.changedAt = moment(row["changed_at"])
        wake = moment(row["wake_at"])
        claimedAt = moment(row["claimed_at"])
        claimedDay = day(row["claimed_day"])
        doneAt = moment(row["done_at"])
        doc = row["doc"]
        returned = row["returned"]
        change = row["change"]
        askedTo = day(row["asked_to"])
        extendedTo = day(row["extended_to"])
        reminders = row["reminders"]
    }
}

extension PlanFacts {
    /// From columns `p_…`.
    init(_ row: Row) throws {
        id = row["p_id"]
        number = row["p_number"]
        title = row["p_title"]
        territory = row["p_territory"]
        guard let issuer = AgencyRef(row["p_issuer"] as String),
            let coordinator = AgencyRef(row["p_coordinator"] as String),
            let confirm = Plan.Confirm(rawValue: row["p_confirm"])
        else { throw StoreFault.damaged("plan \(id)") }
        self.issuer = issuer
        self.coordinator = coordinator
        self.confirm = confirm
        issued = day(row["p_issued"])
    }

    static let columns = """
        p.id AS p_id, p.number AS p_number, p.title AS p_title, p.territory AS p_territory,
        p.issuer AS p_issuer, p.coordinator AS p_coordinator, p.issued AS p_issued,
        p.confirm AS p_confirm
        """
}

extension TaskFacts {
    static let columns = """
        t.id AS t_id, t.kind AS t_kind, t.ref AS t_ref, t.title AS t_title, t.phrase AS t_phrase,
        t.lead AS t_lead, t."with" AS t_with, t.addressees AS t_to, t.via AS t_via,
        t."after" AS t_after, t.product AS t_product, t.proof AS t_proof, t.is_request AS t_request
        """

    /// From columns `t_…`.
    init(_ row: Row) throws {
        id = row["t_id"]
        ref = row["t_ref"]
        title = row["t_title"]
        phrase = row["t_phrase"]
        lead = try JSONText.texts(row["t_lead"])
        with = try JSONText.texts(row["t_with"])
        to = try JSONText.texts(row["t_to"])
        via = try JSONText.texts(row["t_via"])
        after = try JSONText.texts(row["t_after"])
        product = row["t_product"]
        isRequest = row["t_request"]
        guard let kind = Plan.Task.Kind(rawValue: row["t_kind"]),
            let proof = Plan.Proof(rawValue: row["t_proof"])
        else { throw StoreFault.damaged("task \(id)") }
        self.kind = kind
        self.proof = proof
    }
}

func day(_ text: String?) -> Day? { text.flatMap { Day(iso: $0) } }

func moment(_ seconds: Int?) -> Moment? { seconds.map { Moment(seconds: $0) } }
