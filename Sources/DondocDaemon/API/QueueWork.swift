import DondocAPI
import DondocCore
import DondocLetters
import DondocPlanFile
import DondocStore
import DondocSystemd

/// Which letters of the outbox are meant.
enum QueueTarget: Sendable {
    case ids([Int])
    /// All with which it can be done, of these states and to this address where they are given.
    case all(state: LetterState?, to: String?)

    /// From `id`, with commas between several, or from `all` with what narrows it down.
    ///
    /// - Throws: `Problem` 400 when there is neither, or both.
    init(_ query: Query) throws(Problem) {
        let state = try query.parsed(.letterState) { LetterState(rawValue: $0) }
        let to = try query.parsed(.to) { MailAddress($0)?.text }
        let isAll = try query.flag(.all)
        guard let list = query.value(.id) else {
            guard isAll else { throw .bad(Words.lettersMissing) }
            self = .all(state: state, to: to)
            return
        }
        guard !isAll, state == nil, to == nil else { throw .bad(Words.lettersTwice) }
        var ids: [Int] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            guard let id = Query.number(in: 1...Int.max)(String(text)) else {
                throw .bad(Words.badFilter("id", list))
            }
            if !ids.contains(id) { ids.append(id) }
        }
        self = .ids(ids)
    }
}

extension Work {
    /// A page of the letters that wait, are on their way, unsure, or given up.
    func queue(_ query: Query, by caller: Caller) async throws -> [QueueView] {
        var filter = QueueFilter()
        if let state = try query.parsed(.letterState, { LetterState(rawValue: $0) }) {
            filter.states = [state]
        }
        filter.recipient = try query.parsed(.to) { MailAddress($0)?.text }
        filter.limit = try query.parsed(.limit, Query.number(in: 1...1000)) ?? 1000
        filter.offset = try query.parsed(.offset, Query.number(in: 0...10_000_000)) ?? 0
        filter.coordinators = try await watched("queue list", by: caller)
        return try await store.queue(filter).map { QueueView($0) }
    }

    func queueLetter(_ query: Query, by caller: Caller) async throws -> QueueLetterView {
        let mine = try await watched("queue show", by: caller)
        guard let id = try query.parsed(.id, Query.number(in: 1...Int.max)) else {
            throw Problem.bad(Words.lettersMissing)
        }
        guard let (letter, message) = try await store.queued(id) else {
            throw Problem.noSuch(Words.noSuchLetter(id))
        }
        if let mine, letter.coordinators.allSatisfy({ !mine.contains($0) }) {
            throw try await refusal(
                "queue show", of: caller, at: clock.now(), Words.notYourLetter(id))
        }
        return QueueLetterView(letter: QueueView(letter), text: LetterWriter.plain(message))
    }

    /// Whose letters somebody may look at: nil for all.
    private func watched(_ verb: String, by caller: Caller) async throws -> [AgencyRef]? {
        let (all, coordinators) = Rights.watches(caller)
        guard all || !coordinators.isEmpty else {
            throw try await refusal(
                verb, of: caller, at: clock.now(), Words.notPermitted(verb))
        }
        return all ? nil : coordinators
    }

    /// Tries letters now, or takes them back: all of them, in one change.
    func perform(
        _ deed: QueueDeed, _ which: QueueTarget, by caller: Caller, _ terms: Terms
    ) async throws -> String {
        try await persistently(terms, key: terms.requestKey(caller)) {
            try await performOnce(deed, which, caller, terms)
        }
    }

    private func performOnce(
        _ deed: QueueDeed, _ which: QueueTarget, _ caller: Caller, _ terms: Terms
    ) async throws -> String {
        let mine = try await watched(deed.command, by: caller)
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) { return kept }
        let letters = try await letters(which, deed, mine)
        let hats = try await permit(deed, letters, caller)
        let (now, site) = (clock.now(), office.current)
        let (verb, isDryRun) = (deed.said, terms.isDryRun)
        let waits = try await waits(deed, site, now)
        guard !letters.isEmpty else {
            let nothing = try JSON.text(
                QueueChangeView(change: nil, verb: verb, dryRun: isDryRun, letters: []))
            try await store.keep(key, nothing)
            return nothing
        }
        let actor = caller.actor(in: hats)
        let entry = inOfficeLanguage { Notices.queue(deed, letters, by: actor.user, at: now) }
        let body = try await store.perform(
            deed, letters, by: actor, at: now, wallClock: SystemClock.seconds(), key: key,
            isDryRun: isDryRun, journal: [entry]
        ) { change, after in
            try JSON.text(
                QueueChangeView(
                    change: isDryRun ? nil : change, verb: verb, dryRun: isDryRun,
                    letters: after.map { QueueView($0) }, waits: waits))
        }
        if !isDryRun { poke() }
        return body
    }

    /// The letters that are meant.
    ///
    /// - Throws: `Problem` 404, or 409 for those with which it cannot be done.
    private func letters(_ which: QueueTarget, _ deed: QueueDeed, _ mine: [AgencyRef]?) async throws
        -> [QueuedLetter]
    {
        switch which {
        case .all(let state, let to):
            var filter = QueueFilter()
            filter.states = LetterState.allCases.filter {
                LetterLife.move($0, deed.event) != nil && (state == nil || $0 == state)
            }
            (filter.recipient, filter.limit) = (to, Target.limit + 1)
            filter.coordinators = mine
            let all = try await store.queue(filter)
            guard all.count <= Target.limit else { throw Problem.tooMany }
            guard let mine else { return all }
            return all.filter { $0.coordinators.allSatisfy(mine.contains) }
        case .ids(let ids):
            guard ids.count <= Target.limit else { throw Problem.tooMany }
            var found: [QueuedLetter] = []
            for id in ids {
                guard let (letter, _) = try await store.queued(id) else {
                    throw Problem.noSuch(Words.noSuchLetter(id))
                }
                found.append(letter)
            }
            return found
        }
    }

    /// In whose place, and then whether it can be done at all.
    ///
    /// What is no plan's is the administrator's.
    private func permit(_ deed: QueueDeed, _ letters: [QueuedLetter], _ caller: Caller) async throws
        -> [Caller.Hat?]
    {
        var hats: [Caller.Hat?] = []
        for letter in letters {
            let answers = letter.coordinators.map { Rights.loads(caller, coordinator: $0) }
            let (all, _) = Rights.watches(caller)
            guard all || (!answers.isEmpty && answers.allSatisfy(\.isAllowed)) else {
                throw try await refusal(
                    deed.command, of: caller, at: clock.now(), Words.notYourLetter(letter.id))
            }
            hats += all ? [Rights.hat(caller, .manage)] : answers.map(\.hat)
        }
        let stuck = letters.filter { LetterLife.move($0.state, deed.event) == nil }
        guard let first = stuck.first else { return caller.isAdmin ? [] : hats }
        let lines = stuck.map { Words.cannot(deed.said, $0.id, $0.state) }
        if stuck.contains(where: { $0.state == .sending }) {
            throw Problem(
                title: "busy", status: 409, detail: Words.cannot(deed.said, first.id, first.state),
                exit: ExitStatus.tryAgain, items: stuck.count > 1 ? lines : [])
        }
        throw Problem.no(lines[0], items: stuck.count > 1 ? lines : [])
    }

    /// Why what is tried now does not leave now.
    private func waits(_ deed: QueueDeed, _ site: Office, _ now: Moment) async throws -> String? {
        guard case .retry = deed else { return nil }
        if !site.sendsMail(clock.isTraining) { return "mail-off" }
        if try await store.standingHold() != nil { return "hold" }
        return site.hours.isOpen(now) ? nil : "hours"
    }
}

extension QueueDeed {
    var said: String {
        switch self {
        case .retry: "retry"
        case .drop: "drop"
        }
    }

    fileprivate var command: String { "queue \(said)" }
}

extension QueueView {
    init(_ letter: QueuedLetter) {
        self.init(
            id: letter.id, channel: letter.channel, recipient: letter.recipient,
            subject: letter.subject, state: letter.state.rawValue, attempts: letter.attempts,
            nextTryAt: letter.nextTryAt.flatMap {
                $0 > 0 ? Moment(seconds: $0).description : nil
            },
            since: letter.since.description, sentAt: letter.sentAt?.description,
            error: letter.error, keys: letter.about)
    }
}
