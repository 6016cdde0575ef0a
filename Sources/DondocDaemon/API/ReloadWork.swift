import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

extension Work {
    /// Reads agencies, calendar and settings anew, and what follows from them for the stored plans.
    ///
    /// That is the members of groups and the working days; a mistake changes nothing, and so does
    /// a dry run, which only tells what would move.
    func reload(by caller: Caller, _ terms: Terms) async throws -> String {
        try await persistently(terms) { try await reloadOnce(caller, terms) }
    }

    private func reloadOnce(_ caller: Caller, _ terms: Terms) async throws -> String {
        guard Rights.mayReload(caller) else {
            throw try await refusal(
                "reload", of: caller, at: clock.now(), Words.notPermitted("reload"))
        }
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) { return kept }
        let actor = caller.actor(in: caller.isAdmin ? nil : Rights.hat(caller, .reload))
        // What was not taken stands on the disk all the same: the heartbeat tells of it.
        defer { poke() }
        return try await readingFiles {
            let settings = try config.settings()
            let files = try config.applicable()
            let new = try read(files, settings)
            try config.checkMail(new, clock.isTraining, credentials: credentials)
            try config.checkHooks(new)
            let texts = try await store.planTexts().map { SourceText(name: $0.file, text: $0.text) }
            let read = try PlanFile.plans(texts, new.directory, new.calendar, new.policies)
            let now = clock.now()
            let ready = try await prepare(read, texts, new, at: now)
            let named = files.map { (name: $0.name, text: $0.text) }
            let moves = try await store.changes(ready)
            let old = office.current.policies
            let isNewLadder: @Sendable (Standing) -> Bool = { standing in
                let (kind, name) = (standing.workKind, standing.remind)
                return old.ladder(for: kind, named: name)
                    != new.policies.ladder(for: kind, named: name)
            }
            let rules = new.rules(at: now)
            let reminders = try await store.countRewoken(
                at: now, rules, moved: Set(moves.compactMap(\.number)), isNewLadder: isNewLadder)
            let days = office.current.calendar.changes(to: new.calendar)
            // dondoc.yaml differs by what it says, as in `status`.
            let saysNew =
                (settings == office.current.settings ? [] : [ConfigFolder.settingsName])
                + (new.templates == office.current.templates ? [] : [ConfigFolder.templatesName])
            let warnings = new.warnings + (try await unreachable(in: new, on: now.day))
            let answer: @Sendable ([String]) throws -> String = { changed in
                try JSON.text(
                    ReloadView(
                        dryRun: terms.isDryRun, agencies: new.directory.agencies.count,
                        groups: new.directory.groups.count, people: new.directory.people.count,
                        calendarYears: new.calendar.years.sorted(), applied: changed + saysNew,
                        days: days.map(ReloadView.DayChange.init),
                        moves: moves.map(ReloadView.Move.init), reminders: reminders,
                        warnings: warnings.isEmpty ? nil : warnings))
            }
            if terms.isDryRun { return try answer(try store.differing(named)) }
            let newNotices = Notices(office: new, store: store, isTraining: clock.isTraining)
            let gone = try await newNotices.goneAddresses(at: now)
            let applied = try await store.reload(
                named, ready, by: actor, gone: gone, at: now, key: key,
                rules, isNewLadder: isNewLadder,
                journal: { plan, counts in
                    inOfficeLanguage { Notices.loaded(plan, counts, by: actor.user, at: now) }
                },
                turning: { one, others in
                    inOfficeLanguage {
                        Notices.address(
                            one.address, .gone(others), reason: nil, by: actor.user, at: now)
                    }
                }, answer: answer)
            let before = office.current.directory
            office.replace(new)
            // What has ended in vain meanwhile, and what waits for an address that is another's now.
            office.expectGone(new.directory.otherOwners(than: before))
            // What waits for a deputy who is none any more, or for a coordinator in the place of a lead,
            // goes to whoever hears by now.
            try await newNotices.turnDeputies(from: before, at: now)
            office.expectGone(try await newNotices.turnStandIns(from: before, at: now))
            try await tellAgain()
            return try answer(applied)
        }
    }
}

extension Work {
    /// What the files make of the office; addresses that are dead stay so.
    private func read(_ files: [SourceText], _ settings: Settings) throws -> Office {
        var new = try ConfigFolder.newOffice(files, settings, try config.templates())
        new.directory.dead = office.current.directory.dead
        return new
    }

    /// Leads and coordinators of live work, and those whom its ladders climb to, that nobody can write to,
    /// as warnings.
    private func unreachable(in office: Office, on day: Day) async throws -> [String] {
        let concerns = try await office.reach(store, on: day)
        return Trouble.bundled(
            Trouble.unreachable(concerns, office, on: day)
                + Trouble.unheard(concerns.unheard, office, on: day)
        ).map(\.line)
    }
}

extension ReloadView.DayChange {
    fileprivate init(_ change: (day: Day, before: WorkCalendar.Entry?, after: WorkCalendar.Entry?))
    {
        self.init(
            day: change.day.description, before: change.before.map(ReloadView.DayOff.init),
            after: change.after.map(ReloadView.DayOff.init))
    }
}

extension ReloadView.DayOff {
    fileprivate init(_ entry: WorkCalendar.Entry) {
        self.init(kind: entry.kind.rawValue, name: entry.name)
    }
}

extension ReloadView.Move {
    fileprivate init(_ change: ObligationChange) {
        self.init(
            kind: change.kind.rawValue, number: change.number, key: change.key,
            phrase: change.phrase, dueBefore: change.due.before?.description,
            dueAfter: change.due.after?.description,
            actByBefore: change.actBy.before?.description,
            actByAfter: change.actBy.after?.description)
    }
}
