import DondocAPI
import DondocCore
import DondocLetters
import DondocMail
import DondocPlanFile
import DondocStore
import Synchronization

extension Work {
    /// Sends one test letter by the transport in force, and tells what happened.
    ///
    /// It goes the way of real letters and stands in none of their records: the trail has who asked
    /// and how it ended, the journal one entry of its own kind. Nobody gets more than a few a minute.
    func testMail(_ request: MailTestRequest, by caller: Caller, _ terms: Terms) async throws
        -> String
    {
        try await persistently(terms) { try await testMailOnce(request, caller, terms) }
    }

    private func testMailOnce(_ request: MailTestRequest, _ caller: Caller, _ terms: Terms)
        async throws -> String
    {
        let (now, site) = (clock.now(), office.current)
        guard Rights.mayTestMail(caller) else {
            throw try await refusal(
                "mail-test", of: caller, at: now, Words.notPermitted("mail test"))
        }
        let key = terms.requestKey(caller)
        if let kept = try await kept(key) { return kept }
        let to = try recipient(request.to, site)
        guard let transport = site.transport(clock.isTraining, credentials: credentials) else {
            let isOff = site.settings.mail.via == .none
            throw Problem.no(isOff ? Words.mailOff : Words.mailNotLoopback)
        }
        if let wait = running.testLetters.take(caller.uid) {
            throw Problem(
                title: "too many requests", status: 429,
                detail: Words.tooManyTests(running.testLetters.perMinute, wait: wait),
                exit: ExitStatus.tryAgain)
        }
        let change = try await store.openMailTest(
            "\(to), \(transport)", by: caller.actor(in: Rights.hat(caller, .manage)), at: now,
            key: key)
        let id = MessageID.make(
            [store.installation, "mail-test", String(change)], domain: site.mailDomain)
        let letter = inOfficeLanguage {
            LetterWriter.test(
                TestNotice(
                    via: transport.description, asker: caller.person?.name ?? caller.actor.user),
                head: site.letterhead(clock.isTraining), to: to, messageID: id, at: now)
        }
        let start = ContinuousClock.now
        let store = store
        let actor = caller.actor.user
        let answered = Mutex<String?>(nil)
        let record: @Sendable (Delivery, String?) -> Void = { delivery, answer in
            let (entry, reason) = inOfficeLanguage {
                (Notices.mailTest(delivery, to: to, id: id, by: actor, at: now), delivery.words)
            }
            // The asker hears how it ended even where the record cannot be written.
            do {
                try store.closeMailTest(
                    change, state: delivery.state, reason: reason, journal: entry,
                    key: key, answer: answer)
            } catch { Output.error(Store.describe(error)) }
        }
        let ended: @Sendable (Delivery) -> Void = { delivery in
            let view = MailTestView(
                delivery, to: to, via: transport.description, took: ContinuousClock.now - start,
                id: id)
            let answer = try? JSON.text(view)
            answered.withLock { $0 = answer }
            record(delivery, answer)
        }
        guard await tryLetter(letter.message, to, ended) != nil,
            let answer = answered.withLock({ $0 })
        else {
            record(Delivery(.notAccepted(Reason(Words.couriersBusy))), nil)
            throw Problem(
                title: "busy", status: 503, detail: Words.couriersBusy, exit: ExitStatus.tryAgain)
        }
        poke()
        return answer
    }

    /// The address that may be written to: on the training clock only this machine's or training-to.
    private func recipient(_ text: String, _ site: Office) throws -> String {
        guard let address = MailAddress(text)?.text else {
            throw Problem.bad(Words.badAddress(text))
        }
        let mail = site.settings.mail
        guard clock.isTraining, !mail.staysHere, let only = mail.trainingTo, address != only else {
            return address
        }
        throw Problem.no(Words.onlyTrainingTo(only))
    }
}

extension Delivery {
    var state: LetterState {
        switch outcome {
        case .accepted: .sent
        case .refused: .failed
        case .notAccepted: .queued
        case .unsure: .unsure
        }
    }

    /// Why it was not taken over, or what was answered when it was.
    var words: String {
        switch outcome {
        case .accepted: answer
        case .refused(let why), .notAccepted(let why), .unsure(let why): why.text
        }
    }
}

extension MailTestView {
    fileprivate init(_ delivery: Delivery, to: String, via: String, took: Duration, id: String) {
        let state: State =
            switch delivery.outcome {
            case .accepted: .sent
            case .refused: .refused
            case .notAccepted: .waiting
            case .unsure: .unsure
            }
        self.init(
            state: state, to: to, via: via, tls: delivery.tls,
            answer: delivery.answer.isEmpty ? nil : delivery.answer,
            reason: state == .sent ? nil : delivery.words,
            milliseconds: Int(took / .milliseconds(1)), messageId: id)
    }
}
