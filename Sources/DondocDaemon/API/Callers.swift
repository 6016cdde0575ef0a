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

    func caller(of channel: any Channel) async throws -> Caller {
        guard let provider = channel as? any SocketOptionProvider else {
            throw ChannelError.operationUnsupported
        }
        let peer: PeerCredentials = try await provider.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED)
        ).get()
        let user = Users.name(uid: peer.uid)
        let person = user.flatMap { office.current.directory.person(user: $0) }
        return Caller(
            uid: Int(peer.uid), user: user, person: person,
            isAdmin: peer.uid == 0 || peer.uid == getuid() || person?.role == .admin)
    }
}
