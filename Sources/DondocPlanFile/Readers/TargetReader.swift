import DondocCore

/// Reads the targets of a plan.
struct TargetReader {
    static let keys = Keys("id* ref title* goal* unit owner by assumed source note")

    /// nil when the plan's territory is not known; owners are then left unread.
    let lookup: AgencyLookup?
    let findings: Findings

    /// Reads every target; `period` is the plan's, for those that name no time of their own.
    func read(_ values: [Value], in period: Period?) -> [Plan.Target] {
        var places: [String: Place] = [:]
        return values.compactMap { value in
            guard let fields = Fields(value, Self.keys, named: "targets", findings) else {
                return nil
            }
            if let id = fields.scalar("id") {
                if let first = places[id.text] {
                    findings.error(Words.taskAgain(id.text, firstLine: first.line), at: id.place)
                }
                places[id.text] = places[id.text] ?? id.place
            }
            return target(fields, in: period)
        }
    }

    private func target(_ fields: Fields, in period: Period?) -> Plan.Target? {
        let (id, title, ref) = (fields.id("id"), fields.text("title"), fields.text("ref"))
        let (unit, note, goal) = (fields.text("unit"), fields.text("note"), fields.scalar("goal"))
        if let goal, !isGoal(goal.text) { findings.error(Words.badGoal(goal.text), at: goal.place) }
        let owner = fields.scalar("owner").flatMap { lookup?.agency($0) }
        let by = fields.period("by", allowsDay: true) ?? period
        let isAssumed = fields.flag("assumed")
        _ = fields.text("source")
        guard let id, let title, let goal, let by else { return nil }
        var target = Plan.Target(id: id, ref: ref, title: title, goal: goal.text, by: by)
        (target.unit, target.owner, target.note) = (unit, owner, note)
        target.isAssumed = isAssumed
        return target
    }
}

/// `OP NUMBER [%]`, `OP NUMBER of NUMBER`, `LOW..HIGH [%]` or `unknown`.
func isGoal(_ text: String) -> Bool {
    if text == "unknown" { return true }
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.last == "%" { words.removeLast() }
    if words.count == 1, let dots = words[0].firstRange(of: "..") {
        guard let low = plainNumber(words[0][..<dots.lowerBound]),
            let high = plainNumber(words[0][dots.upperBound...])
        else { return false }
        return low < high
    }
    guard words.count >= 2, [">=", ">", "=", "<=", "<"].contains(words[0]),
        let number = plainNumber(words[1])
    else { return false }
    if words.count == 2 { return true }
    guard words.count == 4, words[2] == "of", !text.hasSuffix("%"), let all = plainNumber(words[3])
    else { return false }
    return number <= all
}

/// Digits, with one or two behind a point; `2.000` is refused, for it may mean two thousand.
private func plainNumber(_ text: Substring) -> Double? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...12).contains(parts[0].utf8.count),
        parts.count == 1 || (1...2).contains(parts[1].utf8.count),
        parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Double(text)
}
