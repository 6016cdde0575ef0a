import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation

extension Work {
    /// The daemon's health: what is, what differs, what is degraded and how to mend it.
    func status() async throws -> StatusView {
        let now = clock.now()
        let office = office.current
        let health = try await store.health()
        let buckets = try await store.buckets(on: now.day)
        func letters(_ state: LetterState) -> Int { health.letters[state] ?? 0 }
        let attributes = try? FileManager.default.attributesOfItem(atPath: store.path)
        return StatusView(
            version: Version.text, pid: Int(ProcessInfo.processInfo.processIdentifier),
            site: office.settings.siteName,
            clock: StatusView.Clock(
                now: now.description, zone: "Asia/Ho_Chi_Minh", training: clock.isTraining,
                ended: clock.hasEnded),
            store: store.path, storeBytes: (attributes?[.size] as? Int) ?? 0, plans: health.plans,
            obligations: health.obligations,
            buckets: Dictionary(
                uniqueKeysWithValues: Bucket.allCases.map { ($0.rawValue, buckets[$0] ?? 0) }),
            letters: StatusView.Letters(
                queued: letters(.queued), sending: letters(.sending), sent: letters(.sent),
                unsure: letters(.unsure), failed: letters(.failed),
                lastSentAt: health.lastSent?.description),
            journalWaiting: health.journalWaiting,
            nextWake: try await store.nextWake()?.description,
            differs: try await differing(),
            degraded: degraded(office, health, try await unreachable(office), at: now),
            warnings: calendar(office, on: now.day) { $0 > now.day.year })
    }

    /// Files whose content is not what is applied; new and vanished ones too.
    private func differing() async throws -> [String] {
        var applied: [String: String] = [:]
        for file in try store.appliedFiles() { applied[file.name] = SHA256.hex(file.text) }
        for plan in try await store.plans() { applied["plans/\(plan.file.lastPart)"] = plan.sha256 }
        let folder = ((try? config.applicable()) ?? []) + ((try? config.plans()) ?? [])
        let here = Dictionary(folder.map { ($0.name, SHA256.hex($0.text)) }) { a, _ in a }
        // Plans may come from anywhere: only agencies and calendar are missed when they vanish.
        let gone = applied.keys.filter { !$0.hasPrefix("plans/") && here[$0] == nil }
        return (here.filter { applied[$0.key] != $0.value }.map(\.key) + gone).sorted()
    }

    /// Agencies with open work and no mailbox, by name.
    private func unreachable(_ office: Office) async throws -> [String] {
        guard office.sendsMail(clock.isTraining) else { return [] }
        return try await store.pressedAgencies().filter {
            office.directory.mailboxes(of: $0).isEmpty
        }.map { office.label($0) }
    }

    private func degraded(
        _ office: Office, _ health: Store.Health, _ unreachable: [String], at now: Moment
    ) -> [String] {
        var list: [String] = []
        if !unreachable.isEmpty { list.append(Words.unreachable(unreachable)) }
        if case .none = office.settings.mail.via {
            list.append(Words.mailOff)
        } else if !office.sendsMail(clock.isTraining) {
            list.append(Words.mailNotLoopback)
        }
        if let failed = health.letters[.failed], failed > 0 {
            list.append(Words.deadLetters(failed))
        }
        let stuck = (health.letters[.queued] ?? 0) + (health.letters[.unsure] ?? 0)
        if health.oldestWaiting != nil { list.append(Words.stuck(stuck)) }
        return list + calendar(office, on: now.day) { $0 <= now.day.year }
    }

    /// Years that want their days off announced: a coming one is a warning, until it begins.
    private func calendar(_ office: Office, on day: Day, _ wanted: (Int) -> Bool) -> [String] {
        office.calendar.unannounced(on: day).filter(wanted).map {
            Words.calendarMissing($0, office.calendar)
        }
    }
}

extension String {
    /// The name of a file without its folders.
    fileprivate var lastPart: Substring { split(separator: "/").last ?? "" }
}

enum Version {
    static let text = "0.1.0"
}
