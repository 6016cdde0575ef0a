import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation

/// What people ask for, checked and carried out; the routes only translate.
struct Work: Sendable {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox
    let config: ConfigFolder
    /// systemd's folder of secrets.
    var credentials: String?
    let poke: @Sendable () -> Void
    /// Has a courier try one letter to one address; nil when none is free.
    var tryLetter:
        @Sendable (
            _ message: [UInt8], _ to: String, _ ended: @escaping @Sendable (Delivery) -> Void
        ) async -> Delivery? = { _, _, _ in nil }
    /// Told of each fault of the store that passes by itself, so that it does not stay the caller's.
    var failed: @Sendable (any Error) -> Void = { _ in }
    /// What `status` says of the process.
    var running = Running(socket: "")

    /// What the head of a request says beside its body.
    struct Terms: Sendable {
        /// The caller's key and the hash of what was asked: the request may be repeated.
        var key: String?
        var request = ""
        /// `If-Match`: what the caller saw.
        var seen: Seen?
        var isDryRun = false

        func requestKey(_ caller: Caller) -> RequestKey? {
            guard !isDryRun else { return nil }
            return key.map { RequestKey(uid: caller.uid, key: $0, request: request) }
        }
    }

    /// Looks one obligation up.
    ///
    /// - Throws: `Problem` 404 or, for a prefix of several keys, 409 with the first few.
    func find(_ id: String, asOf: AsOf? = nil) async throws -> ObligationRecord {
        guard !id.isEmpty else { throw Problem.bad(Words.idMissing) }
        do {
            return try await store.obligation(id, asOf: asOf)
        } catch Unresolved.none {
            throw Problem.noSuch(Words.noSuch(id))
        } catch Unresolved.several(let keys) {
            throw Problem(
                title: "ambiguous", status: 409, detail: Words.several(id),
                exit: ExitStatus.noSuchThing, items: keys)
        }
    }

    /// Runs a change.
    ///
    /// Somebody who is faster is no reason to refuse unless the caller said what it had seen: the change
    /// is thought through again, a few times. So is, with `key`, one that is refused for what the same
    /// request has done in the meantime.
    func persistently(
        _ terms: Terms, key: RequestKey? = nil, _ body: () async throws -> String
    ) async throws -> String {
        for attempt in 0..<16 {
            do {
                return try await body()
            } catch is Outpaced {
                // Once more all the same: the faster one may have been this request under its key.
                if case .changes = terms.seen, attempt > 0 { break }
            } catch let problem as Problem {
                guard let key, let kept = try await store.keptAnswer(key), kept.isSameRequest,
                    kept.body != nil
                else { throw problem }
            }
        }
        throw Problem(
            title: "changed meanwhile", status: 412, detail: Words.outpaced,
            exit: ExitStatus.tryAgain)
    }

    /// The answer that the same request under the same key has had.
    func kept(_ key: RequestKey?) async throws -> String? {
        guard let key, let kept = try await store.keptAnswer(key) else { return nil }
        guard kept.isSameRequest else {
            throw Problem(
                title: "key reused", status: 409, detail: Words.keyReused, exit: ExitStatus.no)
        }
        guard let body = kept.body else {
            throw Problem(
                title: "under way", status: 409, detail: Words.keyUnderWay,
                exit: ExitStatus.tryAgain)
        }
        return body
    }

    /// What the store asks the office's policy about.
    func rules(at now: Moment) -> Rules {
        office.current.rules(at: now)
    }
}

extension Office {
    func rules(at now: Moment) -> Rules {
        let policy = policy
        return Rules(
            pressedUntil: { policy.pressedUntil($0) },
            wake: { policy.wake($0, after: $0.decidedTo) },
            isMadeLate: { policy.isMadeLate($0, from: $1, at: now) },
            digestAt: policy.nextDigest(after: now),
            snoozeEnd: { Moment($0, minuteOfDay: policy.remindAt) },
            release: hours.release(at: now))
    }
}

extension Problem {
    static func bad(_ detail: String) -> Problem {
        Problem(title: "bad request", status: 400, detail: detail, exit: ExitStatus.usage)
    }

    /// The same, for eyes: what came from outside drives no terminal.
    var inert: Problem {
        var problem = self
        problem.detail = DondocCore.inert(detail)
        problem.items = items.map { item in
            item.split(separator: "\n", omittingEmptySubsequences: false)
                .map { DondocCore.inert(String($0)) }.joined(separator: "\n")
        }
        return problem
    }

    static func no(_ detail: String, items: [String] = []) -> Problem {
        Problem(
            title: "refused", status: 409, detail: detail, exit: ExitStatus.no, items: items)
    }

    static func noSuch(_ detail: String) -> Problem {
        Problem(
            title: "no such thing", status: 404, detail: detail, exit: ExitStatus.noSuchThing)
    }
}

/// JSON as answers carry it: keys in a fixed order, slashes plain.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        if let page = value as? [ObligationView] {
            return String(decoding: PageText(page).bytes, as: UTF8.self)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<T: Decodable>(_ text: String, _ type: T.Type) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
