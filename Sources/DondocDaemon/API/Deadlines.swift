import NIOCore
import NIOHTTPTypes

/// Closes a connection that is slow to ask: five seconds to its first head, fifteen to a whole body.
///
/// Later requests on one connection come under the idle time-out.
final class Deadlines: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private static let head = TimeAmount.seconds(5)
    private static let body = TimeAmount.seconds(15)
    private var timer: Scheduled<Void>?

    func handlerAdded(context: ChannelHandlerContext) { close(context, in: Deadlines.head) }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: close(context, in: Deadlines.body)
        case .body: break
        case .end: timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
