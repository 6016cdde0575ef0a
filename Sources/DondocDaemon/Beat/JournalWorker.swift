import DondocCore
import DondocStore
import DondocSystemd
import ServiceLifecycle

/// Hands journal entries from the outbox to journald, or to stderr, on a thread of its own.
///
/// An absent or full journal delays nothing else: entries wait in the database and are tried again.
final class JournalWorker: Service {
    /// Where entries go.
    enum Sink: String, Sendable { case journal, stderr }

    private let store: Store
    private let sink: Sink
    private let bell: Bell
    /// Seconds before entries that journald did not take are tried again.
    private static let patience = 10
    private static let gathering = Duration.milliseconds(50)

    init(store: Store, sink: Sink) throws {
        self.store = store
        self.sink = sink
        bell = try Bell()
    }

    func poke() { bell.poke() }

    func run() async throws {
        try await lasting(bell) {
            while !Task.isCancelled {
                let waiting = try await self.store.waitingJournal(limit: 200)
                guard !waiting.isEmpty else {
                    await self.bell.rest(until: nil)
                    continue
                }
                let through = try await self.hand(over: waiting)
                guard through == waiting.last?.id else {
                    let again = SystemClock.seconds() + JournalWorker.patience
                    await self.bell.rest(until: again * 1_000_000_000)
                    continue
                }
                // A morning makes hundreds of entries a second: what comes meanwhile goes together.
                try? await Task.sleep(for: JournalWorker.gathering)
            }
        }
        // What was said while the daemon ended; what journald does not take waits for the next start.
        await Task {
            if let rest = try? await self.store.waitingJournal(limit: 200) {
                _ = try? await self.hand(over: rest)
            }
        }.value
    }

    /// Sends entries and takes them out of the outbox, also where the daemon ends meanwhile: none is
    /// sent twice for that.
    ///
    /// - Returns: The last entry that was taken, nil when none was.
    private func hand(over entries: [(id: Int, entry: JournalEntry)]) async throws -> Int? {
        try await Task {
            let through = await self.send(entries)
            if let through { try await self.store.journalSent(through: through) }
            return through
        }.value
    }

    /// Hands one entry over without the outbox, and without waiting for whoever takes it.
    func sayAtOnce(_ entry: JournalEntry) {
        let sink = sink
        try? startThread("alarm") {
            switch sink {
            case .stderr: Output.error(entry.line)
            case .journal: _ = Journal.send(entry.fields.map { ($0.name, $0.value) })
            }
        }
    }

    /// - Returns: The last entry that was taken, nil when none was.
    private func send(_ entries: [(id: Int, entry: JournalEntry)]) async -> Int? {
        let sink = sink
        return await withCheckedContinuation { done in
            do {
                try startThread("journal") {
                    var last: Int?
                    for (id, entry) in entries {
                        switch sink {
                        case .stderr: Output.error(entry.line)
                        case .journal:
                            guard Journal.send(entry.inertFields) else {
                                done.resume(returning: last)
                                return
                            }
                        }
                        last = id
                    }
                    done.resume(returning: last)
                }
            } catch {
                done.resume(returning: nil)
            }
        }
    }
}

extension JournalEntry {
    /// The fields as they are sent: journalctl shows a value with controls in it as a blob.
    var inertFields: [(name: String, value: String)] {
        fields.map { ($0.name, inert($0.value)) }
    }

    /// The entry as one readable line: when, what.
    var line: String {
        let when = fields.first { $0.name == "DONDOC_AT" }?.value ?? ""
        let what = fields.first { $0.name == "MESSAGE" }?.value ?? ""
        return when.isEmpty ? what : "\(when)  \(what)"
    }
}
