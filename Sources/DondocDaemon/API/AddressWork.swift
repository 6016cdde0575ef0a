import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

/// Addresses to which nothing is sent.
extension Work {
    func deadAddresses(by caller: Caller) async throws -> [DeadAddressView] {
        try await mayMark("mail addresses", caller)
        let site = office.current
        return try store.deadAddresses(on: clock.now().day).map { dead in
            let holder = site.holder(of: dead.address)
            return DeadAddressView(
                address: dead.address, holder: holder == dead.address ? nil : holder,
                until: dead.until.description, reason: dead.reason, by: dead.person ?? dead.user,
                at: dead.at.description)
        }
    }

    /// Sends nothing to an address up to the end of a day; what it was to hear is withdrawn, and said to
    /// whoever hears in its place.
    func markDead(_ request: DeadAddressRequest, by caller: Caller, _ terms: Terms) async throws
        -> String
    {
        try await mayMark("mail dead", caller)
        let reason = try Clean.reason(request.reason, of: "mail dead")
        let address = try address(request.address)
        guard let until = Day(iso: request.until) else {
            throw Problem.bad(Words.badDay(request.until))
        }
        guard until >= clock.now().day else { throw Problem.no(Words.deadDayPast(until.written)) }
        return try await persistently(terms, key: terms.requestKey(caller)) {
            try await markDeadOnce(address, until, reason, caller, terms)
        }
    }

    private func markDeadOnce(
        _ address: String, _ until: Day, _ reason: String, _ caller: Caller, _ terms: Terms
    ) async throws -> String {
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) { return kept }
        let (now, isDryRun) = (clock.now(), terms.isDryRun)
        try await know(address)
        let unheard = try await store.unheard(by: address)
        let turned = try await notices.without(address, on: until).turned(unheard, at: now)
        let actor = caller.actor(in: hat(caller))
        let body = try await store.markDead(
            address, until: until, reason: reason, seen: unheard, turned: turned, by: actor,
            at: now, key: key, isDryRun: isDryRun,
            journal: { others in
                inOfficeLanguage {
                    Notices.address(
                        address, .dead(until, others), reason: reason, by: actor.user, at: now)
                }
            }
        ) { change, others in
            try JSON.text(
                AddressChangeView(
                    change: isDryRun ? nil : change, verb: "dead", dryRun: isDryRun,
                    address: address, withdrawn: unheard.count, turnedTo: others))
        }
        if !isDryRun { try changed(at: now) }
        return body
    }

    /// Writes to an address again.
    func markAlive(_ request: AliveAddressRequest, by caller: Caller, _ terms: Terms) async throws
        -> String
    {
        try await mayMark("mail alive", caller)
        let address = try address(request.address)
        return try await persistently(terms, key: terms.requestKey(caller)) {
            let key = terms.requestKey(caller)
            if let kept = try await kept(key) { return kept }
            let (now, isDryRun) = (clock.now(), terms.isDryRun)
            let dead = try store.deadAddresses(on: now.day)
            guard dead.contains(where: { $0.address.lowercased() == address.lowercased() }) else {
                throw Problem.noSuch(Words.notDead(address))
            }
            let actor = caller.actor(in: hat(caller))
            let entry = inOfficeLanguage {
                Notices.address(address, .alive, reason: nil, by: actor.user, at: now)
            }
            let body = try await store.markAlive(
                address, by: actor, at: now, key: key, isDryRun: isDryRun, journal: entry
            ) { change in
                try JSON.text(
                    AddressChangeView(
                        change: isDryRun ? nil : change, verb: "alive", dryRun: isDryRun,
                        address: address))
            }
            if !isDryRun {
                let before = office.current.directory
                try changed(at: now)
                office.expectGone(try await notices.turnStandIns(from: before, at: now))
                try await tellAgain()
                poke()
            }
            return body
        }
    }

    private var notices: Notices {
        Notices(office: office.current, store: store, isTraining: clock.isTraining)
    }

    private func changed(at now: Moment) throws {
        office.bury(try store.deadAddresses(on: now.day))
        poke()
    }

    /// Whoever was not reached by what is new to him is told now, if he is.
    ///
    /// A second from now: a beat that still has the office of before must not take it for asked.
    func tellAgain() async throws {
        let soon = clock.now() + 1
        try await store.tellAgain(at: office.current.hours.release(at: soon, atOnce: true))
    }

    private func mayMark(_ verb: String, _ caller: Caller) async throws {
        guard Rights.mayManage(caller) else {
            throw try await refusal(verb, of: caller, at: clock.now(), Words.notPermitted(verb))
        }
    }

    private func hat(_ caller: Caller) -> Caller.Hat? {
        caller.isAdmin ? nil : Rights.hat(caller, .manage)
    }

    private func address(_ text: String) throws -> String {
        guard let address = MailAddress(text)?.text else {
            throw Problem.bad(Words.badAddress(text))
        }
        return address
    }

    /// A typing mistake would be an address that is never written to anyway.
    private func know(_ address: String) async throws {
        let known = office.current.directory.addresses
        let isKnown = known.contains { $0.lowercased() == address.lowercased() }
        if isKnown { return }
        guard try await !store.hasWritten(to: address) else { return }
        let near = known.compactMap { other in
            editDistance(address, other, limit: 3).map { ($0, other) }
        }.min { $0 < $1 }
        throw Problem.noSuch(Words.noSuchAddress(address, near?.1))
    }
}
