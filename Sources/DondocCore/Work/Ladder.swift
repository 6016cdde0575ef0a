/// What a notice says to its reader; also its kind in the journal.
public enum NoticeKind: String, Hashable, Sendable, CaseIterable {
    case upcoming, due, overdue, quiet, digest
    /// To a partner ("phối hợp"): told of the work, not charged with it.
    case assigned
}

/// One rung of one obligation: a day on which something may be said about it, and to whom.
public struct Step: Hashable, Sendable {
    public enum Side: Hashable, Sendable {
        /// Before the due day, or on it.
        case ahead
        case overdue
        /// The quarter's check-in is asked for.
        case checkin(Period)
        /// The check-in asked for did not come.
        case quiet(Period)
    }

    /// `-30wd`, `0`, `due`, `+7wd`, `checkin-2023-Q1`, `quiet-2023-Q1`; stable for ever.
    ///
    /// What an acknowledgement held back comes at its end as `+7wd-escalated`.
    public let id: String
    static let escalated = "-escalated"
    public let side: Side
    public let day: Day
    var audiences: Audiences
    let voice: Voice

    /// Over which channels, in which words: shared by all steps of a rung.
    final class Voice: Hashable, Sendable {
        let channels: [String]
        let wording: String?

        static let mail = Voice([Rung.mail], nil)

        init(_ channels: [String], _ wording: String?) {
            self.channels = channels
            self.wording = wording
        }

        static func == (a: Voice, b: Voice) -> Bool {
            a === b || (a.channels == b.channels && a.wording == b.wording)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(channels) }
    }

    /// Who hears, the most charged first.
    public var audience: [Audience] { audiences.list }
    /// `mail` and names of hooks.
    public var channels: [String] { voice.channels }
    /// The words of its letters; nil for those of its kind.
    public var wording: String? { voice.wording }
}

/// The rungs at which people are reminded of work of one kind, as `policies.yaml` names them.
///
/// Before `act_by` (which is itself a rung), on the due day where that is another working day, and
/// after the due day; work without a day of its own is asked for a check-in each quarter.
public struct Ladder: Hashable, Sendable {
    /// The most letters that one obligation may make.
    public static let mostLetters = 60

    public let name: String
    /// As written, earliest first.
    public let rungs: [Rung]
    /// Working days before a quarter's last working day at which its check-in is asked for.
    public let checkinBefore: Int
    /// Working days after a quarter's end at which a missing check-in is called quiet.
    public let quietAfter: Int

    /// Rungs before and on the days, and those after them, each once for each time that it speaks.
    private let ahead: [Marked]
    private let overdue: [Marked]

    /// A rung with its name, which is asked for at every decision.
    private struct Marked: Hashable {
        let id: String
        let place: Rung.Place
        let audiences: Audiences
        let voice: Step.Voice

        init(_ rung: Rung, _ voice: Step.Voice) {
            id = rung.id
            place = rung.place
            audiences = Audiences(rung.audience)
            self.voice = voice
        }

        func step(_ side: Step.Side, _ day: Day) -> Step {
            Step(id: id, side: side, day: day, audiences: audiences, voice: voice)
        }
    }

    /// `rungs` are in order: none is able to come before an earlier one (`misorder`).
    public init(name: String, rungs: [Rung], checkinBefore: Int = 7, quietAfter: Int = 7) {
        self.name = name
        self.rungs = rungs
        self.checkinBefore = checkinBefore
        self.quietAfter = quietAfter
        let all = rungs.flatMap { rung in
            let voice = Step.Voice(rung.channels, rung.wording)
            return rung.unrolled.map { Marked($0, voice) }
        }
        overdue = all.filter(\.place.isOverdue)
        ahead = all.filter { !$0.place.isOverdue }
    }

    /// Twelve letters after the day; the agency's leader hears from the third of them, the level above
    /// from the fifth.
    public static let standard = Ladder(
        name: Policies.standardName,
        rungs: [30, 7, 3, 1].map { Rung(.ahead(.working($0))) } + [
            Rung(.actBy), Rung(.due),
            Rung(.overdue(.working(1))), Rung(.overdue(.working(3))),
            Rung(.overdue(.working(7)), to: [.lead, .leader]),
            Rung(.overdue(.working(14)), to: [.lead, .leader]),
            Rung(
                .overdue(.working(21)), to: [.lead, .leader, .above],
                repeats: .init(every: .working(7), times: 8)),
        ])

    /// Letters after the due day; then the list of the coordinator falls silent too.
    public var overdueLimit: Int { overdue.count }

    /// The first rung after the due day; nil where there is none.
    var firstOverdue: String? { overdue.first?.id }

    /// Rungs towards one date, earliest first; no day comes before the one of an earlier rung.
    ///
    /// A request ("đề nghị") is never late, so it has no rung after the day.
    public func steps(due: Day, actBy: Day, isRequest: Bool, _ calendar: WorkCalendar) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(ahead.count + overdue.count + 8)
        // From the day backwards, so that working days are counted once.
        var (counted, day) = (0, actBy)
        for marked in ahead.reversed() {
            switch marked.place {
            case .due:
                guard due != actBy, calendar.isWorking(due) else { continue }
                steps.append(marked.step(.ahead, due))
            case .actBy: steps.append(marked.step(.ahead, actBy))
            case .ahead(.working(let n)):
                day = calendar.working(max(0, n - counted), before: day)
                counted = n
                steps.append(marked.step(.ahead, min(day, steps.last?.day ?? day)))
            case .ahead(.calendar(let n)):
                let own = calendar.working(onOrBefore: actBy - n)
                steps.append(marked.step(.ahead, min(own, steps.last?.day ?? own)))
            case .overdue: continue
            }
        }
        steps.reverse()
        if !isRequest { appendOverdue(to: &steps, due: due, calendar) }
        return steps
    }

    private func appendOverdue(to steps: inout [Step], due: Day, _ calendar: WorkCalendar) {
        var (counted, day, last) = (0, due, due)
        for marked in overdue {
            guard case .overdue(let distance) = marked.place else { continue }
            switch distance {
            case .working(let n):
                day = calendar.working(max(0, n - counted), after: day)
                counted = n
                last = max(last, day)
            case .calendar(let n): last = max(last, calendar.working(onOrAfter: due + n))
            }
            steps.append(marked.step(.overdue, last))
        }
    }

    /// Rungs of the quarterly check-ins, earliest first.
    ///
    /// A quarter that ends with the due day has none: the due day itself asks. A request ("đề nghị")
    /// is asked, and never called quiet.
    public func checkins(
        in period: Period, due: Day?, isRequest: Bool = false, _ calendar: WorkCalendar
    ) -> [Step] {
        period.quarters.filter { $0.ends != due }.flatMap { quarter in
            let last = calendar.working(onOrBefore: quarter.ends)
            let asked = Step(
                id: "checkin-\(quarter.label)", side: .checkin(quarter),
                day: calendar.working(checkinBefore, before: last), audiences: .lead,
                voice: .mail)
            let quiet = Step(
                id: "quiet-\(quarter.label)", side: .quiet(quarter),
                day: calendar.working(quietAfter, after: quarter.ends), audiences: .lead,
                voice: .mail)
            return isRequest ? [asked] : [asked, quiet]
        }
    }

    /// The calendar day that a rung counts to, where that is a day off and the rung has moved.
    public func movedFrom(_ id: String, due: Day, actBy: Day, _ calendar: WorkCalendar) -> Day? {
        guard let place = (ahead + overdue).first(where: { $0.id == id })?.place else {
            return nil
        }
        let named: Day
        switch place {
        case .ahead(.calendar(let n)): named = actBy - n
        case .overdue(.calendar(let n)): named = due + n
        case .ahead, .actBy, .due, .overdue: return nil
        }
        return calendar.isWorking(named) ? nil : named
    }

    /// The words that a step of its own has; nil for those of its kind.
    public func wording(of step: String) -> String? {
        let held = "-escalated"
        let id = step.hasSuffix(held) ? String(step.dropLast(held.count)) : step
        return (ahead + overdue).first { $0.id == id }?.voice.wording
    }

    /// The day of the last letter after `due`.
    public func pressedUntil(due: Day, _ calendar: WorkCalendar) -> Day {
        var steps: [Step] = []
        appendOverdue(to: &steps, due: due, calendar)
        return steps.last?.day ?? due
    }
}

extension Rung.Place {
    /// True for what comes after the due day.
    public var isOverdue: Bool { if case .overdue = self { true } else { false } }
}
