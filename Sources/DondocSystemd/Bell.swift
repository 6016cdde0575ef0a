import CLinux
import Glibc

/// Waits for a wall-clock time, for a poke, or for the clock to be set; it never polls.
///
/// One thread blocks in poll(2) on a `timerfd` that is cancelled when somebody sets the clock, and
/// on an `eventfd` that anybody may write to. See timerfd_create(2), TFD_TIMER_CANCEL_ON_SET.
public struct Bell: Sendable {
    /// What ended a rest.
    public enum Wake: Sendable { case reached, poked, clockSet }

    private let timer: Int32
    private let event: Int32
    private let wakes: AsyncStream<Wake>

    /// - Throws: `SystemError` when the kernel has no descriptor left.
    public init() throws {
        timer = timerfd_create(
            CLOCK_REALTIME, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
        guard timer >= 0 else { throw SystemError("timerfd_create") }
        event = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard event >= 0 else { throw SystemError("eventfd") }
        let (stream, continuation) = AsyncStream.makeStream(
            of: Wake.self, bufferingPolicy: .bufferingNewest(1))
        wakes = stream
        let (timer, event) = (timer, event)
        try startThread("bell") {
            while let wake = Bell.wait(timer, event) { continuation.yield(wake) }
            continuation.finish()
        }
    }

    /// Ends the rest that goes on, or the next one at once.
    public func poke() {
        var one: UInt64 = 1
        _ = write(event, &one, 8)
    }

    /// Rests until `nanoseconds` since the epoch by the wall clock (nil: for ever), a poke, a clock
    /// change, or cancellation of the task (nil).
    @discardableResult
    public func rest(until nanoseconds: Int?) async -> Wake? {
        var spec = itimerspec()
        if let nanoseconds {
            // A time of zero would disarm the timer: anything in the past must fire at once.
            let (s, ns) = max(nanoseconds, 1).quotientAndRemainder(dividingBy: 1_000_000_000)
            spec.it_value = timespec(tv_sec: s, tv_nsec: ns)
        }
        timerfd_settime(
            timer, Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET), &spec, nil)
        for await wake in wakes { return wake }
        return nil
    }

    /// Blocks until one of the two descriptors has something to say; nil when they are gone.
    private static func wait(_ timer: Int32, _ event: Int32) -> Wake? {
        var count: UInt64 = 0
        var fds = [
            pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
            pollfd(fd: event, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&fds, 2, -1) >= 0 || errno == EINTR else { return nil }
            if read(event, &count, 8) == 8 { return .poked }
            if read(timer, &count, 8) == 8 { return .reached }
            if errno == ECANCELED { return .clockSet }
            if errno == EBADF { return nil }
        }
    }
}

/// A system call that failed, with what errno said.
public struct SystemError: Error, CustomStringConvertible, Sendable {
    public let call: String
    public let code: Int32

    public init(_ call: String, code: Int32? = nil) {
        self.call = call
        self.code = code ?? errno
    }

    public var description: String { "\(call): \(String(cString: strerror(code)))" }
}

private final class ThreadBody: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(_ name: String, _ run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }
}

/// Runs `body` on a thread of its own, for calls that block; `ps -L` shows its name, at most 15 bytes.
///
/// - Throws: `SystemError` when no thread can be had.
public func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) throws {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(ThreadBody(name, body))
    let code = pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            let body = Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue()
            pthread_setname_np(pthread_self(), body.name)
            body.run()
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        throw SystemError("pthread_create", code: code)
    }
    pthread_detach(thread)
}
