import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Synchronization
import Testing

@testable import DondocDaemon

@Suite struct ExaminerTests {
    private final class Bells: Sendable {
        private let n = Mutex(0)
        var rung: Int { n.withLock { $0 } }
        func ring() { n.withLock { $0 += 1 } }
    }

    private static let start = 1_700_000_000

    @Test("The database is read whole once a day, and again when the clock was set back")
    func daily() async throws {
        let b = try Bench()
        defer { b.remove() }
        let bells = Bells()
        let examiner = try Examiner(store: b.store) { bells.ring() }
        let start = Self.start
        // When it looks, and when the last examination was then.
        for (at, last) in [
            (0, 0), (1, 0), (86_399, 0), (86_400, 86_400), (90_000, 86_400), (200_000, 200_000),
            (199_999, 199_999),
        ] {
            let next = try await examiner.examine(at: start + at)
            #expect(next == start + last + 86_400)
            #expect(
                try await b.store.lastExamination() == Examination(at: start + last, fault: nil))
        }
        // Nothing was found: nobody is woken for it.
        #expect(bells.rung == 0)
    }

    @Test("Damage that came while it ran is degraded and in the journal at alert, once")
    func damage() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Bench.plan("p"))
        // Closed, it is one file; open again, nobody has the spoilt page in memory.
        try b.store.close()
        let now = try #require(Moment(written: "2023-06-05 07:59"))
        let store = try Store(path: b.store.path, kind: .training, newMoment: now)
        defer { try? store.close() }
        let bells = Bells()
        let examiner = try Examiner(store: store) { bells.ring() }
        try await examiner.examine(at: Self.start)
        try spoil(store.path)
        try await examiner.examine(at: Self.start + 86_399)
        #expect(try await store.lastExamination()?.fault == nil && bells.rung == 0)
        try await examiner.examine(at: Self.start + 86_400)
        #expect(bells.rung == 1)
        let fault = try #require(try await store.lastExamination()?.fault)
        let work = Work(
            store: store, clock: b.clock, office: b.office, config: b.work.config, poke: {})
        let view = try await work.status()
        #expect(view.integrity?.ok == false && view.integrity?.fault == fault)
        let trouble = try #require(view.troubles.first)
        #expect(trouble.cause == "damaged" && trouble.what.contains(fault))
        #expect(trouble.mend.contains(store.path))
        let watch = AlarmWatch(store: store, office: b.office, isTraining: true)
        for later in [0, 60, 3_600] { try await watch.look(at: now + later) }
        let told = try await Bench.alarms(store).filter { $0["DONDOC_CAUSE"] == "damaged" }
        #expect(told.count == 1 && told.first?["PRIORITY"] == "1")
        #expect(told.first?["DONDOC_KIND"] == "damaged")
    }

    /// Breaks the index page that holds the names of applied files, which nothing here writes to.
    private func spoil(_ path: String) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let (size, name) = (4_096, Array("agencies/t.yaml".utf8))
        let page = try #require(
            stride(from: size, to: bytes.count, by: size).first { page in
                bytes[page] == 0x0A  // a leaf of an index
                    && bytes[page..<page + size].firstRange(of: name) != nil
            })
        bytes[page + 3] = 0x7F  // the number of its cells
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: UInt64(page))
        try file.write(contentsOf: bytes[page..<page + size])
        try file.close()
    }
}
