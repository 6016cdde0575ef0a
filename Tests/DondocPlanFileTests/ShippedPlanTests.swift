import DondocCore
import DondocPlanFile
import Testing

@Suite struct ShippedPlanTests {
    @Test("All shipped files load together, each plan under its own id")
    func everything() throws {
        let plans = try PlanFile.plans(
            Shipped.files("plans"), Shipped.directory(), Shipped.calendar())
        #expect(
            plans.map(\.plan.id) == [
                "buon-ma-thuot-2018", "ha-noi-2024", "quang-binh-2021-2025", "son-la-2019",
                "thanh-hoa-2023",
            ])
        #expect(try Shipped.calendar().years == Set(2018...2027))
    }

    @Test("Thanh Hóa 2023 has the sixteen tasks of its section II, with their times")
    func thanhHoaTasks() throws {
        let plan = try Shipped.plan("thanh-hoa-2023").plan
        let tasks = plan.tasks.filter { $0.kind == .task }
        let labelled = tasks.filter { $0.ref?.hasPrefix("II.") ?? false }
        #expect(labelled.count == 16)
        #expect(labelled.count { $0.due.text == "Cả năm" } == 12)
        #expect(labelled.count { $0.due.text == "Thường xuyên" } == 3)
        #expect(labelled.filter { $0.due.text == "Quý I/2023" }.map(\.id) == ["kien-toan-doan-178"])
        #expect(plan.targets.count == 14)
        #expect(plan.issued == nil)
        #expect(plan.heading == "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023")
    }

    @Test("The 27 districts of Thanh Hóa and five departments owe their own plan in quarter I")
    func thanhHoaOwnPlans() throws {
        let (plan, assignments) = try Shipped.expanded("thanh-hoa-2023")
        let task = try #require(plan.tasks.first { $0.ref == "IV.1" && $0.kind == .task })
        #expect(task.due.text == "trong Quý I/2023")
        let own = assignments.filter { $0.task == task.id }
        #expect(own.count == 32)
        #expect(Set(own.map(\.date?.due.description)) == ["2023-03-31"])
        let group = try Shipped.directory().group("ubnd-huyen", in: "thanh-hoa")
        #expect(group?.members.count == 27)
    }

    @Test(
        "The dated reports of Thanh Hóa keep their phrase, their day and their key",
        arguments: [
            (
                "bao-cao-6-thang", "trước ngày 15/6/2023", "2023-06-15", "2023-H1",
                "huyen-nong-cong", 32
            ),
            ("bao-cao-nam", "trước ngày 15/12/2023", "2023-12-15", "2023", "so-y-te", 32),
            ("tong-hop-6-thang", "trước ngày 20/6/2023", "2023-06-20", "2023-H1", "so-ldtbxh", 1),
            ("tong-hop-nam", "trước ngày 20/12/2023", "2023-12-20", "2023", "so-ldtbxh", 1),
        ])
    func thanhHoaReports(
        id: String, phrase: String, due: String, period: String, agency: String, count: Int
    ) throws {
        let (plan, assignments) = try Shipped.expanded("thanh-hoa-2023")
        let report = try #require(plan.tasks.first { $0.id == id })
        #expect(report.kind == .report)
        #expect(report.due.text == phrase)
        let own = assignments.filter { $0.task == id }
        #expect(own.count == count)
        let one = try #require(own.first { $0.agencyPart == agency })
        #expect(one.key == "thanh-hoa-2023/\(id)/\(period)/\(agency)")
        #expect(one.date?.due.description == due)
    }

    @Test("The summaries of Thanh Hóa wait for the reports they sum up")
    func thanhHoaLinks() throws {
        let plan = try Shipped.plan("thanh-hoa-2023").plan
        let after = Dictionary(uniqueKeysWithValues: plan.tasks.map { ($0.id, $0.after) })
        #expect(after["tong-hop-6-thang"] == ["bao-cao-6-thang"])
        #expect(after["tong-hop-nam"] == ["bao-cao-nam"])
        let summary = try #require(plan.tasks.first { $0.id == "tong-hop-nam" })
        #expect(
            summary.to == [
                .agency(AgencyRef(territory: "thanh-hoa", id: "ubnd-tinh")),
                .agency(AgencyRef(territory: "central", id: "bo-ldtbxh")),
            ])
    }

    @Test("Buôn Ma Thuột 2018 has the duties of its nine headings and 21 wards and communes")
    func buonMaThuotTasks() throws {
        let (plan, assignments) = try Shipped.expanded("buon-ma-thuot-2018")
        let tasks = plan.tasks.filter { $0.kind == .task }
        let counts = (1...9).map { n in tasks.count { $0.ref?.hasPrefix("IV.\(n).") ?? false } }
        #expect(counts == [7, 5, 3, 1, 2, 4, 3, 1, 6])
        #expect(tasks.count == 32)
        #expect(plan.targets.count == 5)
        let plans = assignments.filter { $0.task == "ke-hoach-phuong-xa" }
        #expect(plans.count == 21)
        #expect(Set(plans.map(\.date?.due.description)) == ["2018-04-27"])
        #expect(!assignments.contains { $0.task == "xay-dung-ke-hoach" })
    }

    @Test(
        "Reports of a plan issued on 16/4/2018 start with the half-year, police reports with April")
    func buonMaThuotReports() throws {
        let (_, assignments) = try Shipped.expanded("buon-ma-thuot-2018")
        func periods(_ task: String) -> [String] {
            let own = assignments.filter { $0.task == task }
            return own.filter { $0.agencyPart == own.first?.agencyPart }.map(\.period.label)
        }
        #expect(periods("bao-cao-phuong-xa") == ["2018-H1", "2018-Q3", "2018"])
        #expect(
            periods("bao-cao-cong-an-phuong-xa") == [
                "2018-04", "2018-05", "2018-Q2", "2018-07", "2018-08", "2018-Q3", "2018-10",
                "2018-11", "2018",
            ])
    }

    @Test(
        "Plans known in part have what is known of them and name nobody in place of others",
        arguments: [
            ("quang-binh-2021-2025", 0, 0, 14), ("ha-noi-2024", 7, 0, 10),
            ("son-la-2019", 9, 1, 11),
        ])
    func partly(id: String, tasks: Int, reports: Int, targets: Int) throws {
        let plan = try Shipped.plan(id).plan
        #expect(plan.tasks.count { $0.kind == .task } == tasks)
        #expect(plan.tasks.count { $0.kind == .report } == reports)
        #expect(plan.targets.count == targets)
        #expect(plan.isAssumed)
    }

    @Test("Where Hà Nội's text names no unit, the lead is unknown")
    func haNoi() throws {
        let plan = try Shipped.plan("ha-noi-2024").plan
        #expect(plan.tasks.count { $0.lead == [.unknown] } == 6)
    }

    @Test("Sơn La's statistics are due at the end of each half-year and of the year")
    func sonLa() throws {
        let (_, assignments) = try Shipped.expanded("son-la-2019")
        let own = assignments.filter { $0.task == "thong-ke-co-so" }
        #expect(own.map(\.period.label) == ["2019-H1", "2019"])
        #expect(own.map(\.date?.due.description) == ["2019-06-30", "2019-12-31"])
        #expect(own.map(\.agencyPart) == ["unknown", "unknown"])
    }

    @Test(
        "A plan typed in NFD is the plan typed in NFC",
        arguments: [
            "thanh-hoa-2023", "buon-ma-thuot-2018", "quang-binh-2021-2025", "ha-noi-2024",
            "son-la-2019",
        ])
    func decomposed(id: String) throws {
        let file = try Shipped.file("plans/\(id).yaml")
        let twin = SourceText(name: file.name, text: decomposition(of: file.text))
        #expect(!twin.text.unicodeScalars.elementsEqual(file.text.unicodeScalars))
        let (directory, calendar) = (try Shipped.directory(), try Shipped.calendar())
        let (a, b) = (
            try PlanFile.plan(file, directory, calendar),
            try PlanFile.plan(twin, directory, calendar)
        )
        #expect(a.plan == b.plan)
        #expect(a.warnings == b.warnings)
        // Swift compares texts canonically; the store compares bytes.
        for (x, y) in zip(a.plan.tasks, b.plan.tasks) {
            #expect(x.title.unicodeScalars.elementsEqual(y.title.unicodeScalars))
        }
    }

    @Test("Warnings stand at the phrase or the group that they are about")
    func warnings() throws {
        let warnings = try Shipped.plan("thanh-hoa-2023").warnings
        #expect(warnings.allSatisfy { $0.severity == .warning })
        #expect(
            warnings.first?.description == """
                plans/thanh-hoa-2023.yaml:84:45: warning: nhóm '@vien-kiem-sat-cap-huyen' chưa có thành viên nên không ai được nhắc
                  fix: thêm thành viên vào nhóm
                """)
    }
}
