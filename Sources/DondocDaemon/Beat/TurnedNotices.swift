import DondocCore
import DondocPlanFile
import DondocStore

/// What addresses do not hear that are dead, or that nobody has any more, and who hears it.
extension Notices {
    /// Who hears of what an address was to hear: what is newly assigned the same agency; a list, which
    /// comes anew with its next day, nobody else.
    func turned(_ one: TurnedNotice, _ record: ObligationRecord?, at now: Moment) -> [NewNotice] {
        var hearing: [Addressee] = []
        if let record {
            hearing = office.addressees(of: record, [one.role], on: now.day)
        } else if let agency = one.assignee {
            hearing = office.directory.mailboxes(of: agency, on: now.day)
                .map { Addressee(mailbox: $0, role: one.role) }
        }
        return notices(of: one, for: hearing, at: now)
    }

    func turned(_ unheard: [TurnedNotice], at now: Moment) async throws -> [(Int64, NewNotice)] {
        var turned: [(Int64, NewNotice)] = []
        for one in unheard {
            var record: ObligationRecord?
            if let number = one.obligation { record = try await store.obligation(String(number)) }
            turned += self.turned(one, record, at: now).map { (one.reminder, $0) }
        }
        return turned
    }

    /// The same while an address is dead, which the office may not know yet.
    func without(_ address: String, on day: Day) -> Notices {
        var site = office
        site.directory.dead[address.lowercased()] = day
        return Notices(office: site, store: store, isTraining: isTraining)
    }

    /// Addresses with something to hear that nobody has, and who hears of it; none while no mail is sent.
    func goneAddresses(at now: Moment) async throws -> [GoneAddress] {
        guard office.sendsMail(isTraining) else { return [] }
        var gone = try await store.goneAddresses(known: office.knownAddresses)
        for place in gone.indices {
            gone[place].turned = try await turned(gone[place].unheard, at: now)
        }
        return gone
    }

    /// Turns what they were to hear, where no reload does.
    ///
    /// - Throws: `Outpaced` when a courier was faster.
    func turnGone(at now: Moment) async throws {
        let gone = try await goneAddresses(at: now)
        guard !gone.isEmpty else { return }
        try await store.turn(gone, by: .daemon, at: now) { one, others in
            inOfficeLanguage {
                Notices.address(
                    one.address, .gone(others), reason: nil, by: Actor.daemon.user, at: now)
            }
        }
    }
}

extension Office {
    /// Addresses that somebody has, in small letters; in training everything goes to one, which nobody
    /// needs to have.
    var knownAddresses: Set<String> {
        Set(
            (directory.addresses + [settings.mail.trainingTo].compactMap { $0 })
                .map { $0.lowercased() })
    }

    func knows(_ address: String) -> Bool {
        let same = { (other: String) in other.lowercased() == address.lowercased() }
        return directory.addresses.contains(where: same)
            || settings.mail.trainingTo.map(same) ?? false
    }
}

extension Directory {
    /// Everybody's, as they are written.
    var addresses: [String] { agencies.values.flatMap(\.mail) + people.compactMap(\.mail) }
}

extension OfficeBox {
    /// Looks for what addresses still have to hear that nobody has any more: after a start, after a
    /// reload, and when a letter has ended in vain that was on its way meanwhile.
    func lookForGone(_ look: () async throws -> Void) async throws {
        guard takeGone() else { return }
        do {
            try await look()
        } catch {
            // Once more with the next beat.
            expectGone()
            guard error is Outpaced else { throw error }
        }
    }
}
