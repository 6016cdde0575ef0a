import DondocCore
import DondocPlanFile
import Testing

@Suite struct SchemeTests {
    /// A plan with one report whose line 8 is `covers: …`.
    private func plan(covers: String, due: String = "định kỳ hàng quý", rest: String = "") throws
        -> Plan
    {
        let text = """
            plan: thu
            title: Kế hoạch thử
            territory: thanh-hoa
            issuer: ubnd-tinh
            period: 2023
            coordinator: so-ldtbxh
            reports:
              - covers: \(covers)
                due: \(due)
                id: bc
                title: Báo cáo
                from: [so-y-te]
                to: [so-ldtbxh]
            \(rest)
            """
        return try PlanFile.plan(
            SourceText(name: "f", text: text), Shipped.directory(), Shipped.calendar()
        ).plan
    }

    private func refusal(covers: String, due: String = "định kỳ hàng quý", rest: String = "")
        -> [String]
    {
        do {
            _ = try plan(covers: covers, due: due, rest: rest)
            return []
        } catch let error as Diagnostics {
            return error.list.map { "\($0.line):\($0.column) \($0.what) | \($0.fix)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "A scheme is one of the names, or a length and a closing of one's own",
        arguments: [
            ("nd09", "định kỳ hàng quý", ReportingScheme(nil, closes: .day(14))),
            ("nd09-9-months", "9 tháng", ReportingScheme(.nineMonths, closes: .day(14))),
            ("calendar", "định kỳ hàng quý", ReportingScheme(nil, closes: .day(31))),
            ("calendar-half", "6 tháng đầu năm", ReportingScheme(.half, closes: .day(31))),
            (
                "{every: quarter, closes: 25}", "định kỳ hàng quý",
                ReportingScheme(.quarter, closes: .day(25))
            ),
            (
                "{every: 9-months, closes: last}", "9 tháng",
                ReportingScheme(.nineMonths, closes: .day(31))
            ),
            ("{closes: 5}", "định kỳ hàng quý", ReportingScheme(nil, closes: .day(5))),
            (
                "{every: year, closes: 30/9}", "trước ngày 15/10 hằng năm",
                ReportingScheme(.year, closes: .date(day: 30, month: 9))
            ),
            (
                "{every: year, closes: 29/02}", "trước ngày 15/10 hằng năm",
                ReportingScheme(.year, closes: .date(day: 29, month: 2))
            ),
        ])
    func taken(covers: String, due: String, scheme: ReportingScheme) throws {
        #expect(try plan(covers: covers, due: due).tasks.map(\.covers) == [scheme])
    }

    @Test("The windows of the obligations are those of the scheme")
    func windows() throws {
        let plan = try plan(covers: "{every: quarter, closes: 25}")
        let all = try plan.expand(Shipped.directory(), Shipped.calendar()).assignments
        #expect(
            all.map { "\($0.key) \($0.covers.map { "\($0.lowerBound) \($0.upperBound)" } ?? "-")" }
                == [
                    "thu/bc/2023-Q1/so-y-te 2022-12-26 2023-03-25",
                    "thu/bc/2023-Q2/so-y-te 2023-03-26 2023-06-25",
                    "thu/bc/2023-Q3/so-y-te 2023-06-26 2023-09-25",
                    "thu/bc/2023-Q4/so-y-te 2023-09-26 2023-12-25",
                ])
    }

    @Test(
        "What is no scheme is told where it stands, with a way out",
        arguments: [
            ("nd09-halff", "8:13 'covers': không có kỳ số liệu 'nd09-halff' | viết nd09-half"),
            (
                "[nd09]",
                "8:13 'covers' phải là tên một kỳ số liệu, hoặc gồm every và closes | viết covers: nd09-half, hoặc covers: {every: half, closes: 25}"
            ),
            ("{every: half}", "8:13 thiếu khóa bắt buộc 'closes' | thêm closes: …"),
            (
                "{every: week, closes: 25}",
                "8:21 'every' không nhận 'week' | viết một trong: month, quarter, half, 9-months, year"
            ),
            (
                "{every: half, closes: 32}",
                "8:35 'closes': '32' không phải là ngày chốt số liệu | viết 1 đến 31, last, hoặc ngày/tháng có thật như 30/9"
            ),
            (
                "{every: year, closes: 31/9}",
                "8:35 'closes': '31/9' không phải là ngày chốt số liệu | viết 1 đến 31, last, hoặc ngày/tháng có thật như 30/9"
            ),
            (
                "{every: half, closes: 30/9}",
                "8:35 'closes: 30/9' nêu cả tháng nên chỉ dùng cho kỳ năm | viết every: year, hoặc closes chỉ có ngày"
            ),
            (
                "{closes: 30/9}",
                "8:22 'closes: 30/9' nêu cả tháng nên chỉ dùng cho kỳ năm | viết every: year, hoặc closes chỉ có ngày"
            ),
            ("{every: half, close: 25}", "8:27 không có khóa 'close' ở đây | viết closes"),
        ])
    func refused(covers: String, told: String) {
        #expect(refusal(covers: covers) == [told])
    }

    @Test("A name that is near none lists them all")
    func unknown() {
        let told = refusal(covers: "bhxh")
        #expect(told.count == 1)
        #expect(told.first?.contains("nd09-9-months") == true)
        #expect(told.first?.contains("calendar-year") == true)
    }

    @Test(
        "A scheme that does not fit the report's periods is told at the key, with a way out",
        arguments: [
            (
                "nd09-half", "định kỳ hàng tháng",
                "8:13 kỳ số liệu 'nd09-half' không khớp với kỳ 2023-01 (tháng) của báo cáo | viết nd09-month, hoặc nd09 để mỗi kỳ có số liệu riêng"
            ),
            (
                "calendar-quarter", "định kỳ hàng quý, 6 tháng",
                "8:13 kỳ số liệu 'calendar-quarter' không khớp với kỳ 2023-H1 (6 tháng) của báo cáo | viết calendar-half, hoặc calendar để mỗi kỳ có số liệu riêng"
            ),
            (
                "{every: half, closes: 25}", "định kỳ hàng tháng",
                "8:13 kỳ số liệu '{every: half, closes: 25}' không khớp với kỳ 2023-01 (tháng) của báo cáo | viết {every: month, closes: 25}, hoặc {closes: 25} để mỗi kỳ có số liệu riêng"
            ),
            (
                "{every: year, closes: 30/9}", "định kỳ hàng quý",
                "8:13 kỳ số liệu '{every: year, closes: 30/9}' không khớp với kỳ 2023-Q1 (quý) của báo cáo | viết một kỳ quý, hoặc bỏ covers"
            ),
            (
                "nd09", "hằng tuần",
                "8:13 kỳ số liệu 'nd09' không khớp với kỳ 2022-W52 của báo cáo | viết calendar, hoặc bỏ covers"
            ),
            (
                "nd09", "trước ngày 15/6/2023",
                "8:13 kỳ số liệu 'nd09' theo kỳ của báo cáo, mà thời hạn không nêu kỳ nào | nêu rõ độ dài, ví dụ nd09-half"
            ),
            (
                "nd09-half", "trước ngày 5/5/2023 và 10/6/2023",
                "8:13 hai ngày của một thời hạn cùng thuộc kỳ 2022-H2 của 'nd09-half' | tách thành hai báo cáo, hoặc sửa covers"
            ),
        ])
    func misfits(covers: String, due: String, told: String) {
        #expect(refusal(covers: covers, due: due) == [told])
    }

    @Test("`absorb` is a report's word, and the default of its plan")
    func absorb() throws {
        let due = "định kỳ hàng quý, 6 tháng"
        func keys(_ covers: String, _ rest: String = "") throws -> Int {
            try plan(covers: covers, due: due, rest: rest)
                .expand(Shipped.directory(), Shipped.calendar()).assignments.count
        }
        #expect(try keys("nd09") == 4)
        #expect(try keys("nd09\n    absorb: false") == 6)
        #expect(try keys("nd09", "defaults: {absorb: false}") == 6)
        #expect(try keys("nd09\n    absorb: true", "defaults: {absorb: false}") == 4)
        #expect(
            refusal(covers: "nd09\n    absorb: maybe") == [
                "9:13 'absorb' không nhận 'maybe' | viết một trong: true, false"
            ])
    }

    @Test("The example plan passes and shows a scheme of its own and both kinds of absorbing")
    func example() throws {
        let read = try Shipped.plan("example")
        #expect(read.plan.tasks.compactMap(\.covers).contains { $0.name == nil })
        #expect(
            read.plan.tasks.contains { $0.absorbs == false } && read.plan.defaults.counting.absorbs)
        let keys = try read.plan.expand(Shipped.directory(), Shipped.calendar()).assignments.map(
            \.key)
        #expect(Set(keys).count == keys.count)
        #expect(keys.contains("example/bao-cao-dinh-ky/2023-Q2/so-y-te"))
        #expect(keys.contains("example/bao-cao-dinh-ky/2023-H1/so-y-te"))
    }
}
