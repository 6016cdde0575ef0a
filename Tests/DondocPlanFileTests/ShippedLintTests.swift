import DondocCore
import DondocPlanFile
import Testing

/// What the lint says of the shipped plans; the days are worked out by hand.
@Suite struct ShippedLintTests {
    /// What the lint finds in a file on a day, with its place and without its fix.
    private func lint(_ file: SourceText, today: String) throws -> [String] {
        let (directory, calendar) = (try Shipped.directory(), try Shipped.calendar())
        let without = try PlanFile.plan(file, directory, calendar).warnings
        return try PlanFile.plan(file, directory, calendar, today: Day(iso: today)).warnings
            .filter { !without.contains($0) }.map { "\($0.line):\($0.column) \($0.what)" }
    }

    private func lint(_ id: String, today: String) throws -> [String] {
        try lint(Shipped.file("plans/\(id).yaml"), today: today)
    }

    private static func over(_ year: Int) -> String {
        "kế hoạch đã hết kỳ ngày 31/12/\(year): nạp lần đầu từ nay thì không ai được nhắc"
    }

    /// The police of the city sum up on the very day on which the wards report.
    ///
    /// The document names no day, so that is the last of each month. 30/4/2018 is a Monday; the plan
    /// was signed on 16/4, which leaves nine ends, April to December.
    private static let police =
        "301:13 'bao-cao-cong-an-phuong-xa' cùng hạn 30/04/2018 (thứ Hai) với báo cáo này: không "
        + "có ngày làm việc nào để tổng hợp; cả thảy 9 ngày như vậy"

    @Test(
        "Plans that are over have one line for it",
        arguments: [
            ("buon-ma-thuot-2018", ["14:9 " + over(2018), police]),
            ("ha-noi-2024", ["16:9 " + over(2024)]),
            ("quang-binh-2021-2025", ["14:9 " + over(2025)]),
            ("son-la-2019", ["13:9 " + over(2019)]),
            ("thanh-hoa-2023", ["13:9 " + over(2023)]),
        ])
    func later(id: String, expected: [String]) throws {
        #expect(try lint(id, today: "2026-11-22") == expected)
    }

    /// Nothing is amiss with the days that the documents name.
    ///
    /// 15/6/2023 is a Thursday, 20/6 a Tuesday, 15/12 a Friday, 20/12 a Wednesday; the figures close
    /// on Wednesday 14/6 and Thursday 14/12; 31/3 is a Friday. 27/4/2018, before which Buôn Ma
    /// Thuột's wards send their plans, is a Friday.
    @Test(
        "On the day of signing, or at the start of the year, the plans are sound",
        arguments: [
            ("buon-ma-thuot-2018", "2018-04-16", [police]), ("ha-noi-2024", "2024-02-05", []),
            ("quang-binh-2021-2025", "2022-03-22", []), ("son-la-2019", "2019-01-02", []),
            ("thanh-hoa-2023", "2023-01-03", []),
        ])
    func sound(id: String, today: String, expected: [String]) throws {
        #expect(try lint(id, today: today) == expected)
    }

    /// 30/12/2023 is a Saturday, 15/10/2023 a Sunday.
    @Test("The example shows two days that are off, and nothing else")
    func example() throws {
        let shown = [
            "85:10 hạn 30/12/2023 (thứ Bảy) là ngày nghỉ: nhắc làm xong trong 29/12/2023 (thứ Sáu)",
            "91:10 hạn 15/10/2023 (Chủ nhật) là ngày nghỉ: nhắc làm xong trong 13/10/2023 (thứ Sáu)",
        ]
        #expect(try lint(Shipped.file("plans/example.yaml"), today: "2023-01-10") == shown)
        #expect(
            try lint(Shipped.file("plans/example.yaml"), today: "2026-11-22")
                == ["12:9 " + Self.over(2023)] + shown)
    }

    @Test("In May what quarter I was to bring has passed; the reports of June have not")
    func midYear() throws {
        #expect(
            try lint("thanh-hoa-2023", today: "2023-05-15") == [
                "58:10 hạn 31/03/2023 (thứ Sáu) đã qua (hôm nay 15/05/2023): chưa xong thì nạp vào "
                    + "là quá hạn; cả thảy 2 ngày như vậy; cũng thế: 'ke-hoach-rieng'"
            ])
    }

    /// By the letter 14/6 and 14/12 would be the last days, on which the figures close.
    ///
    /// 19/6 is a Monday and 19/12 a Tuesday, with working days since the closing.
    @Test("Read by the letter, the reports of Thanh Hóa leave no day after the closing")
    func strict() throws {
        let file = try Shipped.file("plans/thanh-hoa-2023.yaml")
        let strict = SourceText(
            name: file.name,
            text: file.text.replacing("before: lenient", with: "before: strict"))
        func closing(_ place: String, _ day: String) -> String {
            "\(place) số liệu chốt ngày \(day) mà hạn là \(day): sau khi chốt không còn ngày làm "
                + "việc nào (Nghị định 09/2019/NĐ-CP, Điều 8.5)"
        }
        #expect(
            try lint(strict, today: "2023-01-03") == [
                closing("169:13", "14/06/2023 (thứ Tư)"), closing("177:13", "14/12/2023 (thứ Năm)"),
            ])
    }

    /// 15/6/2024 is a Saturday, its closing a Friday; 15/12/2024 a Sunday, its closing a Saturday.
    @Test("The same reports a year later meet weekends")
    func nextYear() throws {
        let file = try Shipped.file("plans/thanh-hoa-2023.yaml")
        let later = SourceText(name: file.name, text: file.text.replacing("2023", with: "2024"))
        let told = try lint(later, today: "2024-01-02")
        #expect(told.count == 4)
        #expect(
            told.first == "168:10 hạn 15/06/2024 (thứ Bảy) là ngày nghỉ: nhắc làm xong trong "
                + "14/06/2024 (thứ Sáu)")
        #expect(
            told.last == "177:13 số liệu chốt ngày 14/12/2024 (thứ Bảy) mà hạn là 15/12/2024 (Chủ "
                + "nhật): sau khi chốt không còn ngày làm việc nào (Nghị định 09/2019/NĐ-CP, Điều "
                + "8.5)")
    }
}
