import DondocCore
import Testing

/// Forms beyond the golden table, each in a plan of 2023 with an event on 10/5/2023.
@Suite struct PhraseLanguageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let phrase: String
        let due: [String]
        var testDescription: String { phrase }

        init(_ phrase: String, _ due: String...) {
            self.phrase = phrase
            self.due = due
        }
    }

    static let rows: [Row] = [
        // Half and year reports in brackets, "1 năm" for "năm".
        Row(
            "định kỳ 6 tháng (trước ngày 10/6), 1 năm (trước ngày 10/12)", "2023-06-10",
            "2023-12-10"),
        Row("báo cáo 6 tháng và năm trước ngày 15/6 và 15/12", "2023-06-15", "2023-12-15"),
        Row("02 lần/năm", "2023-06-30", "2023-12-31"),
        Row("6 tháng/lần", "2023-06-30", "2023-12-31"),
        Row("trước ngày 15 tháng 5 và tháng 11 hằng năm", "2023-05-15", "2023-11-15"),
        // The month is always excluded: the last day of November.
        Row("trước tháng 12 hằng năm", "2023-11-30"),
        Row("cuối mỗi quý", "2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"),
        // 30/9 is a Saturday, 31/12 a Sunday.
        Row(
            "ngày làm việc cuối cùng của quý", "2023-03-31", "2023-06-30", "2023-09-29",
            "2023-12-29"),
        // The list runs over the new year: 2024 belongs to January alone.
        Row("trước ngày 15/12 và ngày 15/01/2024", "2023-12-15", "2024-01-15"),
        // 23 Chạp of Nhâm Dần (2022) is 14/1/2023; that of Quý Mão, 2/2/2024, is outside the plan.
        Row("ngày 23 tháng Chạp", "2023-01-14"),
        Row(
            "trước ngày 15/6/2023 (báo cáo 6 tháng); 15/12/2023 (báo cáo năm)", "2023-06-15",
            "2023-12-15"),
        Row("từ 01-15/6/2023", "2023-06-15"),
        Row("ngày 30/6 - 2023", "2023-06-30"),
        Row("trước 14:00 ngày 15/6/2023", "2023-06-15"),
        Row("từ ngày 15/11 đến tháng 02/2024", "2024-02-29"),
        Row("từ nay đến hết năm", "2023-12-31"),
        Row("Gửi báo cáo trước ngày 15/6/2023 về Sở Nội vụ để tổng hợp", "2023-06-15"),
        // 11, 12, 15 … 24/5: ten working days.
        Row("chậm nhất 10 ngày làm việc sau khi kết thúc đợt kiểm tra", "2023-05-24"),
        Row("Theo quy định hiện hành"),
    ]

    @Test("A form of the language makes its days", arguments: rows)
    func days(row: Row) throws {
        let phrase = try Phrase(row.phrase)
        let dates = try phrase.dates(
            in: #require(Period.year(2023)), issued: nil, from: day("2023-05-10"),
            rules: CountingRules(), calendar: GoldenTables.calendar)
        #expect(dates.map(\.due.description) == row.due)
        let again = try Phrase(phrase.normal)
        #expect(again.rule == phrase.rule)
        #expect(again.bound == phrase.bound)
    }

    @Test("What is listed twice is counted once, and told")
    func saidTwice() throws {
        let months = try Phrase("tháng 3, tháng 6 và tháng 3")
        #expect(months.warnings == [.saidTwice] && months.normal == "tháng 03, tháng 06")
        #expect(try Phrase("trước ngày 15/6 và 15/12").warnings == [])
    }

    @Test(
        "What would need a guess is refused at its word",
        arguments: [
            ("cuối quý", 8), ("2 lần/tháng", 0), ("trong 6 tháng", 6),
            ("Trước ngày 05 hàng tháng, quý", 26), ("30 ngày", 0), ("Hằng ngày 25/12", 5),
        ])
    func refused(text: String, offset: Int) {
        do {
            let phrase = try Phrase(text)
            Issue.record("taken as \(phrase.normal)")
        } catch {
            #expect(error.offset == offset, "\(error.problem)")
        }
    }

    @Test("Any words in any order make a phrase with a normal form, or an error; never a trap")
    func junk() throws {
        let words = GoldenTables.phrases.flatMap {
            $0.phrase.split(separator: " ").map(String.init)
        }
        let plan = try #require(Period(written: "2021..2025"))
        var state: UInt64 = 20_231_101
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<5_000 {
            let count = 1 + next(8)
            let text = (0..<count).map { _ in words[next(words.count)] }.joined(separator: " ")
            guard let phrase = try? Phrase(text) else { continue }
            #expect(try Phrase(phrase.normal).rule == phrase.rule, "\(text): \(phrase.normal)")
            _ = try? phrase.dates(
                in: plan, issued: day("2022-03-01"), from: day("2023-02-28"),
                rules: CountingRules(before: .strict), calendar: GoldenTables.calendar)
        }
    }
}
