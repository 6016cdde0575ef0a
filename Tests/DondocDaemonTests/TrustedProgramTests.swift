import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation
import Glibc
import Testing
import TestSupport

@testable import DondocDaemon

/// sendmail is run only where nobody but root can change it; security.md, 4, row 17.
@Suite(.enabled(if: getuid() == 0)) struct TrustedProgramTests {
    private let bench: Bench
    /// As long as nothing is done to it, a program of root's.
    private let program: String

    init() throws {
        bench = try Bench()
        let folder = bench.folder.resolvingSymlinksInPath().path + "/sbin"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for place in [bench.folder.path, folder] { chmod(place, 0o755) }
        program = folder + "/mta"
        try Program("/usr/bin/install", ["-m", "0755", "/usr/bin/cat", program]).wait()
    }

    enum Harm: CaseIterable {
        case everybodyWrites, groupWrites, parentOpen, parentOfGroup, stranger, link, linkOnTheWay,
            gone

        /// Does it, and tells the path to use and the words that must be said.
        func done(to program: String) throws -> (path: String, what: String, fix: String) {
            let folder = (program as NSString).deletingLastPathComponent
            switch self {
            case .everybodyWrites:
                chmod(program, 0o757)
                return (
                    program, "người khác ghi được vào \(program) (quyền 0757)",
                    "chmod o-w \(program)"
                )
            case .groupWrites:
                chmod(program, 0o775)
                return (
                    program, "người khác ghi được vào \(program) (quyền 0775)",
                    "chmod go-w \(program)"
                )
            case .parentOpen:
                chmod(folder, 0o777)
                return (
                    program, "người khác ghi được vào \(folder) (quyền 0777)",
                    "chmod go-w \(folder)"
                )
            case .parentOfGroup:
                chmod(folder, 0o775)
                return (
                    program, "người khác ghi được vào \(folder) (quyền 0775)",
                    "chmod go-w \(folder)"
                )
            case .stranger:
                chown(program, 12_345, 0)
                return (program, "\(program) thuộc về người dùng '12345'", "chown root \(program)")
            case .link:
                let link = program + "-link"
                symlink(program, link)
                return (
                    link, "\(link) là liên kết tượng trưng",
                    "viết đường dẫn thật, như readlink -f \(link) cho biết"
                )
            case .linkOnTheWay:
                symlink(folder, folder + "-link")
                let path = folder + "-link/mta"
                return (
                    path, "\(folder)-link là liên kết tượng trưng",
                    "viết đường dẫn thật, như readlink -f \(path) cho biết"
                )
            case .gone:
                unlink(program)
                return (program, "không có tệp \(program)", "cài postfix hoặc sửa đường dẫn")
            }
        }
    }

    private func use(_ path: String) throws {
        try """
        site: {name: Văn phòng}
        mail:
          from: dondoc@example.test
          via: sendmail:\(path)
          training-to: t@example.test
        """.write(
            to: bench.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
            encoding: .utf8)
    }

    /// Puts the settings into force as a start does, which takes what a reload refuses.
    private func start() throws {
        var office = bench.office.current
        office.settings = try bench.work.config.settings()
        bench.office.replace(office)
    }

    @Test("A program of root's takes letters, and nothing is said of it")
    func good() async throws {
        defer { bench.remove() }
        try use(program)
        _ = try await bench.work.reload(by: Bench.root)
        // cat ends with 1 for words that are no files: nobody knows what became of the letter.
        let delivery = Sendmail.trusted(program).obstacle
        #expect(delivery == nil)
        #expect(try await bench.work.status().troubles.map(\.cause) == ["calendar-missing"])
    }

    @Test(
        "What others could change is not run: letters wait, and status says how to mend it",
        arguments: Harm.allCases)
    func harmed(harm: Harm) async throws {
        defer { bench.remove() }
        try await bench.load(Bench.plan("p"))
        let (path, what, fix) = try harm.done(to: program)
        try use(path)
        do {
            _ = try await bench.work.reload(by: Bench.root)
            Issue.record("a reload takes \(path)")
        } catch let problem as Problem {
            let file = bench.folder.appendingPathComponent("dondoc.yaml").path
            #expect(problem.items == ["\(file):4:8: error: 'via': \(what)\n  fix: \(fix)"])
        }
        try start()
        let trouble = try #require(
            try await bench.work.status().troubles.first { $0.cause == "mail-stuck" })
        #expect(trouble.what == "thư phải chờ, mail.via: \(what)" && trouble.mend == fix)

        try await bench.beat(at: "2023-06-05 08:00")
        let courier = try courier()
        let run = Task { try await courier.run() }
        while try await bench.store.untriedLetters(at: bench.clock.now()) > 0 { await Task.yield() }
        run.cancel()
        try await run.value
        #expect(try await bench.store.health().letters == [.queued: 1, .sent: 0])
        let reason = "không chạy được sendmail: \(what); \(fix)"
        let why = try await bench.work.why("1")
        #expect(why.rungs.flatMap(\.letters).map(\.error) == [reason])
        // Somebody who asks for a test letter hears the same.
        let ended = await courier.tryOnce(
            Array("Subject: x\r\n\r\nx\r\n".utf8), to: "t@example.test", ended: { _ in })
        guard case .notAccepted(let told)? = ended?.outcome else {
            Issue.record("\(String(describing: ended))")
            return
        }
        #expect(told.text == reason)
    }

    private func courier() throws -> Courier {
        let office = bench.office
        return try Courier(
            store: bench.store, clock: bench.clock, office: office,
            journal: try JournalWorker(store: bench.store, sink: .stderr),
            transport: { office.current.transport(true, credentials: nil) })
    }

    @Test("Mended, the next letter runs it, without a reload")
    func mended() throws {
        defer { bench.remove() }
        let sendmail = Sendmail.trusted(program)
        chmod(program, 0o777)
        #expect(sendmail.obstacle?.fix == "chmod go-w \(program)")
        chmod(program, 0o755)
        #expect(sendmail.obstacle == nil)
    }
}
