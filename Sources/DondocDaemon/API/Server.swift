import DondocAPI
import DondocCore
import DondocSystemd
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOHTTPTypesHTTP1
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Accepts connections on the control socket and answers them; leaves in order.
struct Server: Service {
    let socket: Int32
    let routes: Routes
    let callers: Callers
    let logger: Logger
    var patience = Gate.Patience()

    func run() async throws {
        let logger = logger
        let callers = callers
        let doors = Doors()
        let http = HTTP1Channel(
            responder: responder(),
            configuration: .init(
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 8 << 10, maxHeaderFieldCount: 64
                )
            ))
        let patience = patience
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
            .bind(socket) { child in
                http.setup(channel: child, logger: logger).flatMapThrowing { value in
                    try Server.guarded(child, patience)
                    return value
                }
            }
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

    /// Puts a gate in front of the requests of one connection.
    private static func guarded(_ channel: any Channel, _ patience: Gate.Patience) throws {
        let pipeline = channel.pipeline.syncOperations
        let gate = Gate(patience, Answer.refusal)
        let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
        try pipeline.addHandler(gate, position: .before(codec))
        try pipeline.addHandler(HeadMeter(gate), position: .first)
    }

    /// Answers each request; where no route is, and what no route expects, with a problem object.
    private func responder() -> HTTPChannelHandler.Responder {
        let router = routes.router()
        let responder = router.buildResponder()
        let (logger, clock) = (logger, routes.work.clock)
        let methods = Routes.methods(of: router)
        return { request, writer, channel in
            let context = CallContext(source: .init(channel: channel, logger: logger))
            let language = Answer.language(request.headers[.acceptLanguage])
            let response = try await Language.$current.withValue(language) {
                do {
                    if let refused = try Routes.refusal(of: request, methods, clock) {
                        return refused
                    }
                    return try await responder.respond(to: request, context: context)
                } catch {
                    // Who hung up meanwhile is no fault of ours, and hears nothing.
                    guard channel.isActive else { throw error }
                    logger.error("\(error)")
                    return try Answer.problem(
                        Problem(
                            title: "internal fault", status: 500, detail: Words.internalFault,
                            exit: ExitStatus.tryAgain), clock)
                }
            }
            try await writer.write(response: response.head, body: response.body)
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
