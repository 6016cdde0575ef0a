import DondocCore
import DondocPlanFile
import Testing

/// What the lint says of a file, and where.
@Suite struct LintTests {
    private func warnings(_ head: String, _ rest: String, today: String) throws -> [String] {
        let head = """
            plan: thu
            title: Kế hoạch thử
            territory: thanh-hoa
            issuer: ubnd-tinh
            coordinator: so-ldtbxh

            """ + head + "\n"
        let read = try PlanFile.plan(
            SourceText(name: "f", text: head + rest), Shipped.directory(), Shipped.calendar(),
            today: Day(iso: today))
        return read.warnings.map { "\($0.line):\($0.column) \($0.what)" }
    }

    private func refusal(_ rest: String) -> String {
        do {
            _ = try warnings("period: 2023", rest, today: "2023-01-01")
            return "nothing wrong"
        } catch {
            return "\(error)"
        }
    }

    @Test("Reports are told at covers and after, with both days")
    func links() throws {
        let rest = """
            defaults: {before: strict}
            reports:
              - {id: a, title: A, from: [so-y-te], to: [so-ldtbxh], due: trước ngày 15/6/2023, covers: nd09-half}
              - {id: b, title: B, from: [so-ldtbxh], to: [ubnd-tinh], due: trước ngày 20/6/2023, after: [a, c]}
              - id: c
                title: C
                from: [so-y-te]
                to: [so-ldtbxh]
                due: chậm nhất ngày 30/6/2023
                covers: nd09-half
              - {id: d, title: D, from: [so-ldtbxh], to: [ubnd-tinh], due: ngày 30/6/2023, after: [c]}
            """
        #expect(
            try warnings("period: 2023", rest, today: "2023-01-01") == [
                "9:92 số liệu chốt ngày 14/06/2023 (thứ Tư) mà hạn là 14/06/2023 (thứ Tư): sau khi "
                    + "chốt không còn ngày làm việc nào (Nghị định 09/2019/NĐ-CP, Điều 8.5)",
                "10:97 phải chờ 'c' có hạn 30/06/2023 (thứ Sáu), muộn hơn hạn 19/06/2023 (thứ Hai) "
                    + "của báo cáo này",
                "17:88 'c' cùng hạn 30/06/2023 (thứ Sáu) với báo cáo này: không có ngày làm việc "
                    + "nào để tổng hợp",
            ])
    }

    @Test("A task's own days are told at due; what is true of many is told once")
    func days() throws {
        let rest = """
            issued: 2023-04-28
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: ngày 2/9/2023}
              - {id: b, title: B, lead: ["@ubnd-huyen"], due: ngày 25 hằng tháng}
              - {id: c, title: A, lead: [so-y-te], due: ngày 2/9/2023}
              - {id: d, title: D, lead: [so-y-te], due: ngày 27/4/2023}
              - {id: e, title: E, lead: [so-y-te], due: trước ngày 15/8/2024}
              - {id: g, title: G, lead: [so-y-te], due: ngày 15/12 và ngày 15/12/2023}
            """
        #expect(
            try warnings("period: 2023", rest, today: "2023-06-27") == [
                "9:45 hạn 02/09/2023 (thứ Bảy) là ngày nghỉ (Quốc khánh): nhắc làm xong trong "
                    + "31/08/2023 (thứ Năm); cũng thế: 'c'",
                // 25/6 and 25/11 are off; 25/5 and 25/6 have passed.
                "10:51 các kỳ đã qua lúc ban hành không được nhắc",
                "10:51 hạn 25/05/2023 (thứ Năm) đã qua (hôm nay 27/06/2023): chưa xong thì nạp vào "
                    + "là quá hạn; cả thảy 2 ngày như vậy",
                "10:51 hạn 25/06/2023 (Chủ nhật) là ngày nghỉ: nhắc làm xong trong 23/06/2023 (thứ "
                    + "Sáu); cả thảy 2 ngày như vậy",
                "11:45 có vẻ trùng với 'a': cùng chủ trì, cùng tên, cùng hạn 02/09/2023 (thứ Bảy)",
                "12:45 hạn 27/04/2023 (thứ Năm) đứng trước ngày ban hành 28/04/2023",
                "13:45 hạn 15/08/2024 (thứ Năm) sau khi kế hoạch kết thúc (31/12/2023) hơn 3 tháng",
                "14:45 cùng một ngày hoặc kỳ được nêu hai lần: tính một lần",
            ])
    }

    @Test("Periods that are all past are told once, not also as periods left out")
    func allPast() throws {
        let rest = """
            issued: 2023-08-01
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: định kỳ 6 tháng}
            """
        #expect(
            try warnings("period: 2023-01-01..2023-06-30", rest, today: "2023-01-01") == [
                "9:45 văn bản không nêu ngày trong kỳ: lấy ngày cuối kỳ",
                "9:45 mọi kỳ đều đã qua lúc ban hành 01/08/2023, kỳ cuối hạn 30/06/2023: không ai "
                    + "được nhắc",
            ])
    }

    @Test("A plan that is over, and years without announced days off, are told at its period")
    func plan() throws {
        let tasks = "tasks: [{id: a, title: A, lead: [so-y-te], due: ngày 15/6/2023}]"
        #expect(
            try warnings("period: 2023", tasks, today: "2024-01-01") == [
                "6:9 kế hoạch đã hết kỳ ngày 31/12/2023: nạp lần đầu từ nay thì không ai được nhắc"
            ])
        let later = "reports: [{id: a, title: A, from: [so-y-te], to: [so-ldtbxh], "
        #expect(
            try warnings(
                "period: 2017..2028", later + "due: trước ngày 20/12 hằng năm}]",
                today: "2017-01-02"
            ).first == "6:9 ngày nghỉ năm 2028 chưa công bố: đã tính theo dự kiến; "
                + "không có lịch nghỉ năm 2017: chỉ tính thứ Bảy, Chủ nhật")
    }

    @Test("Without a day there is no lint")
    func none() throws {
        let file = SourceText(
            name: "f",
            text: """
                plan: thu
                title: Kế hoạch thử
                territory: thanh-hoa
                issuer: ubnd-tinh
                coordinator: so-ldtbxh
                period: 2023
                tasks: [{id: a, title: A, lead: [so-y-te], due: ngày 2/9/2023}]
                """)
        let read = try PlanFile.plan(file, Shipped.directory(), Shipped.calendar())
        #expect(read.warnings == [])
        #expect(read.assignments.map(\.key) == ["thu/a/2023/so-y-te"])
    }

    @Test(
        "A phrase that makes no day in this plan is an error at its place",
        arguments: [
            (
                "trước ngày 29/2",
                "29/02/2023 không phải là ngày có thật; tháng 2 năm 2023 có 28 ngày"
            ),
            (
                "ngày 15/6 và 20/6",
                "thời hạn 'ngày 15/6 và 20/6' có hai ngày chung một mã việc: 15/06/2023 và "
                    + "20/06/2023"
            ),
            (
                "ngày 10 và 20 hằng tháng",
                "thời hạn 'ngày 10 và 20 hằng tháng' có hai ngày chung một mã việc: 10/01/2023 và "
                    + "20/01/2023"
            ),
        ])
    func noDay(phrase: String, what: String) {
        let rest = "tasks: [{id: a, title: A, lead: [so-y-te], due: \(phrase)}]"
        #expect(refusal(rest).hasPrefix("f:7:49: error: \(what)\n"))
    }

    /// Both days would report the half-year that closes on 14/6; the second was lost unseen.
    @Test("Two days of one data window are an error, not one report less")
    func oneWindow() {
        let rest =
            "reports: [{id: a, title: A, from: [so-y-te], to: [so-ldtbxh], covers: nd09-half, "
            + "due: ngày 15/6 và 20/7/2023}]"
        #expect(
            refusal(rest).hasPrefix(
                "f:7:71: error: hai ngày của một thời hạn cùng thuộc kỳ 2023-H1 của 'nd09-half'\n"))
    }

    @Test("Warnings by the hundred do not hide the error that comes after them")
    func manyWarnings() {
        let tasks = (0..<600).map {
            "  - {id: a\($0), title: A\($0), lead: [\"@ban-nganh-lien-quan\"], due: Cả năm}\n"
        }
        let rest = "tasks:\n" + tasks.joined() + "  - {id: b, title: B, lead: [x], due: Cả năm}\n"
        #expect(refusal(rest).hasPrefix("f:608:30: error: không có cơ quan 'x'"))
    }
}
