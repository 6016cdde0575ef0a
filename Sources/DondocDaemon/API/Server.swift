import DondocSystemd
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Accepts connections on the control socket and answers them; leaves in order.
struct Server: Service {
    let socket: Int32
    let routes: Routes
    let callers: Callers
    let logger: Logger

    func run() async throws {
        let responder = routes.router().buildResponder()
        let logger = logger
        let callers = callers
        let doors = Doors()
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                let context = CallContext(source: .init(channel: channel, logger: logger))
                let response: Response
                do {
                    response = try await responder.respond(to: request, context: context)
                } catch let error as any HTTPResponseError {
                    response = try error.response(from: request, context: context)
                } catch {
                    logger.error("\(error)")
                    response = Response(status: .internalServerError)
                }
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: .init(
                additionalChannelHandlers: [Deadlines()],
                idleTimeout: .seconds(30),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 8 << 10, maxHeaderFieldCount: 64
                )
            ))
        let group = MultiThreadedEventLoopGroup.singleton
        let quiesce = ServerQuiescingHelper(group: group)
        let server = try await ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        quiesce.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(socket) { child in http.setup(channel: child, logger: logger) }
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                try await server.executeThenClose { inbound in
                    for try await connection in inbound {
                        let uid = (try? await callers.uid(of: connection.channel)) ?? -1
                        guard doors.enter(uid) else {
                            tasks.addTask { try? await connection.executeThenClose { _, _ in } }
                            continue
                        }
                        tasks.addTask {
                            await http.handle(value: connection, logger: logger)
                            doors.leave(uid)
                        }
                    }
                }
            }
        } onGracefulShutdown: {
            ServiceManager.notify("STOPPING=1")
            Fatal.leaveSoon()
            quiesce.initiateShutdown(promise: nil)
        }
    }
}

/// Counts connections, so that nobody can take all of them.
private final class Doors: Sendable {
    private static let limit = 256
    private static let limitOfOne = 64
    private let open = Mutex<[Int: Int]>([:])

    /// - Returns: False when this uid, or everybody together, has too many.
    func enter(_ uid: Int) -> Bool {
        open.withLock { open in
            let own = open[uid, default: 0]
            guard own < Doors.limitOfOne, open.values.reduce(0, +) < Doors.limit else {
                return false
            }
            open[uid] = own + 1
            return true
        }
    }

    func leave(_ uid: Int) {
        open.withLock { open in
            let left = (open[uid] ?? 1) - 1
            open[uid] = left > 0 ? left : nil
        }
    }
}
