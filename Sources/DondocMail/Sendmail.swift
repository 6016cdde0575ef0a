import CLinux
import Glibc

/// The program that takes letters on this machine: Postfix's sendmail(1), or one that acts like it.
///
/// It is opened for each letter, and what runs is that descriptor (`O_PATH`): what stands at the path
/// by then is not asked for again.
public struct Sendmail: Sendable {
    /// Opens the program at a path, whose descriptor is then the caller's to close, or tells why
    /// nobody should run it.
    public typealias Opener = @Sendable (_ path: String) -> Result<Int32, Obstacle>

    /// Absolute.
    public let path: String
    private let open: Opener

    public init(path: String, open: @escaping Opener) {
        self.path = path
        self.open = open
    }

    /// Seconds that one letter may take.
    public static let patience = 30

    /// Hands one message over: `sendmail -i -f FROM -- TO`, the letter on its standard input with the
    /// line ends of this system.
    func deliver(
        _ message: [UInt8], from: String, to: String, seconds: Int, accepted: () -> Void
    ) -> Delivery {
        if let wrong = Transport.mistake(message, from, to) { return Delivery(.refused(wrong)) }
        let program: Int32
        switch opened {
        case .success(let descriptor): program = descriptor
        case .failure(let obstacle):
            return Delivery(.notAccepted(Reason(Words.obstructed(obstacle))))
        }
        defer { close(program) }
        let account: Child.Account
        do {
            // Some programs are sendmail only by the name that they are called by.
            account = try Child.run(
                program, ["sendmail", "-i", "-f", from, "--", to],
                input: message.filter { $0 != 0x0D }, seconds: seconds)
        } catch {
            return Delivery(.notAccepted(Reason(Words.cannotStart(error.description))))
        }
        let outcome = Sendmail.outcome(account, seconds: seconds)
        if outcome == .accepted { accepted() }
        return Delivery(outcome, answer: account.remark)
    }

    // MARK: What its end means

    /// The verdict by sysexits(3).
    ///
    /// Statuses that speak of this machine or of our own sender are tried again: they must not end
    /// every letter of a day. Of an internal error nobody knows what went before it.
    static func outcome(_ account: Child.Account, seconds: Int) -> Outcome {
        func told(_ what: @autoclosure () -> String) -> Reason {
            Reason(Words.saying(what(), account.remark))
        }
        switch account.end {
        case .overran: return .unsure(told(Words.overran(seconds)))
        case .killed(let signal): return .unsure(told(Words.killed(signal)))
        case .exited(0): return account.hasReadAll ? .accepted : .unsure(told(Words.leftUnread))
        case .exited(let status):
            let why = told(Words.exited(status))
            if refusals.contains(status) { return .refused(why) }
            return retries.contains(status) ? .notAccepted(why) : .unsure(why)
        }
    }

    /// EX_DATAERR, EX_NOUSER, EX_NOHOST: this letter or its recipient.
    private static let refusals: Set<Int32> = [65, 67, 68]

    /// EX_USAGE, EX_NOINPUT, EX_UNAVAILABLE, EX_OSERR, EX_OSFILE, EX_CANTCREAT, EX_TEMPFAIL, EX_NOPERM,
    /// EX_CONFIG: certainly not taken over.
    private static let retries: Set<Int32> = [64, 66, 69, 71, 72, 73, 75, 77, 78]

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

    /// The program's descriptor, or why it is not run.
    private var opened: Result<Int32, Obstacle> {
        open(path).flatMap { descriptor in
            let isProgram = access(Child.place(of: descriptor), X_OK) == 0
            guard isProgram, !Sendmail.lacksGroup(beside: path) else {
                close(descriptor)
                return .failure(isProgram ? Words.noGroup : Words.notProgram(path))
            }
            return .success(descriptor)
        }
    }

    /// Postfix's sendmail reaches the spool through postdrop's set-group-id bit; where
    /// PR_SET_NO_NEW_PRIVS takes that away, it waits for ever unless the group is ours already.
    private static func lacksGroup(beside path: String) -> Bool {
        guard dd_has_no_new_privileges() == 1, geteuid() != 0,
            let slash = path.lastIndex(of: "/")
        else { return false }
        var about = stat()
        guard stat(path[..<slash] + "/postdrop", &about) == 0, about.st_mode & S_ISGID != 0 else {
            return false
        }
        var groups = [gid_t](repeating: 0, count: Int(NGROUPS_MAX))
        let count = max(0, Int(getgroups(NGROUPS_MAX, &groups)))
        return about.st_gid != getegid() && !groups[..<count].contains(about.st_gid)
    }
}
