import Foundation
import Testing

@testable import DondocDaemon

/// What the daemon and its unit must say alike.
@Suite struct UnitFileTests {
    static func value(_ name: String) throws -> String? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let unit = try String(
            contentsOf: root.appendingPathComponent("systemd/dondocd.service"), encoding: .utf8)
        let lines = unit.components(separatedBy: "\n").filter { $0.hasPrefix(name + "=") }
        #expect(lines.count == 1, "\(name)")
        return lines.first.map { String($0.dropFirst(name.count + 1)) }
    }

    @Test("systemd leaves a daemon stopped exactly where only a person can mend it")
    func final() throws {
        let prevented = try Self.value("RestartPreventExitStatus")?.split(separator: " ")
            .compactMap { Int($0) }
        let final = (0...255).filter { Stop(status: $0, reason: "").isFinal }
        // systemd.exec(5): STATE_DIRECTORY, which fails before the daemon is run.
        #expect(prevented == final + [238])
        #expect(final == [65, 73, 78])
    }
}
