import DondocAPI
import DondocCore
import DondocStore

extension Work {
    /// The longest that letters are held without somebody looking again.
    private static let longestHold = 366 * 86_400

    /// Holds all letters back.
    func hold(_ request: HoldRequest, by caller: Caller, _ terms: Terms) async throws -> String {
        let now = clock.now()
        try await mayHold("hold", caller)
        let reason = try Clean.reason(request.reason, of: "hold")
        let new = NewHold(cause: .person, until: try until(request, now), reason: reason)
        return try await persistently(terms, key: terms.requestKey(caller)) {
            let key = terms.requestKey(caller)
            if let kept = try await kept(key) { return kept }
            let actor = caller.actor(in: hat(caller))
            let entry = inOfficeLanguage { Notices.held(new, by: actor, at: now) }
            return try await refusing {
                try await store.hold(
                    new, by: actor, at: now, key: key, isDryRun: terms.isDryRun, journal: entry
                ) { try Self.answer($0, "hold", $1, terms) }
            }
        }
    }

    /// Lets letters leave again.
    func resume(_ request: ResumeRequest, by caller: Caller, _ terms: Terms) async throws -> String
    {
        let now = clock.now()
        try await mayHold("resume", caller)
        return try await persistently(terms, key: terms.requestKey(caller)) {
            let key = terms.requestKey(caller)
            if let kept = try await kept(key) { return kept }
            let actor = caller.actor(in: hat(caller))
            return try await refusing {
                try await store.resume(
                    skipsWait: request.now == true, by: actor, at: now, key: key,
                    isDryRun: terms.isDryRun,
                    journal: { hold in
                        inOfficeLanguage { Notices.released(hold, by: actor, at: now) }
                    }
                ) { try Self.answer($0, "resume", $1, terms) }
            }
        }
    }

    private func mayHold(_ verb: String, _ caller: Caller) async throws {
        guard Rights.mayManage(caller) else {
            throw try await refusal(verb, of: caller, at: clock.now(), Words.notPermitted(verb))
        }
    }

    private func hat(_ caller: Caller) -> Caller.Hat? {
        caller.isAdmin ? nil : Rights.hat(caller, .manage)
    }

    /// When it ends by itself; nil where somebody has to resume.
    private func until(_ request: HoldRequest, _ now: Moment) throws -> Moment? {
        let end: Moment
        switch (request.seconds, request.until) {
        case (nil, nil): return nil
        case (let seconds?, nil):
            guard (1...Work.longestHold).contains(seconds) else {
                throw Problem.bad(Words.badHold(String(seconds)))
            }
            end = now + seconds
        case (nil, let text?):
            guard let moment = Moment(written: text) else { throw Problem.bad(Words.badHold(text)) }
            end = moment
        case (_?, let text?): throw Problem.bad(Words.badHold(text))
        }
        guard end > now, end - now <= Work.longestHold else {
            throw Problem.bad(Words.badHold(end.written))
        }
        return end
    }

    private func refusing(_ body: () async throws -> String) async throws -> String {
        do {
            let answer = try await body()
            poke()
            return answer
        } catch HoldRefusal.nothingHeld {
            throw Problem.no(Words.nothingHeld)
        } catch HoldRefusal.isWaiting(let hold) {
            throw Problem.no(Words.waits(hold))
        }
    }

    private static func answer(_ change: Int, _ verb: String, _ hold: Hold, _ terms: Terms) throws
        -> String
    {
        try JSON.text(
            HoldChangeView(
                change: terms.isDryRun ? nil : change, verb: verb, dryRun: terms.isDryRun,
                hold: HoldView(hold)))
    }
}

extension HoldView {
    init(_ hold: Hold) {
        self.init(
            cause: hold.cause.rawValue, since: hold.since.description,
            until: hold.until?.description,
            by: hold.cause == .person ? hold.person ?? hold.user : nil, reason: hold.reason)
    }
}
