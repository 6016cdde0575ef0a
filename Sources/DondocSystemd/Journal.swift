import CSystemd
import Glibc

/// The systemd journal as a channel: one entry is a list of fields.
public enum Journal {
    /// Sends one entry; blocks while journald does not read, so call it on a thread of its own.
    ///
    /// `sd_journal_sendv` answers 0 even when nobody listens, so the absence of journald's socket
    /// counts as not sent.
    /// - Parameter fields: Names in capitals, digits and `_`; values in UTF-8, any bytes allowed.
    /// - Returns: False when the entry must be tried again.
    public static func send(_ fields: [(name: String, value: String)]) -> Bool {
        guard access("/run/systemd/journal/socket", W_OK) == 0 else { return false }
        let lines = fields.map { Array("\($0.name)=\($0.value)".utf8) }
        let flat = lines.flatMap { $0 }
        let code = flat.withUnsafeBytes { bytes -> Int32 in
            guard let base = bytes.baseAddress else { return -1 }
            var vectors: [iovec] = []
            var offset = 0
            for line in lines {
                vectors.append(
                    iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: base + offset),
                        iov_len: line.count))
                offset += line.count
            }
            return sd_journal_sendv(vectors, Int32(vectors.count))
        }
        return code == 0
    }
}
