import DondocCore
import DondocMail
import DondocPlanFile
import DondocStore

/// One thing that is wrong, or will be: what it is, and how to mend it.
struct Trouble: Hashable, Sendable {
    enum Cause: String, CaseIterable, Sendable {
        case damaged
        /// The state is in other hands, so that the next start would refuse it.
        case custody
        /// Nothing can be recorded: no room, or somebody else holds the database.
        case storage
        /// Letters are held back.
        case hold
        case unreachable
        /// A rung of a ladder would be said to nobody in one of its roles: a warning.
        case unheardRung = "unheard-rung"
        case mailOff = "mail-off"
        /// A training clock that may not send where the settings point.
        case mailElsewhere = "mail-elsewhere"
        /// A secret, a program or certificates that letters wait for.
        case mailStuck = "mail-stuck"
        /// A program that cannot be run, or a channel without one.
        case hookStuck = "hook-stuck"
        case lettersFailed = "letters-failed"
        case lettersWaiting = "letters-waiting"
        case calendarMissing = "calendar-missing"
        /// The same of a year that has not begun: a warning.
        case calendarComing = "calendar-coming"
        /// A file on the disk that a start or a reload would not take: a warning.
        case badFile = "bad-file"
        /// A group reads the state or writes the configuration, or a stranger does: a warning.
        case shared

        var kind: EntryKind {
            switch self {
            case .damaged, .storage: .damaged
            case .hold: .hold
            case .calendarMissing, .calendarComing: .calendarMissing
            case .unreachable, .mailOff, .mailElsewhere, .mailStuck, .lettersFailed,
                .lettersWaiting, .hookStuck, .custody:
                .degraded
            case .badFile, .shared, .unheardRung: .warning
            }
        }

        var isWarning: Bool {
            [.calendarComing, .badFile, .shared, .unheardRung].contains(self)
        }

        /// Whether nothing is said when it is over: the year that was coming has come.
        var endsSilently: Bool { self == .calendarComing }
    }

    let cause: Cause
    /// What it is about where one cause may hold more than once: an agency, a plan, a year.
    var subject = ""
    /// The subject's name for people, where several are told of in one line.
    var label = ""
    let what: String
    let mend: String
    /// The agency that nobody reaches, and the plan of which it is the coordinator, where it is one.
    var agency: AgencyRef?
    var plan: String?
    /// Agencies of a rung that nobody hears.
    var unheard: [AgencyRef] = []
    /// It has mailboxes, all marked dead.
    var isDead = false

    /// Names it for ever, also over restarts.
    var key: String { subject.isEmpty ? cause.rawValue : "\(cause.rawValue)/\(subject)" }
}

extension Trouble {
    static func storage(_ why: String) -> Trouble {
        Trouble(
            cause: .storage, what: Words.cannotRecord(Words.sqlite(why)),
            mend: Words.isLocked(why) ? Words.Mend.locked : Words.Mend.storage)
    }

    /// Everything that is wrong by the record, the settings and the calendar, worst first; `around` is
    /// what the premises are to blame for.
    static func all(
        _ concerns: Concerns, _ office: Office, _ isTraining: Bool, credentials: String? = nil,
        database: String, around: [Trouble] = [], on day: Day
    ) -> [Trouble] {
        var list: [Trouble] = []
        if let fault = concerns.fault {
            list.append(
                Trouble(
                    cause: .damaged, what: Words.damagedRunning(fault),
                    mend: Words.Mend.damaged(database)))
        }
        list += around.filter { !$0.cause.isWarning }
        list += unreachable(concerns, office, on: day)
        if case .none = office.settings.mail.via {
            list.append(Trouble(cause: .mailOff, what: Words.mailOff, mend: Words.Mend.mailOff))
        } else if !office.sendsMail(isTraining) {
            list.append(
                Trouble(
                    cause: .mailElsewhere, what: Words.mailNotLoopback,
                    mend: Words.Mend.mailNotLoopback))
        }
        list += office.mailObstacles(isTraining, credentials: credentials).map { key, found in
            Trouble(
                cause: .mailStuck, subject: key, what: Words.mailStuck(key, found),
                mend: found.fix)
        }
        if concerns.failed > 0 {
            list.append(
                Trouble(
                    cause: .lettersFailed, what: Words.deadLetters(concerns.failed),
                    mend: Words.Mend.deadLetters))
        }
        if concerns.stuck > 0 {
            list.append(
                Trouble(
                    cause: .lettersWaiting, what: Words.stuck(concerns.stuck),
                    mend: Words.Mend.stuck))
        }
        list += ofHooks(concerns, office, isTraining)
        return list
            + office.calendar.unannounced(on: day).map { year in
                Trouble(
                    cause: year <= day.year ? .calendarMissing : .calendarComing,
                    subject: String(year), what: Words.calendarMissing(year, office.calendar),
                    mend: Words.Mend.calendar(year))
            } + unheard(concerns.unheard, office, on: day) + around.filter(\.cause.isWarning)
    }

    /// Told by the hold itself when it begins and when it ends, and so no alarm.
    static func held(_ hold: Hold) -> Trouble {
        Trouble(
            cause: .hold, what: Words.held(hold),
            mend: hold.cause.isWait ? Words.Mend.wait : Words.Mend.hold)
    }
}
