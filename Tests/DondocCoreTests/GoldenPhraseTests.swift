import DondocCore
import Testing

@Suite struct GoldenPhraseTests {
    @Test("The tables are whole")
    func sizes() {
        #expect(GoldenTables.phrases.count == 513)
        #expect(GoldenTables.refused.count == 125)
    }

    @Test("Each phrase of the golden table makes exactly its days", arguments: GoldenTables.phrases)
    func exact(row: GoldenRow) throws {
        let phrase: Phrase
        do {
            phrase = try Phrase(row.phrase)
        } catch {
            Issue.record("refused at \(error.offset): \(error.problem)")
            return
        }
        #expect(phrase.kind.rawValue == row.kind)
        #expect(phrase.bound?.rawValue ?? "-" == row.bound)
        let lenient = try dates(phrase, row, .lenient)
        #expect(lenient.map(\.due.description) == row.due)
        #expect(lenient.map(\.actBy.description) == row.actBy)
        #expect(try dates(phrase, row, .strict).map(\.due.description) == row.strict)
        #expect((phrase.isAssumed || lenient.contains(where: \.isAssumed)) == row.isAssumed)
    }

    /// A phrase whose year nobody can know asks for it; the table shows that as no day.
    private func dates(_ phrase: Phrase, _ row: GoldenRow, _ before: CountingRules.Before) throws
        -> [DueDate]
    {
        let period = try #require(Period(written: row.period))
        do {
            return try phrase.dates(
                in: period, issued: row.issued, from: row.event,
                rules: CountingRules(before: before), calendar: GoldenTables.calendar)
        } catch {
            guard error.problem == .yearMissing else { throw error }
            return []
        }
    }

    @Test(
        "The normal form of each phrase parses back to the same meaning",
        arguments: GoldenTables.phrases.map(\.phrase))
    func normal(text: String) throws {
        let phrase = try Phrase(text)
        do {
            let again = try Phrase(phrase.normal)
            #expect(again.rule == phrase.rule, "\(phrase.normal)")
            #expect(again.kind == phrase.kind, "\(phrase.normal)")
            #expect(again.bound == phrase.bound, "\(phrase.normal)")
            #expect(again.isAssumed == phrase.isAssumed, "\(phrase.normal)")
            #expect(again.normal == phrase.normal)
        } catch {
            Issue.record("\(phrase.normal) is refused at \(error.offset): \(error.problem)")
        }
    }

    @Test("What is no due phrase is refused at its word", arguments: GoldenTables.refused)
    func refused(row: RefusedRow) {
        do {
            let phrase = try Phrase(row.phrase)
            Issue.record("taken as \(phrase.normal)")
        } catch {
            if let offset = row.offset { #expect(error.offset == offset, "\(error.problem)") }
        }
    }
}
