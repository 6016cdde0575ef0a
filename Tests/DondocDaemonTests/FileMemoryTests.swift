import Foundation
import Synchronization
import Testing

@testable import DondocDaemon

@Suite struct FileMemoryTests {
    private final class Count: Sendable {
        private let n = Mutex(0)
        var value: Int { n.withLock { $0 } }
        func add() { n.withLock { $0 += 1 } }
    }

    @Test("A change of the same length in the same instant is seen")
    func sameLength() throws {
        let b = try Bench()
        defer { b.remove() }
        let file = b.folder.appendingPathComponent("f.yaml")
        let memory = FileMemory<String> { bytes, _ in String(decoding: bytes, as: UTF8.self) }
        for i in 0..<50 {
            let text = "\(i % 10)"
            try Data(text.utf8).write(to: file)
            #expect(memory.value(b.folder.path, "f.yaml") == text)
        }
    }

    @Test("A file that rests is read once; changed, wrong, gone and back again it is seen")
    func rests() throws {
        let b = try Bench()
        defer { b.remove() }
        let count = Count()
        let memory = FileMemory<Int> { bytes, _ in
            count.add()
            return try JSONDecoder().decode(Int.self, from: Data(bytes))
        }
        // Nothing that this machine was installed with is two seconds young.
        #expect(memory.value("/etc", "passwd") == nil && memory.value("/etc", "passwd") == nil)
        #expect(count.value == 1)
        let file = b.folder.appendingPathComponent("f.yaml")
        func read() -> Int? { memory.value(b.folder.path, "f.yaml") }
        #expect(read() == nil)
        for (text, value) in [("1", 1), ("22", 22), ("wrong", nil), ("3", 3)] as [(String, Int?)] {
            try Data(text.utf8).write(to: file)
            #expect(read() == value)
        }
        try FileManager.default.removeItem(at: file)
        #expect(read() == nil)
    }
}
