/// An address whose part in what was decided on some days has changed since.
public struct DeputyChange: Hashable, Sendable {
    /// Of a deputy whose days are over, or of somebody for whom one has begun to stand in.
    public let address: String
    /// The first day, and the day after the last.
    public let from: Day
    public let before: Day
}

extension Directory {
    /// Who hears more or less on a day than when it was decided, since a deputy's days have begun or are
    /// over; empty while nobody is away, or was.
    public func deputyChanges(by today: Day) -> [DeputyChange] {
        people.compactMap { person in
            guard let deputy = person.deputy, deputy.from <= today else { return nil }
            guard deputy.until < today else {
                return person.mail.map {
                    DeputyChange(address: $0, from: Day.earliest, before: deputy.from)
                }
            }
            return people.first { $0.ref == deputy.person }?.mail.map {
                DeputyChange(address: $0, from: deputy.from, before: deputy.until + 1)
            }
        }
    }

    /// Addresses of those who stand in, or are stood in for, otherwise than in another directory, each
    /// once.
    public func otherDeputies(than old: Directory) -> [String] {
        let before = Dictionary(old.people.map { ($0.ref, $0.deputy) }) { one, _ in one }
        let after = Dictionary(people.map { ($0.ref, $0.deputy) }) { one, _ in one }
        var refs: Set<String> = []
        for ref in Set(before.keys).union(after.keys) {
            let (one, other) = (before[ref] ?? nil, after[ref] ?? nil)
            guard one != other else { continue }
            refs.formUnion([ref, one?.person, other?.person].compactMap(\.self))
        }
        return Set((people + old.people).filter { refs.contains($0.ref) }.compactMap(\.mail))
            .sorted()
    }

    /// The same directory with those deputies on one day who stood in on another.
    public func withDeputies(of day: Day, on today: Day) -> Directory {
        var then = self
        for i in then.people.indices {
            guard let deputy = then.people[i].deputy else { continue }
            then.people[i].deputy =
                deputy.stands(on: day)
                ? Person.Deputy(person: deputy.person, from: today, until: today) : nil
        }
        return then
    }
}

extension Day {
    /// Before anything that was ever decided.
    fileprivate static let earliest = Day(1970, 1, 1) ?? Moment(seconds: 0).day
}
