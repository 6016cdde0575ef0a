import DondocCore

/// The values of a task or report that findings are told at.
struct DutyPlaces {
    var due: Scalar?
    var covers: Place?
    var after: [Scalar] = []
}

/// Reads the tasks and reports of a plan: their values, their one space of ids, their links.
struct DutyReader {
    static let taskKeys = Keys(
        "id* ref title* lead* with advises decides due* event product proof remind request assumed source "
            + "note report")
    static let reportKeys = Keys(
        "id* ref title* from* to* via due* event covers absorb after proof remind assumed source note"
    )

    let document: Document
    /// nil when the plan's territory is not known; agencies are then left unread.
    let lookup: AgencyLookup?
    let defaults: Plan.Defaults
    let policies: Policies
    let findings: Findings
    /// Where each task and report says what the checks of the whole plan are about.
    private(set) var places: [String: DutyPlaces] = [:]
    private var ids: [String: Place] = [:]
    private var links: [(report: String, names: [Scalar])] = []

    init(
        document: Document, lookup: AgencyLookup?, defaults: Plan.Defaults, policies: Policies,
        findings: Findings
    ) {
        self.document = document
        self.lookup = lookup
        self.defaults = defaults
        self.policies = policies
        self.findings = findings
    }

    mutating func read(_ plan: Fields, _ defaults: Plan.Defaults) -> [Plan.Task] {
        var result: [Plan.Task] = []
        var discharged: [Scalar] = []
        for value in plan.list("tasks") {
            guard let fields = Fields(value, Self.taskKeys, named: "tasks", findings) else {
                continue
            }
            if let report = fields.scalar("report") { discharged.append(report) }
            if let task = task(fields) { result.append(task) }
        }
        var reports: [String] = []
        for value in plan.list("reports") {
            guard let fields = Fields(value, Self.reportKeys, named: "reports", findings) else {
                continue
            }
            if let id = fields.text("id") {
                reports.append(id)
                let after = fields.scalars("after")
                links.append((id, after))
                places[id, default: DutyPlaces()].after = after
                places[id, default: DutyPlaces()].covers = fields.value("covers")?.place
            }
            if let report = report(fields) { result.append(report) }
        }
        let known = Set(reports)
        for name in discharged + links.flatMap(\.names) where !known.contains(name.text) {
            findings.error(
                Words.noReport(
                    name.text,
                    suggestion: findings.isFull ? nil : nearest(to: name.text, among: reports)),
                at: name.place)
        }
        refuseCycles()
        return result
    }

    private mutating func task(_ fields: Fields) -> Plan.Task? {
        let duty = shared(.task, fields, lead: "lead")
        let parts = ["with", "advises", "decides"].map { parties($0, fields) }
        let (product, report) = (fields.text("product"), fields.text("report"))
        let isRequest = fields.flag("request")
        guard var task = duty else { return nil }
        (task.with, task.advises, task.decides) = (parts[0], parts[1], parts[2])
        (task.product, task.report, task.isRequest) = (product, report, isRequest)
        return task
    }

    private mutating func report(_ fields: Fields) -> Plan.Task? {
        let duty = shared(.report, fields, lead: "from")
        let to = responsible("to", fields)
        let (via, after) = (parties("via", fields), fields.texts("after"))
        let (covers, absorbs) = (fields.scheme("covers"), fields.choice("absorb", YesNo.self))
        guard var report = duty else { return nil }
        (report.to, report.via, report.after, report.covers) = (to, via, after, covers)
        report.absorbs = absorbs?.isYes
        return report
    }

    /// What tasks and reports share.
    private mutating func shared(
        _ kind: Plan.Task.Kind, _ fields: Fields, lead: String
    ) -> Plan.Task? {
        let id = claim(fields)
        let (ref, title, note) = (fields.text("ref"), fields.text("title"), fields.text("note"))
        let parties = responsible(lead, fields)
        let due = fields.scalar("due").flatMap { phrase($0, of: id) }
        let event = event(fields, of: due)
        let proof = fields.choice("proof", Plan.Proof.self) ?? defaults.proof
        let remind = fields.policy("remind", of: policies) ?? defaults.remind
        let isAssumed = fields.flag("assumed")
        _ = fields.text("source")
        if let due { warnOfSilence(kind, due, remind, fields) }
        guard let id, let title, let due else { return nil }
        var duty = Plan.Task(
            kind: kind, id: id, ref: ref, title: title, lead: parties, due: due, proof: proof)
        duty.event = event
        duty.remind = remind
        duty.note = note
        duty.isAssumed = isAssumed
        return duty
    }

    /// Work with a day whose ladder has no step for one: nobody would be told before it is late.
    private func warnOfSilence(
        _ kind: Plan.Task.Kind, _ due: Phrase, _ remind: String?, _ fields: Fields
    ) {
        guard ![.continuous, .onDemand, .none].contains(due.kind) else { return }
        let work: WorkKind =
            kind == .report ? .report : isRequest(fields) ? .request : .task
        let ladder = policies.ladder(for: work, named: remind)
        guard ladder.rungs.isEmpty,
            let place = fields.value(remind == nil ? "due" : "remind")?.place
                ?? fields.value("due")?.place
        else { return }
        findings.warning(Words.neverReminded(ladder.name), at: place)
    }

    private func isRequest(_ fields: Fields) -> Bool { fields.scalar("request")?.text == "true" }

    /// Only a phrase that counts from an event has a use for its day.
    private func event(_ fields: Fields, of due: Phrase?) -> Day? {
        guard let scalar = fields.scalar("event"), let day = fields.day("event") else { return nil }
        guard let due, !due.countsFromEvent else { return day }
        findings.error(Words.eventWithoutCount(due.text), at: scalar.place)
        return nil
    }

    private mutating func claim(_ fields: Fields) -> String? {
        guard let scalar = fields.scalar("id"), let id = findings.id(scalar) else { return nil }
        if let first = ids[id] {
            findings.error(Words.taskAgain(id, firstLine: first.line), at: scalar.place)
            return nil
        }
        ids[id] = scalar.place
        return id
    }

    private mutating func phrase(_ scalar: Scalar, of id: String?) -> Phrase? {
        if let id { places[id, default: DutyPlaces()].due = scalar }
        do {
            return try Phrase(scalar.text)
        } catch {
            let (what, fix) = explain(error, in: scalar.text)
            findings.error(
                Advice(what, fix: fix), at: document.place(in: scalar, offset: error.offset))
            return nil
        }
    }

    /// `lead`, `from`, `to`: at least one, which may be `unknown`.
    private func responsible(_ key: String, _ fields: Fields) -> [Plan.Party] {
        if let value = fields.value(key), case .list(let items) = value.shape, items.isEmpty {
            findings.error(Words.emptyList(key, allowsUnknown: true), at: value.place)
        }
        let names = fields.scalars(key)
        if key != "to" { warnOfEmptyGroups(names) }
        return names.compactMap { lookup?.party($0, key: key, allowsUnknown: true) }
    }

    private func parties(_ key: String, _ fields: Fields) -> [Plan.Party] {
        fields.scalars(key).compactMap { lookup?.party($0, key: key, allowsUnknown: false) }
    }

    private func warnOfEmptyGroups(_ names: [Scalar]) {
        guard let lookup else { return }
        for name in names where name.text.hasPrefix("@") {
            let id = String(name.text.dropFirst())
            guard let group = lookup.directory.group(id, in: lookup.territory),
                group.members.isEmpty
            else { continue }
            findings.warning(Words.noMembers(id), at: name.place)
        }
    }

    /// Reports that wait for each other could never be claimed.
    private func refuseCycles() {
        let after = Dictionary(links.map { ($0.report, $0.names) }, uniquingKeysWith: { a, _ in a })
        var finished: Set<String> = []
        for (start, _) in links where !finished.contains(start) {
            // Depth first, without recursion: the file may be long.
            var path: [(id: String, next: Int)] = [(start, 0)]
            while let (id, next) = path.last {
                guard let names = after[id], next < names.count else {
                    finished.insert(id)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let name = names[next]
                if let first = path.firstIndex(where: { $0.id == name.text }) {
                    findings.error(
                        Words.cycle(path[first...].map(\.id) + [name.text]), at: name.place)
                } else if !finished.contains(name.text) {
                    path.append((name.text, 0))
                }
            }
        }
    }
}
