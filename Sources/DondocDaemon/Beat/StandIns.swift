import DondocCore
import DondocPlanFile
import DondocStore

/// What the coordinator was to hear in the place of a lead whom somebody reaches by now.
extension Notices {
    /// Turns what no letter has brought yet to the leads that nobody reached in another directory; the
    /// coordinator keeps his own where he is told as such.
    ///
    /// The other directory holds the deputies and the dead addresses of its time.
    /// - Returns: Addresses of coordinators to whom such letters may be on their way.
    @discardableResult
    func turnStandIns(from old: Directory, at now: Moment) async throws -> Set<String> {
        let (day, new) = (now.day, office.directory)
        let reached = new.agencies.keys.filter {
            old.mailboxes(of: $0, on: day).isEmpty && !new.mailboxes(of: $0, on: day).isEmpty
        }
        guard !reached.isEmpty else { return [] }
        var (then, turns) = (office, [DeputyTurn]())
        then.directory = old
        let boxes = try await store.coordinators().flatMap {
            old.coordinatorMailboxes(of: $0, on: day)
        }
        let coordinators = Set(boxes.map(office.spelling))
        for address in coordinators.sorted() {
            for one in try await store.standInNotices(
                to: address, from: nil, before: nil, isFailedToo: true)
            where one.turned.role == .lead {
                guard let number = one.turned.obligation,
                    let lead = try await store.obligation(String(number)).agency,
                    reached.contains(lead)
                else { continue }
                if let turn = try await turn(one, address, inPlaceFrom: then, at: now) {
                    turns.append(turn)
                }
            }
        }
        if !turns.isEmpty { try await store.turn(turns, at: now) }
        return coordinators
    }

    /// nil where it stays as it is: he heard as somebody else, or the lead may have heard it already.
    private func turn(
        _ one: StandInNotice, _ address: String, inPlaceFrom then: Office, at now: Moment
    ) async throws -> DeputyTurn? {
        let before = try await hearing(one, in: then, on: now.day)
        let after = try await hearing(one, in: office, on: now.day)
        guard before.has(address) else { return nil }
        let others = after.filter {
            !before.has($0.mailbox) && !one.known.contains($0.mailbox.lowercased())
        }
        let own = after.first { $0.mailbox.lowercased() == address.lowercased() }?.role
        guard !others.isEmpty else { return nil }
        return DeputyTurn(
            one, isOver: own == nil, why: Store.leadReached, role: own,
            others: notices(of: one.turned, for: others, at: now))
    }

    /// Whoever is reached since a day, for a dead mark or a deputy's days have run out or begun, hears what
    /// is still to be said to him; costs nothing where none has.
    func turnDay(from last: Day, at now: Moment) async throws {
        let (directory, today) = (office.directory, now.day)
        let dead = try await store.deadSpans().filter { $0.ended == nil && last <= $0.until }
        let isAlive = dead.contains { $0.until < today }
        let isOther = directory.people.contains { person in
            person.deputy.map { $0.stands(on: last) != $0.stands(on: today) } ?? false
        }
        guard isAlive || isOther else { return }
        var old = directory.withDeputies(of: last, on: today)
        old.dead = Dictionary(
            dead.map { ($0.address.lowercased(), max($0.until, today)) }, uniquingKeysWith: max)
        try await turnStandIns(from: old, at: now)
        _ = try await settle(at: now)
        try await store.tellAgain(at: office.hours.release(at: now, atOnce: true))
    }
}
