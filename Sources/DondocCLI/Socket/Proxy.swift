import Glibc

/// Copies an input and an output to a socket and back, byte for byte, until either side ends.
///
/// The end of the input is told to the socket, which may still answer. The end of the socket is the
/// end of all; so is an output that nobody reads any more.
struct Proxy {
    let input: CInt
    let output: CInt
    let socket: CInt

    private var toSocket = Portion()
    private var toOutput = Portion()
    private var inputEnded = false
    private var socketDeaf = false

    init(input: CInt, output: CInt, socket: CInt) {
        self.input = input
        self.output = output
        self.socket = socket
    }

    /// Runs to the end; the descriptors stay open.
    mutating func run() {
        while true {
            let wantsInput = !inputEnded && !socketDeaf && toSocket.isEmpty
            var socketEvents: CInt = 0
            if toOutput.isEmpty { socketEvents |= POLLIN }
            if !toSocket.isEmpty { socketEvents |= POLLOUT }
            var all = [
                pollfd(fd: wantsInput ? input : -1, events: Int16(POLLIN), revents: 0),
                pollfd(
                    fd: socketEvents == 0 ? -1 : socket, events: Int16(socketEvents), revents: 0),
                // Without an event it still tells that its reader has gone.
                pollfd(fd: output, events: toOutput.isEmpty ? 0 : Int16(POLLOUT), revents: 0),
            ]
            guard poll(&all, 3, -1) > 0 else {
                if errno == EINTR { continue }
                return
            }
            if all[0].revents != 0 { takeInput() }
            if all[1].revents != 0 {
                if !toSocket.isEmpty { sendToSocket() }
                if toOutput.isEmpty, !takeFromSocket() { return }
            }
            if all[2].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return }
            if all[2].revents != 0, !toOutput.isEmpty, !writeOutput() { return }
        }
    }

    private mutating func takeInput() {
        switch toSocket.fill({ read(input, $0.baseAddress, $0.count) }) {
        case .some, .later: return
        case .ended:
            inputEnded = true
            shutdown(socket, CInt(SHUT_WR))
        }
    }

    /// A socket that takes no more may have answered: only its reading goes on.
    private mutating func sendToSocket() {
        let isTaken = toSocket.drain {
            send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
        guard !isTaken else { return }
        socketDeaf = true
        toSocket.empty()
    }

    /// Whether there may be more.
    private mutating func takeFromSocket() -> Bool {
        toOutput.fill { recv(socket, $0.baseAddress, $0.count, CInt(MSG_DONTWAIT)) } != .ended
    }

    /// No more at once than poll(2) promises a pipe to take, so that it never blocks.
    private mutating func writeOutput() -> Bool {
        toOutput.drain { Glibc.write(output, $0.baseAddress, min($0.count, 4096)) }
    }
}

/// Bytes on their way from one descriptor to the other.
private struct Portion {
    private var bytes = [UInt8](repeating: 0, count: 65_536)
    private var waiting = 0..<0

    enum Fill { case some, later, ended }

    var isEmpty: Bool { waiting.isEmpty }

    mutating func empty() { waiting = 0..<0 }

    /// Reads once; an error is an end.
    mutating func fill(_ take: (UnsafeMutableRawBufferPointer) -> Int) -> Fill {
        let n = bytes.withUnsafeMutableBytes(take)
        if n > 0 {
            waiting = 0..<n
            return .some
        }
        return n < 0 && (errno == EAGAIN || errno == EINTR) ? .later : .ended
    }

    /// Writes once; false when nothing more will be taken.
    mutating func drain(_ give: (UnsafeRawBufferPointer) -> Int) -> Bool {
        let range = waiting
        let n = bytes.withUnsafeBytes { give(UnsafeRawBufferPointer(rebasing: $0[range])) }
        if n < 0 { return errno == EAGAIN || errno == EINTR }
        waiting = (range.lowerBound + n)..<range.upperBound
        return true
    }
}
