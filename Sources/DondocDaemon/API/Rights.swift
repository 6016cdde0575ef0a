import DondocCore
import DondocStore

/// Who is asking, by the peer's uid at connect and nothing else.
struct Caller: Sendable {
    let uid: Int
    let user: String?
    let person: Person?
    /// Root, the daemon's own user, or a person of that role.
    let isAdmin: Bool
    /// Those in whose place this person may act today.
    var principals: [Person] = []

    var actor: Actor { Actor(uid: uid, user: user ?? "uid \(uid)", person: person?.name) }

    /// Somebody's own rights first, then those of everybody for whom he stands in.
    var hats: [Hat] {
        (person.map { [Hat(person: $0, isDeputy: false)] } ?? [])
            + principals.map { Hat(person: $0, isDeputy: true) }
    }

    /// The own agency, then those of everybody for whom he stands in.
    var agencies: [AgencyRef] {
        var all: [AgencyRef] = []
        for hat in hats where !all.contains(hat.person.agency) { all.append(hat.person.agency) }
        return all
    }

    /// The trail's two names: who acts, and in whose place.
    func actor(in hats: [Hat?]) -> Actor {
        var actor = actor
        var names: [String] = []
        for case let hat? in hats where hat.isDeputy && !names.contains(hat.person.name) {
            names.append(hat.person.name)
        }
        if !names.isEmpty { actor.deputyFor = names.joined(separator: "; ") }
        return actor
    }

    func actor(in hat: Hat?) -> Actor { actor(in: [hat]) }

    /// Whose rights are used.
    struct Hat: Sendable {
        let person: Person
        let isDeputy: Bool
    }
}

/// The table of rights in `interface.md`; what it does not allow is refused.
enum Rights {
    /// What somebody wants to do, as the rows of the table have it.
    enum Deed: String, Sendable, CaseIterable {
        /// Public fields.
        case look
        /// start, done, checkin, note, attach.
        case work
        /// A request for another day.
        case ask
        /// snooze and ack, how far is a matter of their rules.
        case pause
        /// confirm, return, extend, withdraw, reopen, waive, now.
        case judge
        /// Plans, agencies, hold, queue.
        case manage
        /// The trail's rows.
        case log
        /// The trail read as a whole, backups.
        case audit
        case reload
    }

    /// What somebody is to the work in question, as the columns of the table have it.
    enum Relation: String, Sendable, CaseIterable {
        case staff
        /// Also for agencies other than one's own, whatever the role.
        case stranger
        /// Of the plan in question.
        case coordinator
        case leader, auditor, admin
    }

    enum Answer: Equatable, Sendable {
        case allowed
        case refused
        /// Allowed to a coordinator who names the agency with `--for`.
        case needsBehalf
        /// One's own rows alone.
        case ownRows
    }

    // Columns are the point of a table.
    // swift-format-ignore
    private static let table: [Deed: [Answer]] = [
        //        staff     stranger  coordinator   leader    auditor   admin
        .look:   [.allowed, .allowed, .allowed,     .allowed, .allowed, .allowed],
        .work:   [.allowed, .refused, .needsBehalf, .allowed, .refused, .allowed],
        .ask:    [.allowed, .refused, .refused,     .allowed, .refused, .refused],
        .pause:  [.allowed, .refused, .allowed,     .allowed, .refused, .allowed],
        .judge:  [.refused, .refused, .allowed,     .refused, .refused, .allowed],
        .manage: [.refused, .refused, .allowed,     .refused, .refused, .allowed],
        .log:    [.ownRows, .ownRows, .allowed,     .ownRows, .allowed, .allowed],
        .audit:  [.refused, .refused, .refused,     .refused, .allowed, .allowed],
        .reload: [.refused, .refused, .refused,     .refused, .refused, .allowed],
    ]

    static func answer(_ deed: Deed, to relation: Relation) -> Answer {
        guard let row = table[deed], let column = Relation.allCases.firstIndex(of: relation)
        else { return .refused }
        return row[column]
    }

    /// What a person is to the work of `agency` in a plan that `coordinator` watches.
    static func relation(_ person: Person, to agency: AgencyRef?, coordinator: AgencyRef)
        -> Relation
    {
        let isOwn = agency == person.agency
        switch person.role {
        case .admin: return .admin
        case .auditor: return .auditor
        case .coordinator where person.agency == coordinator: return .coordinator
        case .leader: return isOwn ? .leader : .stranger
        case .staff, .coordinator: return isOwn ? .staff : .stranger
        }
    }

    /// Whether somebody may do this to the work of `agency` (nil where the document names nobody) in a
    /// plan that `coordinator` watches, and in whose place; `isOnBehalf` says that `--for` was given.
    static func may(
        _ caller: Caller, _ deed: Deed, of agency: AgencyRef?, coordinator: AgencyRef,
        isOnBehalf: Bool
    ) -> (answer: Answer, hat: Caller.Hat?) {
        if caller.isAdmin { return (answer(deed, to: .admin), nil) }
        var best: (answer: Answer, hat: Caller.Hat?) = (.refused, nil)
        for hat in caller.hats {
            let relation = relation(hat.person, to: agency, coordinator: coordinator)
            var answer = answer(deed, to: relation)
            if answer == .needsBehalf, isOnBehalf || agency == hat.person.agency {
                answer = .allowed
            } else if deed == .work, isOnBehalf, ![.coordinator, .admin].contains(relation) {
                answer = .refused
            }
            if answer == .allowed { return (answer, hat) }
            if answer == .needsBehalf { best = (answer, hat) }
        }
        return best
    }
}

extension ObligationVerb {
    /// The row of the table; for `extend` the one of those who grant.
    var deed: Rights.Deed {
        switch self {
        case .start, .done, .checkin, .note, .attach: .work
        case .snooze, .ack: .pause
        case .confirm, .return, .extend, .withdraw, .reopen, .waive, .now: .judge
        }
    }
}
