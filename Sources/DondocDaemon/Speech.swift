import DondocAPI
public import DondocCore
import DondocStore

/// Makes what is kept and read by others: journal, trail, alarms, letters, answers to repeat.
///
/// It is in the office's language, whatever language somebody asks in just now.
func inOfficeLanguage<T>(_ make: () throws -> T) rethrows -> T {
    try Language.$current.withValue(.office, operation: make)
}

extension Language {
    /// Of what is kept, for now Vietnamese in every office; letters are in that of `site.language`.
    static let office = Language.vi

    /// What is told at the start, on stderr and to callers who woke a daemon that cannot start.
    public static var ofStart: Language {
        Places.variable("DONDOC_LANG").flatMap(Language.init) ?? .vi
    }
}

extension Work {
    /// The refusal of somebody who has no right to it: kept in the trail in the office's language, and
    /// told in the caller's.
    func refusal(
        _ verb: String, of caller: Caller, at now: Moment, obligation: Int? = nil,
        _ why: @autoclosure () -> String, items: [String] = []
    ) async throws -> Problem {
        try await store.refused(
            verb, by: caller.actor, at: now, obligation: obligation,
            reason: inOfficeLanguage { why() })
        return Problem(
            title: "not permitted", status: 403, detail: why(), exit: ExitStatus.notPermitted,
            items: items)
    }
}

extension Views {
    /// An answer that was kept in the office's language, as this caller reads it.
    ///
    /// The one word of ours in it stands for an agency that the document leaves out.
    func retold(_ kept: String) -> String {
        guard Language.current != .office else { return kept }
        func name() -> String { "\"agency_name\":\"\(office.label(nil))\"" }
        return kept.replacing(inOfficeLanguage { name() }, with: name())
    }
}
