import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import DondocSystemd
import Foundation
import Glibc

/// What a simulation is made from: the office, its store where there is one, and today.
struct Simulator: Sendable {
    let office: Office
    let config: ConfigFolder
    /// nil without a daemon: then every office is empty before its plans are loaded.
    let store: Store?
    let now: Moment
    let bell: Bell
    /// Nanoseconds that a run may take.
    var patience = Simulator.patience
    static let patience = 60_000_000_000

    /// The most years that one run plays.
    static let mostYears = 10

    /// Plays what was asked for.
    ///
    /// From a day that has passed, or without a store, the office is empty and its plans are loaded at the
    /// beginning of that day; otherwise it is the office as it is now, played from now on.
    ///
    /// - Throws: `Problem` for what cannot be played, with every mistake of a file at its line.
    func run(_ request: SimulateRequest, by caller: Caller) async throws -> [SimulatedView] {
        let from = try day(request.from) ?? now.day
        let to = try day(request.to) ?? Day(from.year, 12, 31) ?? from
        let isAnew = store == nil || from < now.day
        guard from <= to else { throw Problem.bad(Words.simulateBackwards) }
        guard to - (isAnew ? from : now.day) <= Simulator.mostYears * 366 else {
            throw Problem.bad(Words.simulateTooFar(Simulator.mostYears))
        }
        let start = isAnew ? Moment(from) : now
        let answers = try answers(request, from: start)
        let files = request.files?.map { SourceText(name: $0.name, text: $0.text) }
        let plot = Simulation.Plot(
            from: from, to: to, files: isAnew ? try await plans(files) : files,
            acts: answers.acts.filter { start <= $0.at && $0.at < Moment(to + 1) },
            wrong: answers.wrong, lost: answers.lost)
        let sent = try await onCopy { path in
            try await play(plot, path, from: start, isAnew: isAnew, request.agency, caller)
        }
        return Simulator.views(sent, request, try await onlyPlans(files))
    }

    private func play(
        _ plot: Simulation.Plot, _ path: String, from start: Moment, isAnew: Bool,
        _ agency: String?, _ caller: Caller
    ) async throws -> [Simulation.Sent] {
        let copy =
            if let store, !isAnew {
                try store.rehearsal(at: path)
            } else { try Store.rehearsal(at: path, from: start) }
        defer { try? copy.discard() }
        let clock = SimulatedClock(start, bell)
        var rehearsing = office.rehearsing
        // An office that begins anew knows nothing of the addresses that are dead today.
        if isAnew { rehearsing.directory.dead = .init() }
        let work = Work(
            store: copy, clock: clock, office: OfficeBox(rehearsing), config: config, poke: {})
        if let agency { try await work.check(agency: agency, caller) }
        let deadline = SystemClock.steadyNanoseconds() + patience
        return try await Simulation(work: work, clock: clock, plot: plot, deadline: deadline)
            .run()
    }

    private func day(_ text: String?) throws -> Day? {
        try text.map { text in
            guard let day = Day(iso: text) else { throw Problem.bad(Words.badDay(text)) }
            return day
        }
    }

    /// The answers, with those that come before the beginning among what is wrong.
    ///
    /// - Throws: `Problem` where so much is wrong that nothing is played.
    private func answers(_ request: SimulateRequest, from start: Moment) throws -> SimulatedAnswers
    {
        guard let file = request.answers else {
            return SimulatedAnswers(acts: [], wrong: [], lost: [])
        }
        let read = SimulatedActs.read(SourceText(name: file.name, text: file.text))
        let early = read.acts.prefix { $0.at < start }.map { act in
            SimulatedAct.Spot(file: file.name, line: act.keySpot.line, column: 1)
                .wrong(Words.answerTooEarly(start.written), fix: Words.answerLater)
        }
        let wrong = read.wrong + early
        guard read.wrong.count < Simulation.mostWrong else { throw Simulation.refusal(wrong) }
        return SimulatedAnswers(
            acts: read.acts, wrong: Array(wrong.prefix(Simulation.mostWrong - 1)), lost: read.lost)
    }

    /// What an empty office loads: the files that were named, else those of the store's plans, else those
    /// of the folder.
    private func plans(_ named: [SourceText]?) async throws -> [SourceText] {
        if let named { return named }
        guard let store else { return try await readingFiles { try config.plans() } }
        return try await store.planTexts().map { SourceText(name: $0.file, text: $0.text) }
    }

    /// Of which plans alone is told; nil: of all.
    private func onlyPlans(_ files: [SourceText]?) async throws -> Set<String>? {
        guard let files else { return nil }
        return try await readingFiles {
            let read = try PlanFile.plans(
                files, office.directory, office.calendar, office.policies)
            return Set(read.map(\.plan.id))
        }
    }

    // MARK: The copy

    /// Runs with the path of a database in a folder of its own, which is removed at the end.
    private func onCopy(_ body: (String) async throws -> [Simulation.Sent]) async throws
        -> [Simulation.Sent]
    {
        let name = NSTemporaryDirectory() + "/dondoc-simulate-XXXXXX"
        var template = Array(name.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Problem(
                title: "storage_full", status: 507,
                detail: Words.noRoomToSimulate(String(cString: strerror(errno))),
                exit: ExitStatus.tryAgain)
        }
        let folder = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder + "/dondoc.db")
    }

    /// Rows of what left, narrowed down; letters are counted before.
    private static func views(
        _ sent: [Simulation.Sent], _ request: SimulateRequest, _ only: Set<String>?
    ) -> [SimulatedView] {
        sent.enumerated().flatMap { i, sent -> [SimulatedView] in
            let letter = sent.letter
            let isMail = letter.channel == Rung.mail
            let whom = isMail ? letter.recipient : letter.channel
            if let to = request.toAddress, to.lowercased() != whom.lowercased() {
                return []
            }
            let at = sent.at.description
            return counted(
                letter.things.compactMap { thing in
                    if let only, !only.contains(thing.plan) { return nil }
                    if let agency = request.agency, agency != thing.agencyPart,
                        agency != thing.agency?.description
                    {
                        return nil
                    }
                    return SimulatedView(
                        at: at, kind: thing.isReturn ? "returned" : thing.kind.rawValue,
                        step: thing.step, key: thing.key ?? thing.plan, agency: thing.agencyPart,
                        due: thing.due?.description, recipients: isMail ? [letter.recipient] : [],
                        channel: letter.channel, merged: thing.merged, letter: i + 1,
                        subject: letter.subject)
                })
        }
    }

    /// Rows of one letter that tell the same are one, where the first of them stands.
    private static func counted(_ rows: [SimulatedView]) -> [SimulatedView] {
        var places: [SimulatedView: Int] = [:]
        var result: [SimulatedView] = []
        for row in rows {
            if let place = places[row] {
                result[place].count += 1
            } else {
                places[row] = result.count
                result.append(row)
            }
        }
        return result
    }
}
