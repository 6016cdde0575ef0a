import Glibc

/// A program of the office that hears of a notice: JSON on its standard input, no shell, a bare
/// environment, thirty seconds.
///
/// It is opened for each notice, and what runs is that descriptor, as with `Sendmail`.
public struct Hook: Sendable {
    /// Of `hooks:` in dondoc.yaml.
    public let name: String
    /// Absolute.
    public let path: String
    /// What follows the program's name.
    public let arguments: [String]
    private let open: Sendmail.Opener

    public init(
        name: String, path: String, arguments: [String], open: @escaping Sendmail.Opener
    ) {
        self.name = name
        self.path = path
        self.arguments = arguments
        self.open = open
    }

    private var label: String { "hook \(name)" }

    /// Seconds that one notice may take.
    public static let patience = 30

    /// Hands one notice over; blocks its thread.
    ///
    /// - Parameters:
    ///   - notice: One JSON object in UTF-8.
    ///   - id: The reminder's identity, the same at a second attempt: `DONDOC_REMINDER_ID`.
    ///   - seconds: How long it may take.
    ///   - accepted: Called at once when the program left with 0.
    /// - Returns: What is certain about the notice now.
    public func deliver(
        _ notice: [UInt8], id: String, seconds: Int = patience, accepted: () -> Void
    ) -> Delivery {
        let program: Int32
        switch opened {
        case .success(let descriptor): program = descriptor
        case .failure(let obstacle):
            return Delivery(.notAccepted(Reason(Words.obstructed(obstacle, label))))
        }
        defer { close(program) }
        let account: Child.Account
        do {
            account = try Child.run(
                program, [path] + arguments, environment: Hook.environment(id), input: notice,
                seconds: seconds)
        } catch {
            return Delivery(.notAccepted(Reason(Words.cannotStart(error.description, label))))
        }
        let outcome = outcome(account, seconds: seconds)
        if outcome == .accepted { accepted() }
        return Delivery(outcome, answer: account.remark)
    }

    /// `PATH LANG TZ DONDOC_REMINDER_ID`, and nothing else.
    static func environment(_ id: String) -> [String] {
        [Child.path, Child.language, "TZ=Asia/Ho_Chi_Minh", "DONDOC_REMINDER_ID=\(id)"]
    }

    /// EX_TEMPFAIL of sysexits(3).
    private static let tryAgain: Int32 = 75

    /// 0 is done, 75 is later, every other status is never; how far one came that was killed or took too
    /// long, nobody knows.
    func outcome(_ account: Child.Account, seconds: Int) -> Outcome {
        func told(_ what: @autoclosure () -> String) -> Reason {
            Reason(Words.saying(what(), account.remark))
        }
        switch account.end {
        case .overran: return .unsure(told(Words.overran(seconds, label)))
        case .killed(let signal): return .unsure(told(Words.killed(signal, label)))
        case .exited(0): return .accepted
        case .exited(Hook.tryAgain): return .notAccepted(told(Words.exited(Hook.tryAgain, label)))
        case .exited(let status): return .refused(told(Words.exited(status, label)))
        }
    }

    // MARK: Whether it can be run

    /// Why the program is not run; nil when it can be.
    public var obstacle: Obstacle? {
        switch opened {
        case .failure(let obstacle): return obstacle
        case .success(let descriptor):
            close(descriptor)
            return nil
        }
    }

    private var opened: Result<Int32, Obstacle> {
        open(path).flatMap { descriptor in
            guard access(Child.place(of: descriptor), X_OK) == 0 else {
                close(descriptor)
                return .failure(Words.notHook(path))
            }
            return .success(descriptor)
        }
    }
}
