import DondocCore
import DondocStore
import Synchronization

/// Tells the journal of years whose days off are not announced: once in the sixty days before a
/// year begins, and once after it has begun; again after a restart.
final class CalendarWatch: Sendable {
    private struct Concern: Hashable {
        let year: Int
        let hasBegun: Bool
    }

    private let told = Mutex<Set<Concern>>([])

    /// What has not been told yet.
    func news(_ calendar: WorkCalendar, at now: Moment) -> [JournalEntry] {
        calendar.unannounced(on: now.day).compactMap { year in
            let concern = Concern(year: year, hasBegun: year <= now.day.year)
            guard told.withLock({ $0.insert(concern).inserted }) else { return nil }
            return JournalEntry(
                [("MESSAGE", Words.calendarMissing(year, calendar))]
                    + Notices.common(.calendarMissing, at: now))
        }
    }
}
