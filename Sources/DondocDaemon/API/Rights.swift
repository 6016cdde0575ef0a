import DondocCore
import DondocStore

/// Who is asking, by the peer's uid at connect and nothing else.
struct Caller: Sendable {
    let uid: Int
    let user: String?
    let person: Person?
    /// Root, the daemon's own user, or a person of that role.
    let isAdmin: Bool

    var actor: Actor { Actor(uid: uid, user: user ?? "uid \(uid)", person: person?.name) }
}

/// What people may do to an obligation.
enum Deed: String, Sendable, CaseIterable {
    case start, done, confirm, checkin, note
}

/// The table of rights in `interface.md`; what is not allowed here is refused.
enum Rights {
    enum Answer: Equatable, Sendable {
        case allowed
        case refused
        /// Allowed to a coordinator who names the agency with `--for`.
        case needsBehalf
    }

    /// Looking at public fields.
    static func mayLook(_ caller: Caller) -> Bool { caller.isAdmin || caller.person != nil }

    /// Whether somebody may do this to the work of `agency` (nil where the document names nobody) in a
    /// plan that `coordinator` watches; `isOnBehalf` says that `--for` was given.
    static func may(
        _ caller: Caller, _ deed: Deed, of agency: AgencyRef?, coordinator: AgencyRef,
        isOnBehalf: Bool
    ) -> Answer {
        if caller.isAdmin { return .allowed }
        guard let person = caller.person else { return .refused }
        let isOwn = agency == person.agency
        let coordinates = person.role == .coordinator && person.agency == coordinator
        switch deed {
        case .confirm: return coordinates ? .allowed : .refused
        case .start, .done, .checkin, .note:
            if coordinates { return isOwn || isOnBehalf ? .allowed : .needsBehalf }
            guard isOwn, !isOnBehalf else { return .refused }
            switch person.role {
            case .staff, .leader, .coordinator: return .allowed
            case .auditor, .admin: return .refused
            }
        }
    }

    /// Loading a plan.
    static func mayLoad(_ caller: Caller, coordinator: AgencyRef) -> Bool {
        guard !caller.isAdmin else { return true }
        return caller.person?.role == .coordinator && caller.person?.agency == coordinator
    }

    /// Having a test letter sent, to whomever.
    static func mayTestMail(_ caller: Caller) -> Bool {
        caller.isAdmin || caller.person?.role == .coordinator
    }

    static func mayReload(_ caller: Caller) -> Bool { caller.isAdmin }

    /// Whose rows of the trail somebody may read.
    static func sees(_ caller: Caller) -> TrailScope {
        if caller.isAdmin { return .all }
        switch caller.person?.role {
        case .coordinator, .auditor, .admin: return .all
        case .staff, .leader: return .own
        case nil: return .none
        }
    }

    enum TrailScope: Equatable, Sendable { case all, own, none }
}
