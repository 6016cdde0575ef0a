/// What an agency's work of one kind climbs: the ladder of that kind, or the one that is named.
public struct Climb: Hashable, Sendable {
    public let agency: AgencyRef
    public let kind: WorkKind
    /// The ladder that the plan names; nil for that of its kind.
    public let remind: String?

    public init(agency: AgencyRef, kind: WorkKind, remind: String?) {
        self.agency = agency
        self.kind = kind
        self.remind = remind
    }
}

extension Assignment {
    /// What the default ladders tell apart.
    public var workKind: WorkKind {
        if date == nil { return .continuous }
        if isRequest { return .request }
        return kind == .report ? .report : .task
    }
}

extension Ladder {
    /// Those to whom a rung speaks by mail when work of a kind climbs it.
    ///
    /// Work without a day has its check-ins alone, which ask the lead; a request has no rung after the
    /// day.
    public func mailed(_ kind: WorkKind) -> Set<Audience> {
        guard kind != .continuous else { return [.lead] }
        return Set(
            rungs.filter { $0.channels.contains(Rung.mail) }
                .filter { kind.isEverLate || !$0.place.isOverdue }.flatMap(\.audience))
    }
}

extension Policies {
    /// Those to whom the ladder of such work speaks by mail.
    public func mailed(_ kind: WorkKind, named name: String?) -> Set<Audience> {
        ladder(for: kind, named: name).mailed(kind)
    }

    /// Whether any ladder that work may climb speaks to an audience by mail.
    public func everMails(_ audience: Audience) -> Bool {
        ladders.contains { ladder in
            WorkKind.allCases.contains { ladder.mailed($0).contains(audience) }
        }
    }
}
