import DondocCore
import DondocMail
import DondocStore
import DondocSystemd
import Glibc

/// Commits how attempts to send ended; blocks its thread.
struct Ending {
    let store: Store
    let clock: any OfficeClock
    let office: OfficeBox

    /// A fault of the store here leaves the letter `sending`, which a restart turns into `unsure`: it
    /// is never counted as sent.
    ///
    /// With the same commit the letter is taken that `next`, asked at each try, allows; it is answered.
    @discardableResult
    func commit(
        _ letter: WaitingLetter, _ result: LetterResult, next: () -> Pick? = { nil }
    ) -> WaitingLetter? {
        let now = clock.now()
        let site = office.current
        let notices = Notices(office: site, store: store, isTraining: clock.isTraining)
        while true {
            do {
                let taken = try store.letter(
                    letter, ended: result, wallClock: SystemClock.seconds(), at: now, next: next(),
                    journal: { state in Notices.outcome(letter, state, result, at: now, site) },
                    telling: { state in notices.failed(letter, state, result, at: now) },
                    instead: { one, record in
                        notices.without(letter.recipient, on: now.day).turned(one, record, at: now)
                    }
                ).next
                // Asked after the commit, so that a reload sees the one or this the other.
                let isMail = letter.channel == Rung.mail
                let isSuspect =
                    !office.current.knows(letter.recipient) || !office.suspected.isEmpty
                if isMail, result != .accepted, isSuspect { office.expectGone() }
                // Only such an end can make a cause of degradation begin or be over.
                if result != .accepted || letter.isRetried { clock.poke() }
                return taken
            } catch {
                guard Fatal.isPassing(error) else {
                    Fatal.store(error)
                    return nil
                }
                sleep(5)
            }
        }
    }
}

extension LetterResult {
    /// What is certain about a letter.
    init(_ outcome: DondocMail.Outcome) {
        switch outcome {
        case .accepted: self = .accepted
        case .notAccepted(let why): self = .notAccepted(why.text)
        case .refused(let why): self = .refused(why.text)
        case .unsure(let why): self = .answerLost(why.text)
        }
    }
}
