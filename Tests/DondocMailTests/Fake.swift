import Foundation
import Glibc
import TestSupport

@testable import DondocMail

/// A program in the place of sendmail, in a folder of its own.
final class Fake: Sendable {
    let folder: URL
    var path: String { file("sendmail") }

    /// `body` is lines of sh(1); `$here.…` names files beside the program.
    init(_ body: String) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("dondoc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try install(body)
        chmod(folder.path, 0o755)
    }

    /// Puts another program in its place.
    func install(_ body: String) throws {
        try "#!/bin/sh\nhere='\(path)'\n\(body)\n".write(
            toFile: file("source"), atomically: true, encoding: .utf8)
        // Another process writes the program: a descriptor of ours could be open for writing in some
        // other test's child at the wrong moment (ETXTBSY).
        try Program("/usr/bin/install", ["-m", "0755", file("source"), path]).wait()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func text(_ name: String) -> String? {
        try? String(contentsOfFile: file(name), encoding: .utf8)
    }
}

/// Opens whatever stands there; whom to trust is the daemon's to say.
@Sendable func plainly(_ path: String) -> Result<Int32, Obstacle> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? .failure(Obstacle("nhầm chỗ", fix: "tìm lại")) : .success(descriptor)
}
