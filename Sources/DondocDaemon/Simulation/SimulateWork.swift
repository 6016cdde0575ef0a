import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Synchronization

/// Only one simulation at a time: it takes a core and the room of a copy.
final class SimulationDoor: Sendable {
    private let taken = Mutex(false)

    var isTaken: Bool { taken.withLock { $0 } }

    /// - Returns: False while another one is at work.
    func enter() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }

    func leave() { taken.withLock { $0 = false } }
}

extension Work {
    /// Plays days on a copy of the office; a look, which changes nothing.
    ///
    /// - Throws: `Problem` 503 while another simulation is at work, or when it takes too long.
    func simulate(
        _ request: SimulateRequest, by caller: Caller, patience: Int = Simulator.patience
    ) async throws -> [SimulatedView] {
        try Clean.check(request)
        guard running.simulation.enter() else {
            throw Problem(
                title: "busy", status: 503, detail: Words.simulationBusy,
                exit: ExitStatus.tryAgain)
        }
        defer { running.simulation.leave() }
        do {
            return try await Simulator(
                office: office.current, config: config, store: store, now: clock.now(),
                bell: clock.bell, patience: patience
            ).run(request, by: caller)
        } catch let error where Store.isDatabaseError(error) && !Task.isCancelled {
            // The copy has failed, not the office's store: the daemon goes on.
            throw Simulator.fault(error)
        }
    }
}

extension Simulator {
    /// What a failure of the copy comes to for who asked.
    static func fault(_ error: any Error) -> Problem {
        let isFull = Store.isOutOfSpace(error)
        return Problem(
            title: isFull ? "storage_full" : "busy", status: isFull ? 507 : 503,
            detail: Words.noRoomToSimulate(Store.describe(error)), exit: ExitStatus.tryAgain)
    }
}

extension SimulateRequest: Checked {
    static var fields: Set<String> {
        Set(CodingKeys.allCases.map(\.rawValue)).union([
            "files.name", "files.text", "answers.name", "answers.text",
        ])
    }
}

extension Clean {
    /// - Throws: `Problem` 400 naming the field.
    static func check(_ request: SimulateRequest) throws {
        if let files = request.files { try check(LoadRequest(files: files, all: false)) }
        if let answers = request.answers {
            try check(LoadRequest(files: [answers], all: false))
        }
        for (name, text) in [("agency", request.agency), ("to_address", request.toAddress)] {
            try check(name, text)
        }
    }
}
