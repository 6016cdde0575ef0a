import DondocCore
import DondocStore
import Testing

@testable import DondocDaemon

/// The table of rights in `interface.md`, cell by cell.
@Suite struct RightsTests {
    static let own = AgencyRef(territory: "t", id: "nong-cong")
    static let other = AgencyRef(territory: "t", id: "so-y-te")
    static let desk = AgencyRef(territory: "t", id: "so-ldtbxh")

    static func caller(_ role: Person.Role?, _ agency: AgencyRef = own) -> Caller {
        let person = role.map {
            Person(id: "p", name: "P", user: "u", mail: nil, agency: agency, role: $0)
        }
        return Caller(uid: 1_000, user: "u", person: person, isAdmin: role == .admin)
    }

    static let work: [Rights.Deed] = [.work]

    @Test(
        "Work on an agency's own duty: its staff, its leader, admin; nobody else", arguments: work)
    func ownWork(deed: Rights.Deed) {
        func may(_ c: Caller, _ of: AgencyRef?, behalf: Bool = false) -> Rights.Answer {
            Rights.may(c, deed, of: of, coordinator: Self.desk, isOnBehalf: behalf).answer
        }
        #expect(may(Self.caller(.staff), Self.own) == .allowed)
        #expect(may(Self.caller(.leader), Self.own) == .allowed)
        #expect(may(Self.caller(.admin), Self.own) == .allowed)
        #expect(may(Self.caller(.auditor), Self.own) == .refused)
        #expect(may(Self.caller(nil), Self.own) == .refused)
        for role in [Person.Role.staff, .leader, .auditor, .coordinator] {
            #expect(may(Self.caller(role), Self.other) == .refused)
            #expect(may(Self.caller(role), Self.other, behalf: true) == .refused)
            #expect(may(Self.caller(role), nil) == .refused)
        }
        #expect(may(Self.caller(.staff), Self.own, behalf: true) == .refused)
    }

    @Test("A plan's coordinator works for others only by name", arguments: work)
    func onBehalf(deed: Rights.Deed) {
        let coordinator = Self.caller(.coordinator, Self.desk)
        func may(_ of: AgencyRef?, behalf: Bool) -> Rights.Answer {
            Rights.may(coordinator, deed, of: of, coordinator: Self.desk, isOnBehalf: behalf).answer
        }
        #expect(may(Self.own, behalf: true) == .allowed)
        #expect(may(Self.own, behalf: false) == .needsBehalf)
        #expect(may(Self.desk, behalf: false) == .allowed)
        // The staff of the coordinating agency coordinate nothing.
        #expect(
            Rights.may(
                Self.caller(.staff, Self.desk), deed, of: Self.own, coordinator: Self.desk,
                isOnBehalf: true
            ).answer == .refused)
    }

    @Test("Only the plan's coordinator and admin confirm, their own work too")
    func confirm() {
        func may(_ c: Caller, _ of: AgencyRef) -> Rights.Answer {
            Rights.may(c, .judge, of: of, coordinator: Self.desk, isOnBehalf: false).answer
        }
        #expect(may(Self.caller(.coordinator, Self.desk), Self.own) == .allowed)
        #expect(may(Self.caller(.coordinator, Self.desk), Self.desk) == .allowed)
        #expect(may(Self.caller(.coordinator, Self.other), Self.own) == .refused)
        #expect(may(Self.caller(.admin), Self.own) == .allowed)
        for role in [Person.Role.staff, .leader, .auditor] {
            #expect(may(Self.caller(role), Self.own) == .refused)
            #expect(may(Self.caller(role, Self.desk), Self.own) == .refused)
        }
        #expect(may(Self.caller(nil), Self.own) == .refused)
    }

    @Test(
        "Looking, loading, reloading, a test of the mail",
        arguments: [
            (Person.Role?.none, false, false, false), (.staff, true, false, false),
            (.leader, true, false, false), (.coordinator, true, true, false),
            (.auditor, true, false, false), (.admin, true, true, true),
        ])
    func others(role: Person.Role?, look: Bool, load: Bool, reload: Bool) {
        let caller = Self.caller(role, Self.desk)
        #expect(Rights.mayLook(caller) == look)
        #expect(Rights.mayLoad(caller, coordinator: Self.desk) == load)
        #expect(
            Rights.mayLoad(Self.caller(role, Self.other), coordinator: Self.desk)
                == (role == .admin))
        #expect(Rights.mayReload(caller) == reload)
        #expect(Rights.mayTestMail(caller) == (role == .coordinator || role == .admin))
        #expect(Rights.mayAudit(caller) == (role == .auditor || role == .admin))
    }

    @Test(
        "A deputy has the office's rights of whom he replaces, an admin's too, and his own besides")
    func deputy() {
        var caller = Self.caller(.staff, Self.other)
        func principal(_ role: Person.Role) -> Person {
            Person(id: "x", name: "X", user: "x", mail: nil, agency: Self.desk, role: role)
        }
        #expect(!Rights.mayReload(caller) && !Rights.mayAudit(caller))
        caller.principals = [principal(.auditor)]
        #expect(Rights.mayAudit(caller) && !Rights.mayReload(caller) && Rights.sees(caller) == .all)
        caller.principals = [principal(.coordinator)]
        #expect(Rights.mayLoad(caller, coordinator: Self.desk) && Rights.mayTestMail(caller))
        #expect(!Rights.mayLoad(caller, coordinator: Self.own))
        caller.principals = [principal(.admin)]
        #expect(Rights.mayReload(caller) && Rights.mayLoad(caller, coordinator: Self.own))
        let (answer, hat) = Rights.may(
            caller, .work, of: Self.other, coordinator: Self.desk, isOnBehalf: false)
        #expect(answer == .allowed && hat?.isDeputy == false)
        let judged = Rights.may(
            caller, .judge, of: Self.own, coordinator: Self.desk, isOnBehalf: false)
        #expect(judged.answer == .allowed && caller.actor(in: judged.hat).deputyFor == "X")
    }

    @Test("The trail: all of it, that of the own plans, one's own, none")
    func trail() {
        func sees(_ role: Person.Role?) -> Rights.TrailScope {
            Rights.sees(Self.caller(role, Self.desk))
        }
        var own = OwnRows(uid: 1_000)
        #expect(sees(nil) == .none)
        #expect(sees(.staff) == .own(own) && sees(.leader) == .own(own))
        #expect(sees(.auditor) == .all && sees(.admin) == .all)
        own.coordinators = [Self.desk]
        #expect(sees(.coordinator) == .own(own))
    }
}
