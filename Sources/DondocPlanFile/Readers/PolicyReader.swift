import DondocCore

/// Reads policies.yaml: ladders by name, each for kinds of work.
struct PolicyReader {
    static let fileKeys = Keys("policies*")
    static let policyKeys = Keys("for note steps checkin")
    static let stepKeys = Keys("at* to wording channels every times")
    static let checkinKeys = Keys("ask quiet")

    let findings: Findings
    /// Channels that a step may name beside mail; nil: any.
    let hooks: [String]?
    /// Words of their own that there are templates for; nil where nobody knows.
    let wordings: [String]?

    func read(_ file: SourceText) -> Policies? {
        guard let document = Document(file, findings),
            let fields = Fields(document.root, Self.fileKeys, findings)
        else { return nil }
        let named = fields.named("policies", Self.policyKeys)
        if let value = fields.value("policies"), case .map(let entries) = value.shape,
            entries.isEmpty
        {
            findings.error(Words.noPolicies, at: value.place)
        }
        var owners: [WorkKind: Place] = [:]
        let ladders = named.map { id, fields in
            let kinds = kinds(fields, &owners)
            let steps = steps(fields)
            check(steps, kinds)
            let checkin = checkin(fields, kinds)
            if steps.isEmpty, !fields.has("steps"), !fields.has("checkin") {
                findings.error(Words.emptyPolicy(id.text), at: id.place)
            }
            let ladder = Ladder(
                name: id.text, rungs: steps.map(\.rung), checkinBefore: checkin.ask,
                quietAfter: checkin.quiet)
            return (ladder: ladder, kinds: kinds.map(\.kind))
        }
        guard findings.errors.isEmpty else { return nil }
        return Policies(ladders)
    }

    // MARK: for

    private typealias Kind = (kind: WorkKind, place: Place)

    /// Each kind of work has one default ladder.
    private func kinds(_ fields: Fields, _ owners: inout [WorkKind: Place]) -> [Kind] {
        let names = WorkKind.allCases.map(\.rawValue)
        return fields.scalars("for").compactMap { scalar in
            guard let kind = WorkKind(rawValue: scalar.text) else {
                findings.error(Words.notOneOf("for", scalar.text, names), at: scalar.place)
                return nil
            }
            if let first = owners[kind] {
                findings.error(Words.kindTaken(kind, firstLine: first.line), at: scalar.place)
                return nil
            }
            owners[kind] = scalar.place
            return (kind, scalar.place)
        }
    }

    // MARK: steps

    private struct Line {
        let rung: Rung
        let place: Place
    }

    private func steps(_ fields: Fields) -> [Line] {
        if let value = fields.value("steps"), case .list(let items) = value.shape, items.isEmpty {
            findings.error(Words.noSteps, at: value.place)
        }
        return fields.list("steps").compactMap { value in
            Fields(value, Self.stepKeys, named: "steps", findings).flatMap(step)
        }
    }

    private func step(_ fields: Fields) -> Line? {
        let at = fields.scalar("at")
        let place = at.flatMap(place)
        let audience = audience(fields)
        let channels = channels(fields)
        let wording = wording(fields)
        let repetition = repetition(fields, place)
        guard let at, let place else { return nil }
        return Line(
            rung: Rung(
                place, to: audience, channels: channels, wording: wording, repeats: repetition),
            place: at.place)
    }

    private func place(_ scalar: Scalar) -> Rung.Place? {
        if let place = Rung.Place(written: scalar.text) { return place }
        findings.error(Words.badStep(scalar.text), at: scalar.place)
        return nil
    }

    /// Absent: the agency that answers for the work.
    private func audience(_ fields: Fields) -> [Audience] {
        guard let value = fields.value("to") else { return [.lead] }
        if case .list(let items) = value.shape, items.isEmpty {
            findings.error(Words.noAudience, at: value.place)
        }
        let names = Audience.allCases.map(\.rawValue)
        return unique("to", fields.scalars("to")).compactMap { scalar in
            if let audience = Audience(rawValue: scalar.text) { return audience }
            findings.error(Words.notOneOf("to", scalar.text, names), at: scalar.place)
            return nil
        }
    }

    /// Absent: by mail.
    private func channels(_ fields: Fields) -> [String] {
        guard let value = fields.value("channels") else { return [Rung.mail] }
        if case .list(let items) = value.shape, items.isEmpty {
            findings.error(Words.noChannel, at: value.place)
        }
        let known = [Rung.mail] + (hooks ?? [])
        return unique("channels", fields.scalars("channels")).compactMap { scalar in
            if hooks == nil || known.contains(scalar.text) { return scalar.text }
            findings.error(
                Words.noSuchChannel(
                    scalar.text, suggestion: nearest(to: scalar.text, among: known), known: known),
                at: scalar.place)
            return nil
        }
    }

    /// Absent: the words of its kind.
    private func wording(_ fields: Fields) -> String? {
        guard let scalar = fields.scalar("wording") else { return nil }
        if wordings?.contains(scalar.text) ?? isId(scalar.text) { return scalar.text }
        let known = wordings ?? Rung.shippedWordings
        findings.error(
            Words.noSuchWording(
                scalar.text, suggestion: nearest(to: scalar.text, among: known), known: known),
            at: scalar.place)
        return nil
    }

    private func unique(_ key: String, _ scalars: [Scalar]) -> [Scalar] {
        var seen: Set<String> = []
        return scalars.filter { scalar in
            if seen.insert(scalar.text).inserted { return true }
            findings.error(Words.saidTwice(key, scalar.text), at: scalar.place)
            return false
        }
    }

    /// `every` and `times` belong together, behind a step after the due day, in the step's own unit.
    private func repetition(_ fields: Fields, _ place: Rung.Place?) -> Rung.Repetition? {
        let (every, times) = (fields.scalar("every"), fields.scalar("times"))
        guard let one = every ?? times else { return nil }
        guard let every, let times else {
            findings.error(
                Words.everyAndTimes(missing: every == nil ? "every" : "times"), at: one.place)
            return nil
        }
        let distance = Rung.Distance(written: every.text)
        if distance == nil { findings.error(Words.badEvery(every.text), at: every.place) }
        let count = Int(times.text).flatMap { (1...Ladder.mostLetters).contains($0) ? $0 : nil }
        if count == nil { findings.error(Words.badTimes(times.text), at: times.place) }
        guard let place, let distance, let count else { return nil }
        guard case .overdue(let own) = place else {
            findings.error(Words.repeatsBefore(place), at: every.place)
            return nil
        }
        guard own.isWorking == distance.isWorking else {
            findings.error(Words.otherUnit(own, distance), at: every.place)
            return nil
        }
        return .init(every: distance, times: count)
    }

    // MARK: The ladder as a whole

    private func check(_ steps: [Line], _ kinds: [Kind]) {
        for (earlier, step) in zip(steps, steps.dropFirst()) {
            if let misorder = step.rung.place.misorder(behind: earlier.rung.place) {
                findings.error(
                    Words.misordered(step.rung.place, behind: earlier.rung.place, misorder),
                    at: step.place)
            }
            if earlier.rung.repetition != nil {
                findings.error(Words.behindEvery(step.rung.place), at: step.place)
            }
        }
        var letters = 0
        for step in steps {
            let before = letters
            letters += step.rung.times
            if before <= Ladder.mostLetters, letters > Ladder.mostLetters {
                findings.error(
                    Words.tooManyLetters(steps.map(\.rung.times).reduce(0, +)), at: step.place)
            }
        }
        if let kind = kinds.first(where: { !$0.kind.isEverLate }),
            let late = steps.first(where: \.rung.place.isOverdue)
        {
            findings.error(Words.neverLate(late.rung.place, kind.kind), at: late.place)
        }
        if kinds.map(\.kind) == [.continuous], let step = steps.first, !step.rung.place.isOverdue {
            findings.error(Words.neverDue(step.rung.place), at: step.place)
        }
    }

    private func checkin(_ fields: Fields, _ kinds: [Kind]) -> (ask: Int, quiet: Int) {
        let standard = (Ladder.standard.checkinBefore, Ladder.standard.quietAfter)
        guard let checkin = fields.fields("checkin", Self.checkinKeys) else { return standard }
        let ask = workingDays("ask", "-", checkin)
        let quiet = workingDays("quiet", "+", checkin)
        return (ask ?? standard.0, quiet ?? standard.1)
    }

    /// `-7wd` before the quarter's last working day, `+7wd` after its end; a quarter has about sixty.
    private func workingDays(_ key: String, _ sign: String, _ fields: Fields) -> Int? {
        guard let scalar = fields.scalar(key) else { return nil }
        if scalar.text.hasPrefix(sign),
            case .working(let n) = Rung.Distance(written: scalar.text.dropFirst(), limit: 30)
        {
            return n
        }
        findings.error(Words.badCheckin(key, scalar.text, sign: sign), at: scalar.place)
        return nil
    }
}

extension Rung.Distance {
    fileprivate var isWorking: Bool { if case .working = self { true } else { false } }
}
