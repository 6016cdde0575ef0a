import DondocAPI
import DondocCore
import DondocStore

/// Who will hear of a rung, and who would but for a dead address.
extension Views {
    /// As the directory has it today for that day: deputies stand in, dead addresses are passed over.
    func hearers(_ step: Step, _ r: ObligationRecord, on day: Day) -> [WhyView.Hearer] {
        let kind = office.policy.kind(of: step, r.standing, on: day)
        let channels = office.channels(step.channels, kind, step.audience, isTraining)
        let sendsMail = channels.contains(Rung.mail) && office.sendsMail(isTraining)
        let mail = sendsMail ? office.addressees(of: r, step.audience, on: day) : []
        let role = step.audience.first ?? .lead
        return mail.map {
            WhyView.Hearer(
                channel: Rung.mail, role: $0.role.rawValue, name: office.holder(of: $0.mailbox),
                recipient: $0.mailbox)
        }
            + channels.filter { $0 != Rung.mail }.map { channel in
                let name = String(channel.dropFirst(hookPrefix.count))
                return WhyView.Hearer(
                    channel: channel, role: role.rawValue, name: name, recipient: name)
            }
    }

    /// Of a rung to come.
    func passedOver(
        _ step: Step, _ hearers: [WhyView.Hearer], _ r: ObligationRecord, at: Moment,
        _ facts: WhyFacts
    ) -> [WhyView.PassedOver] {
        guard step.channels.contains(Rung.mail), office.sendsMail(isTraining) else { return [] }
        return passedOver(
            step.audience, hearers.map { ($0.role, $0.recipient) }, r, at: at, facts)
    }

    /// Of a reminder that was said: addresses that were dead then, and those marked before its letter left.
    func passedOver(
        _ past: PastReminder, _ audience: [Audience], _ r: ObligationRecord, _ facts: WhyFacts
    ) -> [WhyView.PassedOver] {
        let letters = past.notices.filter { $0.channel == Rung.mail }.map(letter)
        let heard = letters.filter { $0.state != LetterState.withdrawn.rawValue }
            .map { ($0.role, $0.recipient) }
        let buried = letters.filter { $0.reason == Store.deadAddress }
        let since = buried.compactMap { one -> WhyView.PassedOver? in
            facts.dead.last { $0.address.lowercased() == one.recipient.lowercased() }.map {
                passed(one.recipient, one.role, $0, heard)
            }
        }
        guard !letters.isEmpty else { return since }
        let known = Set(letters.map { $0.recipient.lowercased() })
        return passedOver(audience, heard, r, at: past.decidedAt, facts)
            .filter { !known.contains($0.recipient.lowercased()) } + since
    }

    private func passedOver(
        _ audience: [Audience], _ heard: [(role: String, recipient: String)],
        _ r: ObligationRecord, at: Moment, _ facts: WhyFacts
    ) -> [WhyView.PassedOver] {
        let standing = facts.dead.filter { $0.stands(at: at) }
        guard !standing.isEmpty else { return [] }
        return office.withoutDead.addressees(of: r, audience, on: at.day).compactMap { one in
            standing.last { $0.address.lowercased() == one.mailbox.lowercased() }.map {
                passed(one.mailbox, one.role.rawValue, $0, heard)
            }
        }
    }

    private func passed(
        _ address: String, _ role: String, _ span: DeadSpan,
        _ heard: [(role: String, recipient: String)]
    ) -> WhyView.PassedOver {
        WhyView.PassedOver(
            role: role, recipient: address, until: span.until.description, reason: span.reason,
            instead: heard.filter { $0.role == role }.map(\.recipient))
    }
}

extension Office {
    /// As if every address were alive.
    var withoutDead: Office {
        var office = self
        office.directory.dead = [:]
        return office
    }
}
