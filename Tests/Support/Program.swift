import CLinux
public import Foundation
import Glibc

/// Another program that a test runs.
///
/// Not Foundation's `Process`: where more than some 1,300 descriptors are open it reads past the end of
/// its list of them, which ends the test run with signal 11 once in a while.
public struct Program: Sendable {
    public let id: Int32

    /// Starts it.
    ///
    /// Nothing but the three standard descriptors is passed on, and its ends of the pipes are closed
    /// here. What is not named is `/dev/null`, standard error this process's own.
    ///
    /// - Throws: `CocoaError` when it cannot be started.
    public init(
        _ path: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        input: Pipe? = nil, output: Pipe? = nil, remarks: Pipe? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        let ends = [
            (input?.fileHandleForReading, 0), (output?.fileHandleForWriting, 1),
            (remarks?.fileHandleForWriting, 2),
        ]
        for (end, number) in ends {
            guard let end else { continue }
            posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, Int32(number))
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        let variables = environment ?? ProcessInfo.processInfo.environment
        let argv = ([path] + arguments).map { strdup($0) } + [nil]
        let envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in argv + envp { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, path, &actions, nil, argv, envp)
        for (end, _) in ends { try end?.close() }
        guard code == 0 else {
            throw CocoaError(
                .executableLoad,
                userInfo: [NSLocalizedDescriptionKey: "\(path): \(String(cString: strerror(code)))"]
            )
        }
        id = pid
    }

    /// Waits for its end: its exit status, or 128 and the signal.
    ///
    /// Blocks its thread.
    @discardableResult public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    /// What a program answers that reads all of its input before it writes.
    public static func answer(_ path: String, _ arguments: [String], to question: Data) throws -> (
        Int32, Data
    ) {
        let (input, output) = (Pipe(), Pipe())
        let program = try Program(path, arguments, input: input, output: output)
        try input.fileHandleForWriting.write(contentsOf: question)
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        return (program.wait(), answer)
    }
}
