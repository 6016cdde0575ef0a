import Foundation
import TestSupport

/// A certificate authority of the test's own, made by openssl(1), and what it signs.
final class Authority {
    let folder: URL
    /// The file that a relay's `ca` names.
    var path: String { file("ca.pem") }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("dondoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA",
            "-keyout", file("ca.key"), "-out", path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// A certificate for a name like `IP:127.0.0.1` or `DNS:example.test`, valid for so many days;
    /// none of them has expired at once.
    func sign(_ name: String, days: Int = 1) throws -> (path: String, key: String) {
        let (certificate, key, request) = (file("c.pem"), file("c.key"), file("c.csr"))
        try openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=relay", "-addext",
            "subjectAltName=\(name)", "-keyout", key, "-out", request)
        try openssl(
            "x509", "-req", "-in", request, "-CA", path, "-CAkey", file("ca.key"), "-days",
            "\(days)", "-copy_extensions", "copyall", "-out", certificate)
        return (certificate, key)
    }

    private func openssl(_ arguments: String...) throws {
        let remarks = Pipe()
        let program = try Program("/usr/bin/openssl", arguments, remarks: remarks)
        _ = remarks.fileHandleForReading.readDataToEndOfFile()
        guard program.wait() == 0 else { throw PeerFailed() }
    }
}
