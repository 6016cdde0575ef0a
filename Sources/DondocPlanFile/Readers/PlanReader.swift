import DondocCore

/// Reads plans/PLAN.yaml: the head here, its tasks and reports in `DutyReader`.
struct PlanReader {
    static let keys = Keys(
        "plan* number title* territory* issuer* issued period* implements coordinator* source "
            + "assumed note defaults tasks reports targets")
    static let defaultKeys = Keys("before off-day absorb remind checkin confirm proof")

    private let document: Document
    private let directory: Directory
    private let calendar: WorkCalendar
    private let policies: Policies
    private let today: Day?
    private let findings: Findings
    private let fields: Fields
    /// The plan's id as written, for the comparison with other files.
    let id: Scalar?

    init?(
        _ document: Document, _ directory: Directory, _ calendar: WorkCalendar,
        _ policies: Policies, _ today: Day?, _ findings: Findings
    ) {
        guard let fields = Fields(document.root, Self.keys, findings) else { return nil }
        self.document = document
        self.directory = directory
        self.calendar = calendar
        self.policies = policies
        self.today = today
        self.findings = findings
        self.fields = fields
        id = fields.scalar("plan")
    }

    /// - Returns: nil when the head is not whole; a plan with errors elsewhere is refused by its findings.
    func plan() -> (Plan, [Assignment])? {
        let territory = territory()
        let lookup = territory.map {
            AgencyLookup(directory: directory, territory: $0, findings: findings)
        }
        let defaults = defaults()
        var duties = DutyReader(
            document: document, lookup: lookup, defaults: defaults, policies: policies,
            findings: findings)
        let tasks = duties.read(fields, defaults)
        let targets = TargetReader(lookup: lookup, findings: findings)
            .read(fields.list("targets"), in: fields.period("period"))
        guard var plan = head(lookup) else { return nil }
        plan.defaults = defaults
        plan.tasks = tasks
        plan.targets = targets
        let check = PlanCheck(
            plan: plan, places: duties.places, period: fields.value("period")?.place ?? .start,
            document: document, directory: directory, calendar: calendar, findings: findings)
        return (plan, check.run(today: today))
    }

    private func head(_ lookup: AgencyLookup?) -> Plan? {
        let (id, title, issued) = (fields.id("plan"), fields.text("title"), fields.day("issued"))
        let issuer = fields.scalar("issuer").flatMap { lookup?.agency($0) }
        let coordinator = fields.scalar("coordinator").flatMap { lookup?.agency($0) }
        let (number, note) = (fields.text("number"), fields.text("note"))
        let (implements, isAssumed) = (fields.texts("implements"), fields.flag("assumed"))
        _ = fields.text("source")
        guard let id, let title, let territory = lookup?.territory, let issuer, let coordinator,
            let period = fields.period("period")
        else { return nil }
        var plan = Plan(
            id: id, number: number, title: title, territory: territory, issuer: issuer,
            issued: issued, period: period, coordinator: coordinator)
        plan.implements = implements
        plan.note = note
        plan.isAssumed = isAssumed
        return plan
    }

    /// The territory when it has agencies; else one error stands for all those that would follow.
    private func territory() -> String? {
        guard let scalar = fields.scalar("territory") else { return nil }
        let known = Set(directory.agencies.keys.map(\.territory))
        if known.contains(scalar.text) { return scalar.text }
        findings.error(
            Words.noTerritory(
                scalar.text, suggestion: nearest(to: scalar.text, among: known.sorted())),
            at: scalar.place)
        return nil
    }

    private func defaults() -> Plan.Defaults {
        var defaults = Plan.Defaults()
        guard let fields = fields.fields("defaults", Self.defaultKeys) else { return defaults }
        defaults.counting = CountingRules(
            before: fields.choice("before") ?? .lenient, offDay: fields.choice("off-day") ?? .keep,
            absorbs: fields.choice("absorb", YesNo.self)?.isYes ?? true)
        defaults.remind = fields.policy("remind", of: policies)
        defaults.asksCheckin = fields.word("checkin", among: ["quarterly", "none"]) != "none"
        defaults.confirm = fields.choice("confirm") ?? .coordinator
        defaults.proof = fields.choice("proof") ?? .none
        return defaults
    }
}
