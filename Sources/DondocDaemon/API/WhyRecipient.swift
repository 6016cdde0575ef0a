import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore

/// The one recipient that somebody asks `why` about.
struct WhyRecipient: Sendable {
    let asked: String
    let name: String
    /// Addresses as they are written; of a hook its channel.
    let addresses: [String]
    /// As what it may hear of the work today, dead addresses among them.
    let roles: Set<Audience>
    /// Stands in the coordinator's daily list of the plan.
    let isOnList: Bool
    let isHook: Bool
    /// Every address is marked dead.
    let isDead: Bool
    /// A hook that is not run on the training clock, while that is what runs.
    var isIdle = false

    private func matches(_ channel: String, _ recipient: String) -> Bool {
        if channel != Rung.mail { return isHook && addresses.contains(channel) }
        return !isHook && addresses.contains { $0.lowercased() == recipient.lowercased() }
    }

    /// What of a rung concerns it; nil where nothing does.
    func narrowed(_ rung: ToldRung) -> WhyView.Rung? {
        var said = rung.said
        let wasSaid = !said.letters.isEmpty
        said.letters = said.letters.filter { matches($0.channel, $0.recipient) }
        said.to = said.to.filter { matches($0.channel, $0.recipient) }
        said.passedOver = said.passedOver.filter { matches(Rung.mail, $0.recipient) }
        let isAddressed = !roles.isDisjoint(with: rung.audience)
        guard !said.letters.isEmpty || !said.to.isEmpty || !said.passedOver.isEmpty || isAddressed
        else { return nil }
        if !said.letters.isEmpty {
            said.outcome = Views.outcome(of: said.letters)
        } else if wasSaid || (said.to.isEmpty && rung.isToCome) {
            said.outcome = "others"
        }
        return said
    }

    /// With the reason where it has never been written to and will not be.
    func view(rungs: [ToldRung], assigned: [ToldRung], sendsMail: Bool, at now: Moment)
        -> WhyView.Asked
    {
        WhyView.Asked(
            asked: asked, name: name, addresses: addresses,
            roles: roles.sorted().map(\.rawValue), never: never(rungs, assigned, sendsMail))
    }

    private func never(_ rungs: [ToldRung], _ assigned: [ToldRung], _ sendsMail: Bool) -> String? {
        guard !addresses.isEmpty else { return "no-mailbox" }
        let isHeard = (rungs + assigned).contains { rung in
            rung.said.letters.contains {
                ($0.state != LetterState.withdrawn.rawValue || $0.mayHaveArrived)
                    && matches($0.channel, $0.recipient)
            } || (rung.isToCome && rung.said.to.contains { matches($0.channel, $0.recipient) })
        }
        if isHeard { return nil }
        if isHook {
            let isTold = (rungs + assigned).contains {
                $0.said.letters.contains { matches($0.channel, $0.recipient) }
            }
            return isTold ? nil : isIdle ? "hook-training" : "hook-event"
        }
        guard sendsMail else { return "mail-off" }
        guard !roles.isEmpty else { return isOnList ? "list" : "not-addressee" }
        if isDead { return "dead" }
        let speaks = rungs.contains { !roles.isDisjoint(with: $0.audience) }
        return speaks ? "no-step-left" : isOnList ? "list" : "no-step"
    }
}

extension ToldRung {
    var isToCome: Bool { ["planned", "snoozed"].contains(said.outcome) }
}

extension Views {
    /// - Throws: `Problem` 404 for what is no address, agency, login name or hook.
    func recipient(
        _ asked: String, _ r: ObligationRecord, _ past: [PastReminder], _ facts: WhyFacts
    ) throws -> WhyRecipient {
        if asked.hasPrefix(hookPrefix) {
            let known = office.settings.hooks.map { hookPrefix + $0.name }
            let told = (past + facts.assigned.map(\.told)).flatMap(\.notices).map(\.channel)
            guard known.contains(asked) || told.contains(asked) else {
                throw Problem.noSuch(Words.noSuchRecipient(asked))
            }
            return WhyRecipient(
                asked: asked, name: String(asked.dropFirst(hookPrefix.count)), addresses: [asked],
                roles: [], isOnList: false, isHook: true, isDead: false,
                isIdle: isTraining
                    && office.settings.hooks.contains {
                        hookPrefix + $0.name == asked && !$0.isForTraining
                    })
        }
        if asked.contains("@") { return recipient(asked, office.holder(of: asked), [asked], r) }
        if let agency = agency(asked, r) {
            let day = now.day
            let directory = office.withoutDead.directory
            let all =
                directory.mailboxes(of: agency, on: day)
                + directory.leaderMailboxes(of: agency, on: day)
            var seen: Set<String> = []
            return recipient(
                asked, office.name(agency), all.filter { seen.insert($0.lowercased()).inserted }, r)
        }
        if let person = office.directory.person(user: asked) {
            return recipient(asked, person.name, [person.mail].compactMap { $0 }, r)
        }
        throw Problem.noSuch(Words.noSuchRecipient(asked))
    }

    private func recipient(
        _ asked: String, _ name: String, _ addresses: [String], _ r: ObligationRecord
    ) -> WhyRecipient {
        let mine = Set(addresses.map { $0.lowercased() })
        let living = office.withoutDead
        let roles = Audience.allCases.filter { role in
            living.addressees(of: r, [role], on: now.day).contains {
                mine.contains($0.mailbox.lowercased())
            }
        }
        let lists = living.directory.coordinatorMailboxes(of: r.plan.coordinator, on: now.day)
        return WhyRecipient(
            asked: asked, name: name, addresses: addresses, roles: Set(roles),
            isOnList: lists.contains { mine.contains($0.lowercased()) }, isHook: false,
            isDead: !mine.isEmpty && mine.allSatisfy { office.directory.isDead($0, on: now.day) })
    }

    /// - Throws: `Problem` 404 for what can be no recipient of any work.
    func check(recipient asked: String) throws {
        let isNamed =
            asked.contains("@") || asked.hasPrefix(hookPrefix) || anyAgency(asked) != nil
            || office.directory.person(user: asked) != nil
        guard isNamed else { throw Problem.noSuch(Words.noSuchRecipient(asked)) }
    }

    /// `so-y-te`, `thanh-hoa/so-y-te`, `central.bo-y-te`: of the plan's territory, of central, of any.
    private func agency(_ asked: String, _ r: ObligationRecord) -> AgencyRef? {
        office.directory.agency(office.dotted(asked[...]), in: r.plan.territory)?.ref
            ?? anyAgency(asked)
    }

    private func anyAgency(_ asked: String) -> AgencyRef? {
        let name = office.dotted(asked[...])
        return office.directory.agencies.keys.filter { $0.id == name || $0.description == name }
            .min()
    }
}
