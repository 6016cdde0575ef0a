extension Policy {
    /// Of these rungs those that somebody hears; one that the ladder no longer has was heard.
    ///
    /// - Parameters:
    ///   - ids: Of one obligation's rungs, as reminders keep them.
    ///   - standing: The obligation's.
    ///   - roles: As what the hearer hears of the obligation.
    /// - Returns: In the same order.
    public func heard(_ ids: [String], of standing: Standing, as roles: Set<Audience>) -> [String] {
        let steps = Dictionary(steps(standing).map { ($0.id, $0.audience) }) { one, _ in one }
        return ids.filter { id in
            if let audience = steps[id] { return !roles.isDisjoint(with: audience) }
            guard id.hasSuffix(Step.escalated) else { return true }
            // What an acknowledgement held back is not for those who heard meanwhile.
            let held = steps[String(id.dropLast(Step.escalated.count))]
            return held.map { !roles.isDisjoint(with: $0.filter { !$0.hearsOfHandled }) } ?? true
        }
    }
}
