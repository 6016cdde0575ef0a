import NIOCore

/// The end of the pipeline next to the socket.
///
/// It counts what comes in before the decoder has understood any of it, since a request line has no
/// limit there; and it holds a hang-up back until all that was written has gone out. A client that shuts
/// down its own side after asking, as `dondoc proxy` does, would else lose the tail of a long answer.
final class HeadMeter: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    static let limit = 8 << 10
    /// For a client to read what it asked for, once nothing more will be written.
    private static let patience = TimeAmount.seconds(60)

    private let gate: Gate
    /// Writes that the socket has not taken.
    private var unsent = 0
    /// How far the connection is to be closed once nothing is unsent.
    private var leaving: CloseMode?
    private var hasLeft = false
    private var left: EventLoopPromise<Void>?
    private var timer: Scheduled<Void>?

    init(_ gate: Gate) { self.gate = gate }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        gate.pending += HeadMeter.unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        guard gate.pending > HeadMeter.limit,
            let own = try? context.pipeline.syncOperations.context(handler: gate)
        else { return }
        gate.pending = 0
        gate.overflowed(own)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        unsent += 1
        sent.futureResult.whenComplete { _ in
            let (meter, context) = bound.value
            meter.unsent -= 1
            if meter.unsent == 0 { meter.leave(context) }
        }
        context.write(data, promise: sent)
    }

    /// Once the other side has shut down, NIO takes the end of our own for a hang-up, and drops what
    /// waits: so both wait here.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode != .input, unsent > 0, !hasLeft else {
            context.close(mode: mode, promise: promise)
            return
        }
        if let promise {
            if let left { left.futureResult.cascade(to: promise) } else { left = promise }
        }
        let isFirst = leaving == nil
        leaving = mode == .all ? .all : leaving ?? mode
        guard isFirst else { return }
        context.flush()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: HeadMeter.patience) {
            let (meter, context) = bound.value
            meter.leaving = .all
            meter.leave(context)
        }
    }

    private func leave(_ context: ChannelHandlerContext) {
        guard let mode = leaving, !hasLeft else { return }
        hasLeft = mode == .all
        leaving = nil
        timer?.cancel()
        context.close(mode: mode, promise: left)
        left = nil
    }
}
