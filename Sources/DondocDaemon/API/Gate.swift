import DondocAPI
import DondocCore
import NIOCore
import NIOHTTP1

/// The door of one connection: what is no sound request of HTTP/1.1 is answered here, with a problem
/// object, and the connection closed; RFC 9112.
///
/// It keeps the times too: a head and a body that do not come are answered 408. An answer that goes out
/// before its request was read to the end closes the connection, so that nothing is read as a request
/// that was meant as a body.
final class Gate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a client may take.
    struct Patience: Sendable {
        var head = TimeAmount.seconds(5)
        var body = TimeAmount.seconds(15)
        /// Between an answer and the head of the next request.
        var next = TimeAmount.seconds(30)
        /// For an answer that ends the connection, to be read.
        var parting = TimeAmount.seconds(1)
    }

    private let patience: Patience
    private let problem: (Problem) -> HTTPServerRefusal
    private var timer: Scheduled<Void>?
    /// Requests that went in and whose answers have not gone out.
    private var unanswered = 0
    private var isReading = false
    /// An answer's head is out and its end is not.
    private var isAnswering = false
    private var isLast = false
    private var refusal: Problem?
    /// What the last head that was understood has asked for: what follows it is refused in it.
    private var language = Language.vi
    private var hasRefused = false
    /// Bytes since the last part that was understood; a head without an end is found by it.
    var pending = 0

    init(_ patience: Patience, _ problem: @escaping (Problem) -> HTTPServerRefusal) {
        self.patience = patience
        self.problem = problem
    }

    func handlerAdded(context: ChannelHandlerContext) {
        wait(patience.head, context, isSlow: true)
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending = 0
        guard refusal == nil, !isLast else { return }
        switch Gate.unwrapInboundIn(data) {
        case .head(let head):
            language = Answer.language(head.headers["Accept-Language"].first)
            let fault = Language.$current.withValue(language) { Problem.fault(of: head) }
            if let fault { return refuse(fault, context) }
            (isReading, unanswered) = (true, unanswered + 1)
            wait(patience.body, context, isSlow: true)
        case .body: break
        case .end:
            isReading = false
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard refusal == nil, !isLast else { return }
        switch error as? HTTPParserError {
        case nil: context.fireErrorCaught(error)
        case .headerOverflow: refuse(.headTooLarge, context)
        default: refuse(.noHTTP, context)
        }
    }

    /// Whoever hangs up without a question holds no place any longer.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        guard case .inputClosed? = event as? ChannelEvent, pending == 0, unanswered == 0,
            !isReading, !isAnswering, !isLast
        else { return }
        context.close(promise: nil)
    }

    func overflowed(_ context: ChannelHandlerContext) {
        refuse(.headTooLarge, context)
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasRefused else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch Gate.unwrapOutboundIn(data) {
        case .head(var head):
            isAnswering = true
            isLast = isLast || isReading
            if isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            context.write(Gate.wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            (isAnswering, unanswered) = (false, unanswered - 1)
            if isLast {
                timer?.cancel()
                context.writeAndFlush(data, promise: promise)
                part(context)
            } else {
                context.write(data, promise: promise)
                answered(context)
            }
        }
    }

    private func answered(_ context: ChannelHandlerContext) {
        guard unanswered == 0 else { return }
        if let refusal {
            say(refusal, context)
        } else if !isReading {
            wait(patience.next, context, isSlow: false)
        }
    }

    // MARK: Refusals

    private func refuse(_ refused: @autoclosure () -> Problem, _ context: ChannelHandlerContext) {
        guard refusal == nil else { return }
        let problem = Language.$current.withValue(language) { refused() }
        refusal = problem
        timer?.cancel()
        // A request whose body never ends gets this as its answer; those before it get theirs first.
        if isReading ? unanswered == 1 && !isAnswering : unanswered == 0 {
            say(problem, context)
        } else if isReading {
            context.close(promise: nil)
        }
    }

    private func say(_ refused: Problem, _ context: ChannelHandlerContext) {
        hasRefused = true
        let (head, body) = problem(refused)
        context.write(Gate.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Gate.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(Gate.wrapOutboundOut(.end(nil)), promise: nil)
        part(context)
    }

    /// Hangs up, but lets the client read first: to close over unread bytes would cost it the answer.
    private func part(_ context: ChannelHandlerContext) {
        isLast = true
        let channel = context.channel
        context.close(mode: .output, promise: nil)
        timer = context.eventLoop.scheduleTask(in: patience.parting) {
            channel.close(promise: nil)
        }
    }

    /// Ends the connection when the time is over; who is slow with a request hears so.
    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext, isSlow: Bool) {
        timer?.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (gate, context) = bound.value
            if isSlow { gate.refuse(.slow, context) } else { context.close(promise: nil) }
        }
    }
}

/// A whole answer of HTTP/1.1.
typealias HTTPServerRefusal = (head: HTTPResponseHead, body: ByteBuffer)

extension Problem {
    /// What is wrong with a head that the decoder took: RFC 9112, sections 2.3 and 3.2.
    fileprivate static func fault(of head: HTTPRequestHead) -> Problem? {
        guard head.version == .http1_1 else { return .version }
        guard head.headers["Host"].count == 1 else { return .bad(Words.hostMissing) }
        guard head.uri.utf8.count <= HeadMeter.limit else { return .headTooLarge }
        guard head.uri.hasPrefix("/") else { return .bad(Words.badTarget) }
        let lengths = head.headers["Content-Length"]
        guard lengths.allSatisfy({ Int($0) ?? .max <= Body.limit }) else { return .tooLarge }
        return nil
    }

    fileprivate static var slow: Problem {
        Problem(title: "too slow", status: 408, detail: Words.tooSlow, exit: ExitStatus.tryAgain)
    }

    fileprivate static var headTooLarge: Problem {
        Problem(
            title: "head too large", status: 431, detail: Words.headTooLarge,
            exit: ExitStatus.usage)
    }

    fileprivate static var noHTTP: Problem { .bad(Words.noHTTP) }

    fileprivate static var version: Problem {
        Problem(
            title: "version not supported", status: 505, detail: Words.onlyHTTP11,
            exit: ExitStatus.usage)
    }

    static var tooLarge: Problem {
        Problem(title: "too large", status: 413, detail: Words.tooLarge, exit: ExitStatus.usage)
    }
}
