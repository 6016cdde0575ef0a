public import DondocCore

/// The file of a plan that somebody begins: what is known of it, and a blank for the rest.
///
/// The readers refuse it until every blank is filled or struck out.
public struct NewPlan: Hashable, Sendable {
    private static let keys = Keys("plan* title territory period")
    /// Agencies and groups that the head names, each.
    private static let mostNames = 100

    public let id: String
    let title: String?
    let territory: String?
    /// As it was written.
    let period: String?
    /// The first day of the period.
    private let starts: Day?

    /// Takes what a plan's file would take, and nothing else.
    ///
    /// - Throws: `Diagnostics` of every value that a plan's file may not have.
    public init(
        id: String, title: String? = nil, territory: String? = nil, period: String? = nil
    ) throws(Diagnostics) {
        let given = [("plan", id), ("title", title), ("territory", territory), ("period", period)]
        let lines = given.compactMap { key, text in text.map { "\(key): \(quoted($0))\n" } }
        let findings = Findings(file: id)
        let document = Document(SourceText(name: id, text: lines.joined()), findings)
        let fields = document.flatMap { Fields($0.root, Self.keys, findings) }
        self.id = fields?.id("plan") ?? id
        self.title = fields?.text("title")
        self.territory = fields?.id("territory")
        self.starts = fields?.period("period")?.starts
        self.period = fields?.text("period")
        try [findings].refuse()
    }

    /// The file; with `directory`, its head lists the ids of the territory as they are to be written.
    ///
    /// Agencies that ended before the plan's period are left out; where the period is not known,
    /// those that ended before `today`.
    public func text(_ directory: Directory? = nil, today: Day) -> String {
        let names = directory.map { roll($0, on: starts ?? today) } ?? []
        return Words.newPlan(self, title: title.map(quoted), names: names)
    }

    /// The territory when no agency of it is known.
    public func unknownTerritory(in directory: Directory) -> String? {
        guard let territory else { return nil }
        return directory.agencies.keys.contains { $0.territory == territory } ? nil : territory
    }

    /// The blanks of a text, those in its comments aside.
    public static func blanks(in text: String) -> Int {
        let file = SourceText(name: "", text: text)
        let findings = Findings(file: file.name)
        guard Document(file, findings) != nil else { return 0 }
        return findings.list.count
    }

    private func roll(_ directory: Directory, on day: Day) -> [(id: String, name: String)] {
        let agencies = directory.agencies.values
            .filter { $0.territory == territory && ($0.until.map { day <= $0 } ?? true) }
            .map { ($0.id, $0.name) }.sorted { $0.0 < $1.0 }
        let groups = directory.groups.values.filter { $0.territory == territory }
            .map { ("\"@\($0.id)\"", $0.name) }.sorted { $0.0 < $1.0 }
        return Array(agencies.prefix(Self.mostNames) + groups.prefix(Self.mostNames))
    }
}

/// A text in the double quotes of YAML.
private func quoted(_ text: String) -> String {
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"" + String(escaped) + "\""
}
