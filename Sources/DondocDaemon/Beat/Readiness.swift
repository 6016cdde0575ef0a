import DondocSystemd
import Synchronization

/// Tells the service manager, once, that what was due at the start is recorded.
///
/// The database was checked and the socket listens before anybody holds one of these.
final class Readiness: Sendable {
    private let remark: Mutex<String?>

    /// - Parameter remark: One line for people; nil where nobody is to be told.
    init(_ remark: String?) { self.remark = Mutex(remark) }

    func reached() {
        let remark = self.remark.withLock { remark in
            defer { remark = nil }
            return remark
        }
        guard let remark else { return }
        Output.error("dondocd: " + remark)
        ServiceManager.notify("READY=1")
    }
}
