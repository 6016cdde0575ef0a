import DondocCore

extension Snapshot {
    /// As the plan's file makes it.
    init(_ a: Assignment) {
        self.init(state: .planned)
        agency = a.agency?.description
        (due, planDue) = (a.date?.due.description, a.date?.due.description)
        originalDue = due
        (actBy, planActBy) = (a.date?.actBy.description, a.date?.actBy.description)
        coversFrom = a.covers?.lowerBound.description
        coversTo = a.covers?.upperBound.description
        (asksCheckin, isAssumed) = (a.asksCheckin, a.isAssumed)
    }

    /// Takes over what the plan's file says now.
    mutating func follow(_ a: Assignment, actBy workingDay: (Day) -> Day) {
        let new = Snapshot(a)
        (agency, asksCheckin, isAssumed) = (new.agency, new.asksCheckin, new.isAssumed)
        (coversFrom, coversTo) = (new.coversFrom, new.coversTo)
        (planDue, planActBy, leftPlan) = (new.planDue, new.planActBy, false)
        if let granted = day(extendedTo), let own = a.date?.due, granted > own {
            actBy = workingDay(granted).description
        } else {
            (due, actBy) = (new.due, new.actBy)
            (extendedTo, extensionDoc, extensionDated) = (nil, nil, nil)
        }
        originalDue = originalDue ?? due
    }
}
