import DondocCore
import Foundation

extension Fields {
    func id(_ key: String) -> String? { scalar(key).flatMap(findings.id) }

    /// A day as `2023-04-28` and nothing else.
    func day(_ key: String) -> Day? {
        guard let scalar = scalar(key) else { return nil }
        if let day = Day(iso: scalar.text), Limit.years.contains(day.year) { return day }
        findings.error(
            Words.badDay(key, scalar.text, impossibleDay(scalar.text)), at: scalar.place)
        return nil
    }

    /// The reason when a text has the form of a day but there is no such day.
    private func impossibleDay(_ text: String) -> PhraseError? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        do {
            _ = try Phrase("\(parts[2])/\(parts[1])/\(parts[0])")
            return nil
        } catch {
            return error
        }
    }

    /// `true` or `false`; false when absent.
    func flag(_ key: String) -> Bool { choice(key, YesNo.self)?.isYes ?? false }

    func choice<Choice>(_ key: String, _: Choice.Type = Choice.self) -> Choice?
    where Choice: CaseIterable & RawRepresentable<String> {
        word(key, among: Choice.allCases.map(\.rawValue)).flatMap(Choice.init)
    }

    func word(_ key: String, among allowed: [String]) -> String? {
        guard let scalar = scalar(key) else { return nil }
        if allowed.contains(scalar.text) { return scalar.text }
        findings.error(Words.notOneOf(key, scalar.text, allowed), at: scalar.place)
        return nil
    }

    /// The name of a policy that there is.
    func policy(_ key: String, of policies: Policies) -> String? {
        guard let scalar = scalar(key) else { return nil }
        if policies[scalar.text] != nil { return scalar.text }
        let known = policies.names
        findings.error(
            Words.noPolicy(
                scalar.text, suggestion: nearest(to: scalar.text, among: known), known: known),
            at: scalar.place)
        return nil
    }

    /// A year, a stage, or with `allowsDay` a single day, as in the `by` of a target.
    func period(_ key: String, allowsDay: Bool = false) -> Period? {
        guard let scalar = scalar(key) else { return nil }
        if let period = Period(written: scalar.text), Limit.years.contains(period.starts.year),
            Limit.years.contains(period.ends.year)
        {
            guard period.years.count <= Limit.planYears else {
                findings.error(Words.periodTooLong, at: scalar.place)
                return nil
            }
            return period
        }
        guard allowsDay, scalar.text.contains("-"), !scalar.text.contains("..") else {
            findings.error(
                Words.badPeriod(key, scalar.text, allowsDay: allowsDay), at: scalar.place)
            return nil
        }
        return day(key).map { Period(label: $0.description, starts: $0, ends: $0) }
    }

    func address(_ key: String) -> String? { scalar(key).flatMap { address($0, key) } }

    func addresses(_ key: String) -> [String] { scalars(key).compactMap { address($0, key) } }

    private func address(_ scalar: Scalar, _ key: String) -> String? {
        if let address = MailAddress(scalar.text) { return address.text }
        findings.error(Words.badMail(key, scalar.text), at: scalar.place)
        return nil
    }

    /// `from` and `until`, the right way round.
    func life() -> (from: Day?, until: Day?) {
        let (from, until) = (day("from"), day("until"))
        if let from, let until, until < from, let place = value("until")?.place {
            findings.error(Words.untilBeforeFrom(from, until), at: place)
        }
        return (from, until)
    }
}

/// The words of a flag, for where its absence says something else than either.
enum YesNo: String, CaseIterable {
    case yes = "true"
    case no = "false"

    var isYes: Bool { self == .yes }
}

extension Findings {
    /// The text when it is an id: `[a-z0-9][a-z0-9-]{0,63}`.
    func id(_ scalar: Scalar) -> String? {
        if isId(scalar.text) { return scalar.text }
        // A text that drives terminals was not meant as any id.
        let isHostile = scalar.text.unicodeScalars.contains(where: isDriving)
        let proposal = isHostile ? "" : idProposal(scalar.text)
        error(
            Words.badId(scalar.text, proposal: proposal, foreign: Lookalike.first(in: scalar.text)),
            at: scalar.place)
        return nil
    }
}

func isId(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
        && text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
}

/// `so-y-te` for `Sở Y tế`; empty when nothing is left.
private func idProposal(_ text: String) -> String {
    let bare = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.map { c in
        c == "đ" ? "d" : c
    }.filter { $0.properties.generalCategory != .nonspacingMark }
    let words = bare.split { !isId(String($0)) || $0 == "-" }
    let id = words.map { $0.map(String.init).joined() }.joined(separator: "-")
    return isId(id) ? id : ""
}
