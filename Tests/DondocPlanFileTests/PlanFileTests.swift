import DondocCore
import DondocPlanFile
import Testing

@Suite struct PlanFileTests {
    private static let head = """
        plan: thu
        title: Kế hoạch thử
        territory: thanh-hoa
        issuer: ubnd-tinh
        period: 2023
        coordinator: so-ldtbxh

        """

    private func plan(_ rest: String, today: Day? = nil) throws -> PlanFile.ReadPlan {
        try PlanFile.plan(
            SourceText(name: "f", text: Self.head + rest), Shipped.directory(), Shipped.calendar(),
            today: today)
    }

    @Test("Two files with one plan id are refused, and both are named")
    func twice() throws {
        let text = Self.head
        do {
            _ = try PlanFile.plans(
                [SourceText(name: "a", text: text), SourceText(name: "b", text: "# b\n" + text)],
                Shipped.directory(), Shipped.calendar())
            Issue.record("taken")
        } catch let error as Diagnostics {
            #expect(
                error.description == """
                    b:2:7: error: kế hoạch 'thu' đã có ở a:1
                      fix: đặt tên khác, hoặc bỏ một trong hai
                    """)
        }
    }

    @Test("A title may hold an emoji of several signs; a joiner elsewhere is refused")
    func emoji() throws {
        func title(_ title: String) throws -> String? {
            try plan("tasks: [{id: a, title: \(title), lead: [so-y-te], due: Cả năm}]\n")
                .plan.tasks.first?.title
        }
        let doctor = "Khám bệnh 👩\u{200D}⚕\u{FE0F}"
        #expect(try title(doctor) == doctor)
        #expect(try title("\"Khám bệnh 👩\\u200D⚕\"") == "Khám bệnh 👩\u{200D}⚕")
        for bad in [
            "Khám\u{200D}bệnh", "Khám 👩\u{200D}", "\"Khám\\u200Dbệnh\"", "👩\u{202E}👩",
        ] {
            #expect(throws: Diagnostics.self) { try title(bad) }
        }
    }

    @Test(
        "Goals are written in one small grammar",
        arguments: [
            (">= 80 %", true), ("> 1", true), ("= 2000", true), ("3..5 %", true),
            (">= 17 of 21", true),
            ("unknown", true), ("<= 2.5 %", true), ("= 2.000", false), ("80 %", false),
            ("5..3 %", false),
            (">= 22 of 21", false), (">=80%", false), (">= 17 of 21 %", false), ("= -1", false),
            ("≥ 5", false),
        ])
    func goals(goal: String, taken: Bool) throws {
        let text = "targets: [{id: a, title: A, goal: \"\(goal)\"}]\n"
        let isTaken = (try? plan(text)) != nil
        #expect(isTaken == taken)
    }

    @Test(
        "A target is due in a year, a stage, on a day, or else in the plan's period",
        arguments: [
            ("by: 2025", "2025"), ("by: 2021..2025", "2021-2025"), ("by: 2023-06-30", "2023-06-30"),
            ("unit: xã", "2023"),
        ])
    func by(written: String, label: String) throws {
        let plan = try plan("targets: [{id: a, title: A, goal: unknown, \(written)}]\n").plan
        #expect(plan.targets.map(\.by.label) == [label])
    }

    @Test("Proof comes from the task, else from the plan's defaults")
    func proof() throws {
        let plan = try plan(
            """
            defaults: {proof: note, before: strict, off-day: next, checkin: none, confirm: none}
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: Cả năm}
              - {id: b, title: B, lead: [so-y-te], due: Cả năm, proof: file, request: true}
            """
        ).plan
        #expect(plan.tasks.map(\.proof) == [.note, .file])
        #expect(plan.tasks.map(\.isRequest) == [false, true])
        #expect(plan.defaults.counting == CountingRules(before: .strict, offDay: .next))
        #expect(!plan.defaults.asksCheckin)
        #expect(plan.defaults.confirm == .none)
    }

    @Test("A day far from the plan's period and a vague phrase are warned of")
    func warnings() throws {
        let warnings = try plan(
            """
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: trước ngày 15/8/2024}
              - {id: b, title: B, lead: [so-y-te], due: định kỳ hàng quý}
              - {id: c, title: C, lead: [so-y-te], due: trước ngày 15/3/2024}
            """, today: Day(iso: "2023-01-01")
        ).warnings
        #expect(
            warnings.map { "\($0.line):\($0.column) \($0.what)" } == [
                "8:45 hạn 15/08/2024 (thứ Năm) sau khi kế hoạch kết thúc (31/12/2023) hơn 3 tháng",
                "9:45 văn bản không nêu ngày trong kỳ: lấy ngày cuối kỳ",
            ])
    }

    @Test("A territory without agencies is one mistake, not one for each agency")
    func territory() {
        let text = Self.head.replacing("thanh-hoa", with: "thanh-hoá")
        do {
            _ = try PlanFile.plan(
                SourceText(name: "f", text: text), Shipped.directory(), Shipped.calendar())
            Issue.record("taken")
        } catch {
            #expect(
                "\(error)" == """
                    f:3:12: error: không có cơ quan nào của 'thanh-hoá'
                      fix: viết thanh-hoa
                    """)
        }
    }

    @Test(
        "A phrase is explained with a day that may have been meant",
        arguments: [
            (
                "31/6", "31/06 không phải là ngày có thật; tháng 6 có 30 ngày",
                "viết 30/06, hoặc 01/07 nếu ý là tháng 7"
            ),
            (
                "29/2/2023", "29/02/2023 không phải là ngày có thật; tháng 2 năm 2023 có 28 ngày",
                "viết 28/02/2023, hoặc 01/03/2023 nếu ý là tháng 3"
            ),
            (
                "40/12/2023", "40/12/2023 không phải là ngày có thật; tháng 12 có 31 ngày",
                "viết ngày từ 01/12/2023 đến 31/12/2023"
            ),
            (
                "6/15/2023", "không có tháng 15; một năm có 12 tháng",
                "viết ngày trước, tháng sau, ví dụ 15/6/2023"
            ),
            ("15/6/223", "năm 223 không hợp lệ", "viết đủ bốn chữ số, ví dụ 2023"),
            (
                "chậm nhất", "thời hạn 'chậm nhất' còn dở dang",
                "viết tiếp, ví dụ trước ngày 15/6/2023, Quý I/2023"
            ),
        ])
    func explained(text: String, what: String, fix: String) {
        do {
            _ = try Phrase(text)
            Issue.record("taken")
        } catch {
            let told = explain(error, in: text)
            #expect(told.what == what)
            #expect(told.fix == fix)
        }
    }
}
