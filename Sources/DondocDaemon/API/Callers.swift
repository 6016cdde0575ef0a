import DondocCore
import DondocSystemd
import Glibc
import NIOCore

/// Finds out who is at the other end: the kernel's word, taken at connect.
struct Callers: Sendable {
    let office: OfficeBox

    /// The layout of `struct ucred` (unix(7)), which hides behind _GNU_SOURCE.
    private struct PeerCredentials: Sendable {
        var pid: pid_t = 0
        var uid: uid_t = 0
        var gid: gid_t = 0
    }

    /// The uid at the other end, as the kernel took it at connect.
    func uid(of channel: any Channel) async throws -> Int {
        guard let provider = channel as? any SocketOptionProvider else {
            throw ChannelError.operationUnsupported
        }
        let peer: PeerCredentials = try await provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED)
        ).get()
        return Int(peer.uid)
    }

    func caller(of channel: any Channel) async throws -> Caller {
        let uid = try await uid(of: channel)
        let user = Users.name(uid: UInt32(uid))
        let person = user.flatMap { office.current.directory.person(user: $0) }
        return Caller(
            uid: uid, user: user, person: person,
            isAdmin: uid == 0 || uid == Int(getuid()) || person?.role == .admin)
    }
}
