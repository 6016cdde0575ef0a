import DondocAPI
import DondocStore
import Hummingbird

/// Letters, the hold, and addresses.
extension Routes {
    func outbox(_ router: Router<CallContext>) {
        look(router, Path.queue) { try Reply(try await work.queue($1, by: $0)) }
        look(router, Path.queueLetter) { try Reply(try await work.queueLetter($1, by: $0)) }
        post(router, Path.queueRetry) { caller, query, body, terms in
            let which = try QueueTarget(query)
            if !body.isEmpty { let _: Nothing = try Body.decode(body, Nothing.self) }
            return Reply(text: try await work.perform(.retry, which, by: caller, terms))
        }
        post(router, Path.queueDrop) { caller, query, body, terms in
            let which = try QueueTarget(query)
            let request: ReasonRequest = try Body.decode(body, ReasonRequest.self)
            let reason = try Clean.reason(request.reason, of: "queue drop")
            return Reply(
                text: try await work.perform(.drop(reason: reason), which, by: caller, terms))
        }
        post(router, Path.hold) { caller, _, body, terms in
            let request: HoldRequest = try Body.decode(body, HoldRequest.self)
            return Reply(text: try await work.hold(request, by: caller, terms))
        }
        post(router, Path.resume) { caller, _, body, terms in
            let request: ResumeRequest =
                body.isEmpty ? ResumeRequest() : try Body.decode(body, ResumeRequest.self)
            return Reply(text: try await work.resume(request, by: caller, terms))
        }
        look(router, Path.mailAddresses) { caller, _ in
            try Reply(try await work.deadAddresses(by: caller))
        }
        post(router, Path.mailDead) { caller, _, body, terms in
            let request: DeadAddressRequest = try Body.decode(body, DeadAddressRequest.self)
            return Reply(text: try await work.markDead(request, by: caller, terms))
        }
        post(router, Path.mailAlive) { caller, _, body, terms in
            let request: AliveAddressRequest = try Body.decode(body, AliveAddressRequest.self)
            return Reply(text: try await work.markAlive(request, by: caller, terms))
        }
    }
}

extension ReasonRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension HoldRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension ResumeRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension DeadAddressRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}

extension AliveAddressRequest: Checked {
    static var fields: Set<String> { Set(CodingKeys.allCases.map(\.rawValue)) }
}
