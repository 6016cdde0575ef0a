import CLinux
import CSystemd
import Glibc

/// What the service manager is told, and what it hands over.
public enum ServiceManager {
    /// Sends a line such as `READY=1`; nothing happens outside systemd.
    public static func notify(_ line: String) { sd_notify(0, line) }

    /// The first listening unix socket that systemd passed, nil without socket activation.
    public static func inheritedSocket() -> Int32? {
        guard sd_listen_fds(1) > 0 else { return nil }
        let first: Int32 = 3  // SD_LISTEN_FDS_START
        return sd_is_socket(first, AF_UNIX, Int32(SOCK_STREAM.rawValue), 1) > 0 ? first : nil
    }
}
