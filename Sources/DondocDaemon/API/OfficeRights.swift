import DondocCore
import DondocStore

/// Rights to what is not the work of one agency.
extension Rights {
    /// Looking at public fields.
    static func mayLook(_ caller: Caller) -> Bool { caller.isAdmin || caller.person != nil }

    /// Loading a plan.
    static func mayLoad(_ caller: Caller, coordinator: AgencyRef) -> Bool {
        loads(caller, coordinator: coordinator).isAllowed
    }

    /// The same, and in whose place.
    static func loads(_ caller: Caller, coordinator: AgencyRef)
        -> (isAllowed: Bool, hat: Caller.Hat?)
    {
        let (answer, hat) = may(
            caller, .manage, of: nil, coordinator: coordinator, isOnBehalf: false)
        return (answer == .allowed, hat)
    }

    /// Having a test letter sent, to whomever.
    static func mayTestMail(_ caller: Caller) -> Bool { mayManage(caller) }

    /// Holding letters back, marking addresses.
    static func mayManage(_ caller: Caller) -> Bool {
        caller.isAdmin || hat(caller, .manage) != nil
    }

    /// Whose plans' letters somebody may touch: all, or those of these coordinators.
    static func watches(_ caller: Caller) -> (all: Bool, coordinators: [AgencyRef]) {
        let hats = caller.hats.filter {
            answer(.manage, to: relation($0.person)) == .allowed
        }
        let all = caller.isAdmin || hats.contains { $0.person.role == .admin }
        return (all, hats.map(\.person.agency))
    }

    static func mayReload(_ caller: Caller) -> Bool {
        caller.isAdmin || hat(caller, .reload) != nil
    }

    /// Reading the whole trail through.
    static func mayAudit(_ caller: Caller) -> Bool { caller.isAdmin || hat(caller, .audit) != nil }

    /// Whose rights allow what is asked of no plan in particular: somebody's own before others'.
    static func hat(_ caller: Caller, _ deed: Deed) -> Caller.Hat? {
        caller.hats.first { hat in answer(deed, to: relation(hat.person)) == .allowed }
    }

    /// What a person is to the work of the own agency, and to the plans that it watches.
    private static func relation(_ person: Person) -> Relation {
        relation(person, to: person.agency, coordinator: person.agency)
    }

    /// Which rows of the trail somebody may read: all, or the own ones and those of the own plans.
    static func sees(_ caller: Caller) -> TrailScope {
        if caller.isAdmin { return .all }
        var own = OwnRows(uid: caller.uid)
        for hat in caller.hats {
            switch answer(.log, to: relation(hat.person)) {
            case .allowed where hat.person.role == .coordinator:
                own.coordinators.append(hat.person.agency)
            case .allowed: return .all
            case .ownRows, .refused, .needsBehalf: break
            }
            if hat.isDeputy, let user = hat.person.user { own.users.append(user) }
        }
        return caller.hats.isEmpty ? .none : .own(own)
    }

    enum TrailScope: Equatable, Sendable {
        case all
        case own(OwnRows)
        case none
    }
}
