import DondocCore
import DondocPlanFile
import DondocStore

extension Office {
    /// The hooks that hear of one of these events, or that a ladder names.
    private func hooks(
        _ events: Set<HookSettings.Event>, _ channels: [String] = [], _ isTraining: Bool
    ) -> [HookSettings] {
        hooks(isTraining).filter {
            !$0.on.isDisjoint(with: events) || channels.contains($0.name)
        }
    }

    /// `mail` and `hook:NAME`: over what a rung is told, with those that hear of all of its kind.
    func channels(
        _ named: [String], _ kind: NoticeKind, _ audience: [Audience], _ isTraining: Bool
    ) -> [String] {
        named.filter { $0 == Rung.mail }
            + hooks(HookSettings.Event.of(kind, audience), named, isTraining).map {
                hookPrefix + $0.name
            }
    }

    /// One notice for each hook that hears of one of these events, or that is named; released like mail.
    func hookNotices(
        _ events: Set<HookSettings.Event>, _ role: Audience, _ channels: [String] = [],
        atOnce: Bool = false, _ isTraining: Bool, at now: Moment
    ) -> [NewNotice] {
        let hooks = hooks(events, channels, isTraining)
        guard !hooks.isEmpty else { return [] }
        let release = hours.release(at: now, atOnce: atOnce)
        return hooks.map {
            NewNotice(
                recipient: $0.name, role: role, releaseAt: release, isAtOnce: atOnce,
                channel: hookPrefix + $0.name)
        }
    }
}

extension Notices {
    /// A hook's notice keeps of a rung how far up it goes.
    func hookNotices(_ reminder: Reminder, at now: Moment) -> [NewNotice] {
        office.hookNotices(
            HookSettings.Event.of(reminder.kind, reminder.audience),
            reminder.audience.last(where: \.isAboveLead) ?? .lead, reminder.channels, isTraining,
            at: now)
    }

    func hookNotices(
        _ event: HookSettings.Event, _ role: Audience, atOnce: Bool = false, at now: Moment
    ) -> [NewNotice] {
        office.hookNotices([event], role, atOnce: atOnce, isTraining, at: now)
    }
}

extension Audience {
    /// Goes beyond those who answer for the work.
    fileprivate var isAboveLead: Bool { self == .leader || self == .above }
}

extension HookSettings.Event {
    /// What a reminder is to hooks.
    fileprivate static func of(_ kind: NoticeKind, _ audience: [Audience]) -> Set<Self> {
        audience.contains(where: \.isAboveLead) ? [.init(kind), .escalated] : [.init(kind)]
    }

    private init(_ kind: NoticeKind) {
        switch kind {
        case .upcoming: self = .upcoming
        case .due: self = .due
        case .overdue: self = .overdue
        case .quiet: self = .quiet
        case .digest: self = .digest
        case .assigned: self = .assigned
        }
    }
}

extension NewNotice {
    /// The address, or the channel of a hook.
    var addressee: String { channel == Rung.mail ? recipient : channel }
}

extension WaitingLetter {
    /// The address, or the channel of a hook.
    var addressee: String { hook == nil ? recipient : channel }
}

extension Pile {
    var isOfHook: Bool { channel != Rung.mail }
}
