import DondocAPI
import DondocCore
import DondocStore
import DondocSystemd
import Glibc

/// The only file that writes to the terminal.
enum Output {
    /// One remark, of several lines where it holds line ends; nothing in it drives a terminal.
    static func error(_ text: String) { say(text, to: 2) }

    /// The same on standard output: what was asked for.
    static func answer(_ text: String) { say(text, to: 1) }

    /// An answer for another program, byte for byte.
    static func raw(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

    private static func say(_ text: String, to descriptor: Int32) {
        write(Array((safe(text) + "\n").utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let n = bytes[sent...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard n > 0 || errno == EINTR else { return }
            sent += max(n, 0)
        }
    }
}

extension Output {
    /// A text of several lines, each made inert.
    static func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { inert(String($0)) }
            .joined(separator: "\n")
    }
}

/// Faults after which the daemon must not go on.
enum Fatal {
    /// An I/O error at COMMIT leaves the row unknown: stop, let systemd restart, read again.
    static func store(_ error: any Error) {
        Output.error("dondocd: \(describe(error))")
        _exit(Int32(ExitStatus.inputOutput))
    }

    /// The transaction was rolled back and may be tried again when there is room.
    static func isOutOfSpace(_ error: any Error) -> Bool { Store.isOutOfSpace(error) }

    /// A fault that passes by itself: try again later.
    static func isPassing(_ error: any Error) -> Bool {
        Store.isOutOfSpace(error) || Store.isBusy(error)
    }

    static func describe(_ error: any Error) -> String { Store.describe(error) }

    /// Leaves at the latest ten seconds from now: what is then being sent is unsure at the next start.
    static func leaveSoon() {
        try? startThread("leave") {
            sleep(10)
            _exit(0)
        }
    }

    static func isStore(_ error: any Error) -> Bool { Store.isFault(error) }
}
