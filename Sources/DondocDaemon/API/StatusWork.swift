import DondocAPI
import DondocCore
import DondocPlanFile
import DondocLetters
import DondocStore
import Foundation

extension Work {
    /// The daemon's health: what is, what differs, what is degraded and how to mend it.
    func status() async throws -> StatusView {
        let now = clock.now()
        let office = office.current
        let health = try await store.health()
        let buckets = try await store.buckets(on: now.day)
        let (wrong, unreachable) = try await troubles(office, on: now)
        func letters(_ state: LetterState) -> Int { health.letters[state] ?? 0 }
        let beat = running.pulse.last()
        let next = try await store.nextWakeFor()
        let hold = try await store.standingHold()
        return StatusView(
            version: Version.text, pid: Int(ProcessInfo.processInfo.processIdentifier),
            startedAt: Moment(seconds: running.startedAt).description, socket: running.socket,
            site: office.settings.siteName,
            clock: StatusView.Clock(
                now: now.description, zone: "Asia/Ho_Chi_Minh", training: clock.isTraining,
                ended: clock.hasEnded),
            heartbeat: StatusView.Heartbeat(
                lastBeatAt: beat.map { Moment(seconds: $0.at).description }, age: beat?.age),
            store: store.path, storeBytes: size(), schema: health.schema,
            integrity: health.examination.map(StatusView.Integrity.init),
            lastBackupAt: store.lastCopied().map { Moment(seconds: $0).description },
            plans: health.plans, obligations: health.obligations,
            buckets: Dictionary(
                uniqueKeysWithValues: Bucket.allCases.map { ($0.rawValue, buckets[$0] ?? 0) }),
            letters: StatusView.Letters(
                queued: letters(.queued), sending: letters(.sending), sent: letters(.sent),
                unsure: letters(.unsure), failed: letters(.failed),
                lastSentAt: health.lastSent?.description),
            queue: StatusView.Queue(
                waiting: letters(.queued) + letters(.sending) + letters(.unsure),
                oldestAt: health.oldestWaiting?.description,
                oldestAge: health.oldestWaiting.map { max(0, now - $0) },
                notices: health.noticesWaiting),
            journalWaiting: health.journalWaiting, nextWake: next?.at.description,
            wake: wake(next, office, hold?.until, after: now), differs: try await differing(),
            unreachable: unreachable, degraded: wrong.filter { !$0.isWarning }.map(\.line),
            troubles: wrong.filter { !$0.isWarning }.map(\.view),
            warnings: wrong.filter(\.isWarning).map(\.line), hold: hold.map(HoldView.init))
    }

    private func size() -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: store.path)
        return (attributes?[.size] as? Int) ?? 0
    }

    /// The daemon never rests beyond the hour of the daily line of life.
    private func wake(
        _ next: Wake?, _ office: Office, _ released: Moment?, after now: Moment
    ) -> StatusView.Wake {
        let alive = office.policy.nextAlive(after: now)
        if let released, released < min(next?.at ?? alive, alive) {
            return StatusView.Wake(at: released.description, kind: .hold, count: 1)
        }
        guard let next, next.at <= alive else {
            return StatusView.Wake(at: alive.description, kind: .alive, count: 1)
        }
        let (kind, count): (StatusView.Wake.Kind, Int) =
            next.obligations > 0
            ? (.reminder, next.obligations)
            : next.lists > 0 ? (.list, next.lists) : (.letter, next.notices)
        return StatusView.Wake(
            at: next.at.description, kind: kind, count: count, number: next.number, key: next.name)
    }

    // MARK: What is wrong

    private struct Wrong {
        let bundle: Trouble.Bundle
        let since: Moment

        var isWarning: Bool { bundle.cause.isWarning }
        var line: String { bundle.line }
        var view: StatusView.Trouble {
            StatusView.Trouble(
                cause: bundle.cause.rawValue, what: bundle.what, since: since.description,
                mend: bundle.mend)
        }
    }

    /// What is wrong, and the agencies among it that nobody can reach.
    ///
    /// What the journal was not told of yet has begun now.
    private func troubles(_ office: Office, on now: Moment) async throws -> ([Wrong], [String]) {
        let all = Trouble.all(
            try await office.concerns(store, clock.isTraining, on: now.day), office,
            clock.isTraining, credentials: credentials,
            database: store.path, around: running.premises?.troubles() ?? [], on: now.day)
        let told = Dictionary(
            try await store.alarms().map { ($0.cause, $0.since) }, uniquingKeysWith: min)
        var wrong = Trouble.bundled(all).map { bundle in
            Wrong(bundle: bundle, since: bundle.of.compactMap { told[$0.key] }.min() ?? now)
        }
        if let fault = running.pulse.fault {
            let bundle = Trouble.Bundle(cause: .storage, of: [.storage(fault.why)])
            wrong.insert(Wrong(bundle: bundle, since: fault.since), at: 0)
        }
        if let hold = try await store.standingHold() {
            let bundle = Trouble.Bundle(cause: .hold, of: [.held(hold)])
            wrong.insert(Wrong(bundle: bundle, since: hold.since), at: 0)
        }
        return (wrong, all.filter { $0.cause == .unreachable }.map(\.label))
    }

    // MARK: Files

    /// Files whose content is not what is applied; new and vanished ones too.
    ///
    /// Settings differ by what they say, all other files by their text.
    private func differing() async throws -> [String] {
        let (files, plans) = try await store.appliedHashes()
        var applied = files
        for (file, hash) in plans { applied["plans/\(file.lastPart)"] = hash }
        let names =
            try ["agencies", "calendar", "plans"].flatMap { try config.names(in: $0) }
            .filter { $0 != ConfigFolder.example } + config.topNames()
        let changed = names.filter {
            let hash = running.hashes.value(config.path, $0)
            return hash == nil || hash != applied[$0]
        }
        // Plans may come from anywhere: only agencies and calendar are missed when they vanish.
        let gone = Set(applied.keys.filter { !$0.hasPrefix("plans/") }).subtracting(names)
        let settings = running.settings.value(config.path, ConfigFolder.settingsName)
        let isSame = settings == office.current.settings
        let hasWords = office.current.templates.hold(try config.templateFiles())
        return
            (changed + gone + (isSame ? [] : [ConfigFolder.settingsName])
            + (hasWords ? [] : [ConfigFolder.templatesName])).sorted()
    }
}

extension StatusView.Integrity {
    fileprivate init(_ examination: Examination) {
        self.init(
            ok: examination.fault == nil,
            checkedAt: Moment(seconds: examination.at).description, fault: examination.fault)
    }
}

extension String {
    /// The name of a file without its folders.
    fileprivate var lastPart: Substring { split(separator: "/").last ?? "" }
}

enum Version {
    static let text = "0.1.0"
}
