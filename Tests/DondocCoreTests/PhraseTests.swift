import DondocCore
import Testing

@Suite struct PhraseTests {
    /// Worked out by hand: weekday of the named day, then the rule.
    struct Row: Sendable, CustomTestStringConvertible {
        let phrase: String
        let period: String
        let due: [String]
        let actBy: [String]
        var testDescription: String { phrase }
    }

    static let rows: [Row] = [
        // Thursday 15/6: on time is 15/6 itself, act on Wednesday 14/6.
        Row(
            phrase: "trước ngày 15/6/2023", period: "2023", due: ["2023-06-15"],
            actBy: ["2023-06-14"]),
        // Friday 15/12: act on Thursday.
        Row(
            phrase: "trước ngày **15/12/2023**", period: "2023", due: ["2023-12-15"],
            actBy: ["2023-12-14"]),
        // Tuesday 20/6: act on Monday.
        Row(
            phrase: "trước ngày 20/6/2023", period: "2023", due: ["2023-06-20"],
            actBy: ["2023-06-19"]),
        // Wednesday 4/5 is Thursday; 1–3/5 are off and 29–30/4 a weekend: act on Friday 28/4.
        Row(
            phrase: "trước ngày 4/5/2023", period: "2023", due: ["2023-05-04"],
            actBy: ["2023-04-28"]),
        Row(
            phrase: "chậm nhất ngày 15/6/2023", period: "2023", due: ["2023-06-15"],
            actBy: ["2023-06-15"]),
        // Saturday 17/6: the day stays, act on Friday.
        Row(
            phrase: "chậm nhất ngày 17/6/2023", period: "2023", due: ["2023-06-17"],
            actBy: ["2023-06-16"]),
        // A window ends with its last day; 31/3 is a Friday.
        Row(phrase: "Quý I/2023", period: "2023", due: ["2023-03-31"], actBy: ["2023-03-31"]),
        Row(phrase: "trong Quý I/2023", period: "2023", due: ["2023-03-31"], actBy: ["2023-03-31"]),
        // 31/12/2023 is a Sunday.
        Row(phrase: "Cả năm", period: "2023", due: ["2023-12-31"], actBy: ["2023-12-29"]),
        Row(phrase: "hết quý III", period: "2023", due: ["2023-09-30"], actBy: ["2023-09-29"]),
        // "trước" with a month excludes the month: 31/5.
        Row(phrase: "trước tháng 6", period: "2023", due: ["2023-05-31"], actBy: ["2023-05-31"]),
        Row(
            phrase: "trước ngày 15/6 và 15/12", period: "2023",
            due: ["2023-06-15", "2023-12-15"], actBy: ["2023-06-14", "2023-12-14"]),
        Row(
            phrase: "ngày 05 tháng 6 năm 2023", period: "2023", due: ["2023-06-05"],
            actBy: ["2023-06-05"]),
        Row(
            phrase: "hoàn thành trước ngày 15-6-2023", period: "2023", due: ["2023-06-15"],
            actBy: ["2023-06-14"]),
        Row(
            phrase: "đến năm 2025", period: "2021..2025", due: ["2025-12-31"], actBy: ["2025-12-31"]
        ),
        Row(phrase: "Thường xuyên", period: "2023", due: [], actBy: []),
        Row(phrase: "khi họ có nhu cầu", period: "2023", due: [], actBy: []),
        Row(phrase: "định kỳ", period: "2023", due: [], actBy: []),
        Row(phrase: "kịp thời", period: "2023", due: [], actBy: []),
        Row(phrase: "unknown", period: "2023", due: [], actBy: []),
        // June belongs to the half-year and December to the year: two days, not three.
        Row(
            phrase: "theo định kỳ 6 tháng và năm", period: "2023",
            due: ["2023-06-30", "2023-12-31"], actBy: ["2023-06-30", "2023-12-29"]),
        Row(
            phrase: "Định kỳ hàng, quý có ít nhất một lần", period: "2023",
            due: ["2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31"],
            actBy: ["2023-03-31", "2023-06-30", "2023-09-29", "2023-12-29"]),
    ]

    @Test("A phrase makes exactly the days that law and practice mean", arguments: rows)
    func days(row: Row) throws {
        let phrase = try Phrase(row.phrase)
        let period = try #require(Period(written: row.period))
        let dates = try phrase.dates(
            in: period, issued: nil, rules: CountingRules(), calendar: calendar2023())
        #expect(dates.map(\.due.description) == row.due)
        #expect(dates.map(\.actBy.description) == row.actBy)
        #expect(phrase.text == row.phrase)
    }

    @Test("The normal form parses back to the same meaning", arguments: rows.map(\.phrase))
    func normal(text: String) throws {
        let phrase = try Phrase(text)
        let again = try Phrase(phrase.normal)
        #expect(again.rule == phrase.rule)
        #expect(again.kind == phrase.kind)
        #expect(again.normal == phrase.normal)
    }

    @Test("Strict counting takes the letter of 'trước': the day before is the last")
    func strict() throws {
        let period = try #require(Period.year(2023))
        let dates = try Phrase("trước ngày 15/6/2023").dates(
            in: period, issued: nil, rules: CountingRules(before: .strict), calendar: calendar2023()
        )
        #expect(dates.map(\.due) == [day("2023-06-14")])
        #expect(dates.map(\.actBy) == [day("2023-06-14")])
    }

    @Test("A named day that is off moves only where the plan says so")
    func offDay() throws {
        let period = try #require(Period.year(2023))
        func due(_ rule: CountingRules.OffDay) throws -> [Day] {
            try Phrase("chậm nhất ngày 17/6/2023").dates(
                in: period, issued: nil, rules: CountingRules(offDay: rule),
                calendar: calendar2023()
            ).map(\.due)
        }
        #expect(try due(.keep) == [day("2023-06-17")])
        #expect(try due(.next) == [day("2023-06-19")])
        #expect(try due(.previous) == [day("2023-06-16")])
    }

    @Test("Periods that had ended when the plan was issued are left out")
    func issuedLate() throws {
        let period = try #require(Period.year(2018))
        let dates = try Phrase("định kỳ hàng quý, 6 tháng, năm").dates(
            in: period, issued: day("2018-04-16"), rules: CountingRules(), calendar: WorkCalendar())
        #expect(dates.map { $0.period?.label } == ["2018-H1", "2018-Q3", "2018"])
    }

    /// The phrase, and how many letters stand before the word that stops us.
    @Test(
        "What is no due phrase is refused at the word that stops us",
        arguments: [
            ("31/06/2023", 0), ("trước ngày 31/6/2023", 11), ("Quý V/2023", 4),
            ("tháng 13/2023", 6),
            ("trước", 5), ("so với năm 2022", 0), ("17/21 xã", 0), ("02/2021/QĐ-UBND", 8),
            ("mỏ Quý Xa", 0), ("Thường xuyên, hằng tuần", 12), ("trước ngày 15/6/20023", 16),
            ("", 0),
        ])
    func refused(text: String, offset: Int) {
        do {
            let phrase = try Phrase(text)
            Issue.record("taken as \(phrase.normal)")
        } catch {
            #expect(error.offset == offset, "\(error)")
        }
    }

    @Test(
        "Both tone placements and both spellings of hằng are one",
        arguments: [
            ("hoàn thành trước ngày 15/6/2023", "hoàn thành trước ngày 15/6/2023"),
            ("định kỳ hàng quý", "định kỳ hằng quý"), ("qúy I/2023", "quý I/2023"),
        ])
    func spellings(a: String, b: String) throws {
        #expect(try Phrase(a).rule == Phrase(b).rule)
        #expect(comparisonKey("Uỷ ban hoà nhập") == comparisonKey("Ủy ban hòa nhập"))
        #expect(comparisonKey("thuỷ") == comparisonKey("thủy"))
        #expect(comparisonKey("quý") == "quý")
    }
}
