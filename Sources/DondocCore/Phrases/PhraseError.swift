/// Why a text is no due phrase, and the word that stopped us.
public struct PhraseError: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        case empty
        /// A word that the grammar has no place for here.
        case unexpected(String)
        /// The phrase ends where something must follow.
        case incomplete
        case noSuchDay(day: Int, month: Int, year: Int?)
        case noSuchMonth(Int)
        case noSuchQuarter(String)
        case yearOutOfRange(Int)
        /// A day without a year in a plan of several years.
        case yearMissing
        /// Two days of one month, or of one data window, in one phrase: their obligations would have
        /// one key.
        case daysShareKey(Day, Day)
        /// A window or stage that ends before it starts.
        case reversed
        /// Two words for one day that disagree: a weekday or a lunar day beside a date.
        case contradiction(String)
    }

    public let problem: Problem
    /// Unicode scalars before the word that stopped us.
    public let offset: Int
}

extension Phrase {
    /// Reads a due phrase in Vietnamese, NFC, or in plain English.
    ///
    /// - Throws: `PhraseError` at the first word that does not fit; nothing is guessed.
    public init(_ text: String) throws(PhraseError) {
        var grammar = PhraseGrammar(
            text: text, tokens: try repaired(translated(DondocCore.tokens(of: text))))
        self = try grammar.phrase()
    }
}
