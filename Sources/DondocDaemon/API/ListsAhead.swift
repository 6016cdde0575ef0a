import DondocAPI
import DondocCore
import DondocStore

/// Coordinators' lists of days to come.
extension Work {
    /// Lists belong to a plan and to whoever watches it, to no single obligation.
    func hasLists(_ query: Query) -> Bool {
        !query.hasAny(of: Parameter.filters.filter { ![.plan, .agency, .mine, .by].contains($0) })
    }

    /// On which days a plan will have a list, if nobody acts.
    func lists(_ filter: Filter, _ views: Views, before end: Moment) async throws
        -> [(at: Moment, view: ReminderView)]
    {
        let policy = office.current.policy
        return try await store.plansWithLists(filter.plan).flatMap {
            one -> [(at: Moment, view: ReminderView)] in
            let territory = one.plan.territory
            let part = one.plan.coordinator.keyPart(in: territory)
            if let mine = filter.mine, !mine.contains(one.plan.coordinator) { return [] }
            if let agency = filter.agency, agency != part,
                agency != one.plan.coordinator.description
            {
                return []
            }
            var found: [(at: Moment, view: ReminderView)] = []
            var at = one.next > views.now ? one.next : policy.nextDigest(after: views.now)
            while at < end {
                let day = at.day
                if one.spans.contains(where: { $0.contains(day) }) {
                    let step = "digest-\(day)"
                    let boxes = office.current.directory.coordinatorMailboxes(
                        of: one.plan.coordinator, on: day)
                    let view = ReminderView(
                        at: at.description, kind: NoticeKind.digest.rawValue, step: step,
                        key: one.plan.id, agency: part, due: nil, recipients: boxes,
                        channel: Rung.mail, merged: [step])
                    found.append((at, view))
                }
                at = policy.nextDigest(after: at)
            }
            return found
        }
    }
}
