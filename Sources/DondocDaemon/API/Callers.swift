import DondocCore
import DondocSystemd
import Glibc
import NIOCore

/// Finds out who is at the other end: the kernel's word, taken at connect.
struct Callers: Sendable {
    let office: OfficeBox
    /// By its day deputies come in and go out.
    let clock: any OfficeClock
    /// The uid at the other end, as the kernel took it at connect.
    var peer: @Sendable (any Channel) async throws -> Int = { try await Callers.peer(of: $0) }
    /// The login name of a uid; nil when it has none.
    var login: @Sendable (Int) -> String? = { Users.name(uid: UInt32($0)) }

    /// The layout of `struct ucred` (unix(7)), which hides behind _GNU_SOURCE.
    private struct PeerCredentials: Sendable {
        var pid: pid_t = 0
        var uid: uid_t = 0
        var gid: gid_t = 0
    }

    private static func peer(of channel: any Channel) async throws -> Int {
        guard let provider = channel as? any SocketOptionProvider else {
            throw ChannelError.operationUnsupported
        }
        let peer: PeerCredentials = try await provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED)
        ).get()
        return Int(peer.uid)
    }

    func uid(of channel: any Channel) async throws -> Int { try await peer(channel) }

    func caller(of channel: any Channel) async throws -> Caller {
        let uid = try await peer(channel)
        let (user, directory) = (login(uid), office.current.directory)
        let person = user.flatMap { directory.person(user: $0) }
        return Caller(
            uid: uid, user: user, person: person,
            isAdmin: uid == 0 || uid == Int(getuid()) || person?.role == .admin,
            principals: person.map { directory.principals(of: $0, on: clock.now().day) } ?? [])
    }
}
