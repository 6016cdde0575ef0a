import DondocCore
import Testing

/// Work that stands in a plan twice.
@Suite struct LintTwinsTests {
    private static let group = AgencyRef(territory: "t", id: "nhom")
    private static let xa = AgencyRef(territory: "t", id: "xa")

    @Test(
        "Two tasks of one lead, one title and one day are told at the second",
        arguments: [
            ("Hòa giải ở cơ sở", "so", "ngày 15/6/2023", true),
            // The tone stands on the other vowel.
            ("hoà giải,  ở CƠ SỞ", "so", "ngày 15/6/2023", true),
            ("Hòa giải ở cơ sở 2", "so", "ngày 15/6/2023", false),
            ("Hòa giải ở cơ sở", "khac", "ngày 15/6/2023", false),
            ("Hòa giải ở cơ sở", "so", "ngày 16/6/2023", false),
            ("Hòa giải ở cơ sở", "so", "ngày 15/6 và 15/12/2023", true),
            ("Hòa giải ở cơ sở", "so", "Thường xuyên", false),
        ])
    func sameWork(title: String, lead: String, due: String, isTold: Bool) throws {
        let found = try LintPlan().task("a", "ngày 15/6/2023", title: "Hòa giải ở cơ sở")
            .task(
                "b", due, title: title, lead: [.agency(AgencyRef(territory: "t", id: lead))]
            ).lint()
        #expect(
            found.map(\.cause) == (isTold ? [.sameWork(as: "a", due: day("2023-06-15"))] : []))
        #expect(found.allSatisfy { $0.task == "b" && $0.count == 1 })
    }

    @Test("A member of a group has the work of the group")
    func member() throws {
        var one = try LintPlan()
            .task("a", "ngày 15/6/2023", title: "Kiểm tra", lead: [.group(Self.group)])
            .task("b", "ngày 15/6/2023", title: "Kiểm tra", lead: [.agency(Self.xa)])
        #expect(one.lint() == [])
        one.directory.add(
            AgencyGroup(
                id: "nhom", territory: "t", name: "Nhóm", members: [.init(agency: Self.xa)]))
        #expect(one.causes() == [.sameWork(as: "a", due: day("2023-06-15"))])
    }

    @Test("A repeat that stands twice is one finding with its days")
    func repeats() throws {
        let found = try LintPlan().task("a", "ngày 15 hằng tháng", title: "Kiểm tra")
            .task("b", "ngày 15 hằng tháng", title: "Kiểm tra").lint()
            .filter { if case .sameWork = $0.cause { true } else { false } }
        #expect(found.map(\.count) == [12])
    }

    @Test("A task that its report discharges is no second work")
    func discharged() throws {
        let found = try LintPlan()
            .task("a", "ngày 15/6/2023", title: "Báo cáo 6 tháng", report: "b")
            .report("b", "ngày 15/6/2023", title: "Báo cáo 6 tháng").lint()
        #expect(found == [])
    }

    @Test(
        "Two reports of one lead to one addressee on one day about the same figures are told",
        arguments: [
            ("ubnd", "trước ngày 20/6/2023", ReportingScheme.nd09Half as ReportingScheme?, true),
            ("bo", "trước ngày 20/6/2023", .nd09Half, false),
            ("ubnd", "trước ngày 21/6/2023", .nd09Half, false),
            // 15/3 to 14/6 are other figures.
            ("ubnd", "trước ngày 20/6/2023", .nd09Quarter, false),
            ("ubnd", "trước ngày 20/6/2023", nil, false),
        ])
    func sameReport(to: String, due: String, covers: ReportingScheme?, isTold: Bool) throws {
        let found = try LintPlan().report("a", "trước ngày 20/6/2023", covers: .nd09Half)
            .report(
                "b", due, covers: covers, to: [.agency(AgencyRef(territory: "t", id: to))]
            ).lint()
        let cause = Plan.Finding.Cause.sameReport(
            as: "a", due: day("2023-06-20"), covers: day("2022-12-15")...day("2023-06-14"))
        #expect(found.map(\.cause) == (isTold ? [cause] : []))
        #expect(found.allSatisfy { $0.task == "b" })
    }

    @Test(
        "Two reports of nobody, or to nobody, are not known to be one",
        arguments: [
            (Plan.Party.unknown, Plan.Party.agency(LintPlan.ubnd)),
            (.agency(LintPlan.so), .unknown),
        ])
    func nobody(lead: Plan.Party, to: Plan.Party) throws {
        let plan = try LintPlan()
            .report("a", "ngày 20/6/2023", covers: .nd09Half, lead: [lead], to: [to])
            .report("b", "ngày 20/6/2023", covers: .nd09Half, lead: [lead], to: [to])
        #expect(plan.lint() == [])
    }

    @Test("Two reports that have their title in common too are told once")
    func once() throws {
        let plan = try LintPlan()
            .report("a", "ngày 20/6/2023", covers: .nd09Half, title: "Báo cáo 6 tháng")
            .report("b", "ngày 20/6/2023", covers: .nd09Half, title: "Báo cáo 6 tháng")
        #expect(plan.causes() == [.sameWork(as: "a", due: day("2023-06-20"))])
    }
}
