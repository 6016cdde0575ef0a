import DondocCore
import Testing

/// Phrases that once made a wrong day, or lost one, without saying so.
@Suite struct WrongDayTests {
    private func dates(_ text: String, _ period: String) throws -> [String] {
        try Phrase(text).dates(
            in: #require(Period(written: period)), issued: nil, rules: CountingRules(),
            calendar: GoldenTables.calendar
        ).map(\.due.description)
    }

    /// Tết 2024 is 10 February, and the lunar year before it has 30 days in its last month.
    @Test(
        "Each makes its days",
        arguments: [
            ("Quý I: 30%, Quý II: 60%", "2024", ["2024-03-31", "2024-06-30"]),
            ("quý II: kiểm tra, tổng kết quý IV", "2024", ["2024-06-30", "2024-12-31"]),
            (
                "trước ngày 15/6: gửi dự thảo, quý III: ban hành", "2024",
                ["2024-06-15", "2024-09-30"]
            ),
            ("báo cáo quý I/2025 trước ngày 15/3", "2024", ["2025-03-15"]),
            ("báo cáo quý IV/2024 trước ngày 15/01", "2024", ["2025-01-15"]),
            ("báo cáo năm 2024 trước ngày 15/01", "2024", ["2025-01-15"]),
            ("báo cáo quý IV trước ngày 05/01", "2024", ["2025-01-05"]),
            (
                "trước ngày 20 tháng cuối quý, riêng báo cáo năm trước ngày 15/01", "2024",
                ["2024-03-20", "2024-06-20", "2024-09-20", "2025-01-15"]
            ),
            ("trước ngày 28 Tết", "2024", ["2024-02-07"]), ("29 Tết", "2024", ["2024-02-08"]),
            ("trước ngày 23 tháng Chạp", "2024", ["2024-02-02"]),
            ("từ ngày 28 Tết đến mùng 5 Tết", "2024", ["2024-02-14"]),
            (
                "trước ngày 15/12 năm 2022 và năm 2024", "2021..2025",
                ["2022-12-15", "2024-12-15"]
            ),
            ("6 tháng đầu năm 2022, 2023", "2021..2025", ["2022-06-30", "2023-06-30"]),
            ("Từ 2022-2024", "2021..2025", ["2024-12-31"]),
            ("trước ngày 05/7 và 05/01 năm sau", "2023", ["2023-07-05", "2024-01-05"]),
        ])
    func right(text: String, period: String, due: [String]) throws {
        #expect(try dates(text, period) == due)
    }

    @Test(
        "What the text does not decide is a proposal",
        arguments: [
            "trước ngày 05/7 và 05/01", "Tháng 6, trước ngày 20/6", "sau 30 ngày kể từ ngày ký",
        ])
    func assumed(text: String) throws {
        #expect(try Phrase(text).isAssumed)
    }

    @Test(
        "What would lose a day, or say the opposite, is refused",
        arguments: [
            "Năm 2024 (quý III)", "trước ngày 15/6/2024 (đối với cấp xã là ngày 10/6/2024)",
            "trước ngày 15/3, 15/6, 15/9 hằng năm, riêng quý IV trước ngày 10/12",
            "trước ngày 15/6 hằng năm, riêng năm 2025 trước ngày 30/5",
            "trước ngày 15/6 (năm 2023)", "hằng năm (2022-2024)", "hằng năm từ 2022 đến 2024",
            "Bắt đầu: tháng 1; hoàn thành: tháng 6", "6 tháng trước ngày 15/6",
            "không trước ngày 15/6/2024", "không hoàn thành trước ngày 15/6", "mỗi năm 02 lần",
            "các vụ việc trước ngày 01/7/2024", "mức lương trước ngày 01/7/2024",
            "Kỳ báo cáo: từ ngày 15/12/2023 đến ngày 14/6/2024",
        ])
    func refused(text: String) {
        #expect(throws: PhraseError.self) { try Phrase(text) }
    }
}
