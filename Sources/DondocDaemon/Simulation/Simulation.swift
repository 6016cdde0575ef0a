import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Glibc

/// Plays days through the real decisions on a copy of the office that is thrown away.
///
/// The clock of the copy jumps from wake to wake, letters are gone as soon as they may leave, and nothing
/// leaves: there is no transport, no journal, and the office's own store is only read.
struct Simulation {
    /// What was asked for, read.
    struct Plot: Sendable {
        let from: Day
        let to: Day
        /// nil: those that are there.
        var files: [SourceText]?
        var acts: [SimulatedAct] = []
        /// What is known to be wrong with answers before anything is played.
        var wrong: [Diagnostic] = []
        /// The work that lines are about which could not be read; nil where they do not say.
        var lost: [String?] = []
    }

    /// A letter that left, and when.
    struct Sent: Sendable {
        let at: Moment
        let letter: SaidLetter
    }

    let work: Work
    let clock: SimulatedClock
    let plot: Plot
    /// By the steady clock: a run that is not over then is given up.
    let deadline: Int

    /// Letters that are taken from the store at once.
    private static let batch = 1_000
    /// By the wall clock: when no letter waits for another attempt any more.
    private static let farAhead = 1 << 40
    /// The most things that one run tells of.
    static let limit = 200_000
    /// Mistakes of answers after which the rest is not played.
    static let mostWrong = 100

    /// Plays from the clock's moment to the end of the last day.
    ///
    /// - Returns: The letters of the days asked for, in the order in which they left.
    /// - Throws: `Problem`; `CancellationError` once nobody waits for the answer.
    func run() async throws -> [Sent] {
        let end = Moment(plot.to + 1)
        let notices = notices
        var (now, sent, count) = (clock.now(), [Sent](), 0)
        var (wrong, day) = (plot.wrong, now.day)
        var (loadAt, acts) = (plot.files.map { _ in max(now, Moment(plot.from)) }, plot.acts[...])
        while true {
            try Task.checkCancellation()
            guard SystemClock.steadyNanoseconds() < deadline else {
                guard wrong.isEmpty else { throw Simulation.refusal(wrong) }
                throw Problem(
                    title: "took too long", status: 503, detail: Words.simulationTooLong,
                    exit: ExitStatus.tryAgain)
            }
            clock.turn(to: now)
            if let at = loadAt, at <= now {
                try await load()
                loadAt = nil
            }
            while let act = acts.first, act.at <= now {
                if let mistake = try await perform(act) { wrong.append(mistake) }
                acts = acts.dropFirst()
                guard wrong.count < Simulation.mostWrong else { throw Simulation.refusal(wrong) }
            }
            if day < now.day { try await notices.turnDay(from: day, at: now) }
            day = now.day
            if try await notices.beat(at: now) { try await work.store.forgetJournal() }
            for letter in try await send(at: now) where now.day >= plot.from {
                sent.append(Sent(at: now, letter: letter))
                count += letter.things.count
            }
            guard count <= Simulation.limit else {
                guard wrong.isEmpty else { throw Simulation.refusal(wrong) }
                throw Problem(
                    title: "too many", status: 413, detail: Words.simulationTooLarge,
                    exit: ExitStatus.no)
            }
            let alive = work.office.current.policy.nextAlive(after: now)
            // What the beat has left behind is looked at with the next day's line of life.
            let wake = try await work.store.nextWake().flatMap { $0 > now ? $0 : nil }
            let next = [wake, alive, loadAt, acts.first?.at].compactMap(\.self).min()
            guard let next, next < end else {
                guard wrong.isEmpty else { throw Simulation.refusal(wrong) }
                return sent
            }
            now = max(next, now + 1)
        }
    }

    private var notices: Notices {
        var notices = Notices(office: work.office.current, store: work.store, isTraining: false)
        notices.onlySubjects = true
        return notices
    }

    /// Loads the plans as somebody would who may.
    private func load() async throws {
        guard let files = plot.files, !files.isEmpty else { return }
        let request = LoadRequest(
            files: files.map { .init(name: $0.name, text: $0.text) }, all: false)
        _ = try await work.load(request, by: Simulation.caller, Work.Terms())
    }

    /// Every mistake in the order of the file.
    static func refusal(_ wrong: [Diagnostic]) -> Problem {
        let sorted = wrong.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        return Problem.file(Diagnostics(Array(sorted.prefix(mostWrong))))
    }

    /// What cannot be done is a mistake of the file, told at its line; the days go on without it.
    private func perform(_ act: SimulatedAct) async throws -> Diagnostic? {
        do {
            _ = try await work.act(
                act.verb, .one(act.key), Clean.composed(act.request), by: Simulation.caller,
                Work.Terms())
        } catch let problem as Problem {
            guard await isCertain(problem, act) else { return nil }
            let spot = problem.exit == ExitStatus.noSuchThing ? act.keySpot : act.verbSpot
            return spot.wrong(problem.detail, fix: Simulation.fix(of: problem, act))
        }
        return nil
    }

    /// False where a line that could not be read may be what makes an answer possible: it is about the
    /// same work, or it does not say about which.
    private func isCertain(_ problem: Problem, _ act: SimulatedAct) async -> Bool {
        if plot.lost.isEmpty || problem.exit == ExitStatus.noSuchThing { return true }
        guard problem.title != "inputs missing",
            let own = try? await work.store.obligation(act.key).number
        else { return false }
        for lost in plot.lost {
            guard let lost, let other = try? await work.store.obligation(lost).number,
                other != own
            else { return false }
        }
        return true
    }

    private static func fix(of problem: Problem, _ act: SimulatedAct) -> String {
        if problem.exit == ExitStatus.noSuchThing { return Words.answerKey }
        if problem.title == "inputs missing" { return Words.answerInputs }
        let proofs: [Plan.Proof] = [.document, .file, .note]
        if proofs.contains(where: { Words.proofNeeded($0) == problem.detail }) {
            return Words.answerProof
        }
        return Words.answerNotPossible(act.at.written)
    }

    /// In a copy nobody's rights are asked for.
    private static let caller = Caller(uid: 0, user: "root", person: nil, isAdmin: true)

    /// Every letter and every notice to a hook that might be taken now is accepted; at night and on days off none is.
    private func send(at now: Moment) async throws -> [SaidLetter] {
        guard work.office.current.hours.isOpen(now) else { return [] }
        var all: [SaidLetter] = []
        while case let letters = try await work.store.pickLetters(
            wallClock: Simulation.farAhead, at: now, limit: Simulation.batch), !letters.isEmpty
        {
            for letter in letters {
                _ = try work.store.letter(
                    letter, ended: .accepted, wallClock: now.seconds, at: now,
                    journal: { _ in nil })
            }
            all += try await work.store.things(of: letters)
        }
        while let letter = try await work.store.pickHookLetter(
            wallClock: Simulation.farAhead, at: now, busy: [], isOpen: true)
        {
            _ = try work.store.letter(
                letter, ended: .accepted, wallClock: now.seconds, at: now, journal: { _ in nil })
            all += try await work.store.things(of: [letter])
        }
        return all
    }
}

extension Office {
    /// The same office with its mail on: who would get what, whether or not letters leave today.
    var rehearsing: Office {
        var office = self
        office.settings.mail.via = .smtp(
            host: "127.0.0.1", port: 25, implicitTLS: false, user: nil)
        return office
    }
}
