import DondocCore
import Testing

/// The table of readers who did not know the grammar.
@Suite struct SecondTableTests {
    @Test("The table is whole")
    func sizes() {
        #expect(GoldenTables.second.count == 1303)
        #expect(GoldenTables.gaps.count == 10)
    }

    @Test("Each phrase makes exactly its days, and none of what is no phrase", arguments: rows)
    func exact(row: GoldenRow) throws {
        let phrase: Phrase
        do {
            phrase = try Phrase(row.phrase)
        } catch {
            if row.kind != "REFUSE" {
                Issue.record("refused at \(error.offset): \(error.problem)")
            }
            return
        }
        guard row.kind != "REFUSE" else {
            // "29/02" is a day in some years; in this plan it is none.
            #expect(throws: PhraseError.self, "taken as \(phrase.normal)") {
                try days(of: phrase, row)
            }
            return
        }
        #expect(phrase.kind.rawValue == row.kind)
        #expect(phrase.bound?.rawValue ?? "-" == row.bound)
        let dates = try days(of: phrase, row)
        #expect(dates.map(\.due.description) == row.due)
        #expect(dates.map(\.actBy.description) == row.actBy)
        #expect((phrase.isAssumed || dates.contains(where: \.isAssumed)) == row.isAssumed)
    }

    @Test(
        "The normal form parses back to the same meaning",
        arguments: rows.filter { $0.kind != "REFUSE" })
    func normal(row: GoldenRow) throws {
        let phrase = try Phrase(row.phrase)
        do {
            let again = try Phrase(phrase.normal)
            #expect(again.rule == phrase.rule, "\(phrase.normal)")
            #expect(again.bound == phrase.bound, "\(phrase.normal)")
            #expect(again.isAssumed == phrase.isAssumed, "\(phrase.normal)")
            #expect(again.normal == phrase.normal)
        } catch {
            Issue.record("\(phrase.normal) is refused at \(error.offset): \(error.problem)")
        }
    }

    @Test("What is not understood yet is refused, never taken for another day", arguments: gaps)
    func gap(text: String) {
        #expect(throws: PhraseError.self) { try Phrase(text) }
    }

    static let rows = GoldenTables.second
    static let gaps = GoldenTables.gaps

    private func days(of phrase: Phrase, _ row: GoldenRow) throws -> [DueDate] {
        let period = try #require(Period(written: row.period))
        return try phrase.dates(
            in: period, issued: row.issued, from: row.event, rules: CountingRules(),
            calendar: GoldenTables.calendar)
    }
}
