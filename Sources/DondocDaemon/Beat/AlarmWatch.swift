import DondocCore
import DondocStore

/// Tells the journal of each cause of degradation once when it begins and once when it is over.
///
/// What was told stands in the database, so a restart says nothing again.
struct AlarmWatch: Sendable {
    let store: Store
    let office: OfficeBox
    let isTraining: Bool
    /// systemd's folder of secrets.
    var credentials: String?
    /// nil where nobody looks around.
    var premises: Premises?

    /// Compares what is wrong with what was told.
    ///
    /// - Returns: True when there was something to tell.
    @discardableResult
    func look(at now: Moment) async throws -> Bool {
        let office = office.current
        let troubles = Trouble.all(
            try await office.concerns(store, isTraining, on: now.day), office, isTraining,
            credentials: credentials,
            database: store.path, around: premises?.troubles() ?? [], on: now.day)
        let told = try await store.alarms()
        let (known, standing) = (Set(told.map(\.cause)), Set(troubles.map(\.key)))
        let begun = troubles.filter { !known.contains($0.key) }
        let over = told.filter { !standing.contains($0.cause) }
        guard !begun.isEmpty || !over.isEmpty else { return false }
        let entries =
            Trouble.bundled(begun).map { Notices.began($0, at: now) }
            + Dictionary(grouping: over, by: \.causeName).sorted { $0.key < $1.key }
            .filter { Trouble.Cause(rawValue: $0.key)?.endsSilently != true }
            .map { Notices.ended($0.key, $0.value, at: now) }
        try await store.record(
            begun: begun.map { Alarm(cause: $0.key, since: now, what: $0.what) },
            over: over.map(\.cause), entries)
        return true
    }
}

extension Alarm {
    /// The cause without what it is about.
    fileprivate var causeName: String {
        cause.split(separator: "/", maxSplits: 1).first.map(String.init) ?? cause
    }
}

extension JournalWorker {
    /// Tells, once until it is over, that nothing can be recorded; past the outbox, which is no help.
    func sayFault(_ error: any Error, _ pulse: Pulse, at now: Moment, calm: Int = 0) {
        let why = Fatal.describe(error)
        guard pulse.failed(why, at: now, calm: calm) else { return }
        inOfficeLanguage {
            let bundle = Trouble.Bundle(cause: .storage, of: [.storage(why)])
            sayAtOnce(Notices.began(bundle, at: now))
        }
    }
}

extension Notices {
    /// journald takes no entry of more than a thousand fields.
    private static let mostAgencies = 900

    /// A cause of degradation has begun; `DONDOC_AGENCY` stands once for each agency it is about, and
    /// `DONDOC_PLAN` for each plan that nobody watches.
    static func began(_ bundle: Trouble.Bundle, at now: Moment) -> JournalEntry {
        let agencies = bundle.of.flatMap { $0.agency.map { [$0] } ?? $0.unheard }
            .prefix(mostAgencies).map { ("DONDOC_AGENCY", Optional($0.id)) }
        let plans = bundle.of.compactMap(\.plan).map { ("DONDOC_PLAN", Optional($0)) }
        return JournalEntry(
            [
                ("MESSAGE", bundle.line), ("DONDOC_CAUSE", bundle.cause.rawValue),
                ("DONDOC_REMEDY", bundle.mend),
            ] + agencies + plans + common(bundle.cause.kind, at: now))
    }

    /// A fault of the store has passed.
    static func ended(_ fault: Pulse.Fault, at now: Moment) -> JournalEntry {
        let cause = Trouble.storage(fault.why)
        return ended(
            cause.key, [Alarm(cause: cause.key, since: fault.since, what: cause.what)], at: now)
    }

    static func ended(_ cause: String, _ alarms: [Alarm], at now: Moment) -> JournalEntry {
        let since = alarms.map(\.since).min() ?? now
        return JournalEntry(
            [
                ("MESSAGE", Words.over(alarms.map(\.what), since: since)), ("DONDOC_CAUSE", cause),
                ("DONDOC_SINCE", since.description),
            ] + common(.mended, at: now))
    }
}
