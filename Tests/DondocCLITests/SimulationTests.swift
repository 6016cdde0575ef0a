import ArgumentParser
import DondocAPI
import DondocCore
import Foundation
import Testing
import TestSupport

@testable import DondocCLI

@Suite struct SimulationTests {
    @Test("Answers behind the last day are told by their lines")
    func behind() throws {
        let text = """
            day,key,verb,text
            2023-06-30,1,done
            2023-07-01 09:00,2,done
            # 2024-01-01
             "01/07/2023",3,done
            x,4,done
            """
        #expect(AnswerLines.behind(try #require(Day(2023, 6, 30)), text) == [3, 5])
    }

    private static func row(
        _ letter: Int, _ at: String, _ kind: String, _ step: String, _ key: String, to: String,
        due: String? = nil, merged: [String]? = nil, subject: String, count: Int = 1
    ) -> SimulatedView {
        SimulatedView(
            at: "\(at):00+07:00", kind: kind, step: step, key: key, agency: "so-y-te", due: due,
            recipients: [to], channel: "mail", merged: merged ?? [step], letter: letter,
            subject: subject, count: count)
    }

    private let rows = [
        row(
            1, "2023-06-05T07:30", "assigned", "assigned-2023-06-05", "p", to: "a@example.test",
            subject: "[Giao việc] Kế hoạch: 1 việc chủ trì, 1 việc phối hợp", count: 2),
        row(
            4, "2023-06-16T08:00", "overdue", "+1wd", "p/bc/2023-H1/so-y-te",
            to: "a@example.test", due: "2023-06-15", merged: ["due", "+1wd"],
            subject: "[Đôn đốc 16/06/2023] 1 quá hạn; theo dõi 1 kế hoạch: 3 quá hạn – Sở"),
        row(
            4, "2023-06-16T08:00", "digest", "digest-2023-06-16", "p", to: "a@example.test",
            subject: "[Đôn đốc 16/06/2023] 1 quá hạn; theo dõi 1 kế hoạch: 3 quá hạn – Sở"),
        row(
            5, "2023-06-16T10:00", "returned", "returned-1", "p/bc/2023-H1/so-y-te",
            to: "a@example.test", due: "2023-06-15", subject: "[Trả lại] Báo cáo\u{1b}[31m – Sở"),
        row(
            6, "2023-06-16T08:00", "upcoming", "0", "p/viec/2023/khac", to: "b@example.test",
            due: "2023-06-16", subject: "[Hôm nay] Việc – Khác"),
    ]

    @Test("simulate tells letter by letter, and counts them below") func page() throws {
        try expectGoldenWords("simulate") {
            SimulationPage.text(rows, width: 80, colour: false) + "--\n"
                + SimulationPage.footer(rows) + "\n" + SimulationPage.footer([]) + "\n"
        }
        #expect(SimulationPage.text([], width: 80, colour: false).isEmpty)
    }

    @Test("CSV has the fields of the contract, then the letter, its subject and the count")
    func csv() throws {
        let lines = SimulationPage.csv(rows).components(separatedBy: "\r\n")
        #expect(
            lines[0].replacing("\"", with: "")
                == "at,kind,step,key,agency,due,recipients,channel,merged,letter,subject,count")
        #expect(lines[1].hasSuffix("\"2\"") && lines[2].hasSuffix("\"1\""))
        #expect(lines[2].contains("\"'+1wd\"") && lines[2].contains("\"due +1wd\",\"4\""))
    }

    @Test("What is asked for is sent as one body; files are read here")
    func asks() throws {
        let server = try CannedServer(answering: [rows])
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.csv").path
        try Data("2023-06-10,p/viec,done\n".utf8).write(to: URL(filePath: file))
        var command = try parsed([
            "simulate", "--from", "5/6/2023", "--to", "2023-06-30", "--answers", file, "--agency",
            "so-y-te", "--to-address", "a@example.test", "--json", "--socket", server.path,
        ])
        try command.run()
        #expect(server.asked == ["POST /v1/simulate"])
        let body = try JSONDecoder().decode(SimulateRequest.self, from: Data(server.bodies[0].utf8))
        var wanted = SimulateRequest()
        (wanted.from, wanted.to) = ("2023-06-05", "2023-06-30")
        (wanted.agency, wanted.toAddress) = ("so-y-te", "a@example.test")
        wanted.answers = .init(name: file, text: "2023-06-10,p/viec,done\n")
        #expect(body == wanted)
    }

    @Test("A refusal of the daemon keeps its exit status and each line of its items")
    func refused() throws {
        let problem = Problem(
            title: "bad file", status: 422, detail: "1 lỗi", exit: 65,
            items: ["a.csv:1:12: error: không có\n  fix: sửa"])
        let server = try CannedServer(answering: [problem])
        var command = try parsed(["simulate", "--socket", server.path])
        #expect(throws: Failure(65, ["1 lỗi", "a.csv:1:12: error: không có", "  fix: sửa"])) {
            try command.run()
        }
    }

    @Test(
        "What goes together and what does not",
        arguments: [
            (["--from", "2/6/2023", "--to", "1/6/2023"], false), (["--json", "--csv"], false),
            (["--config", "config"], false), (["--offline", "-H", "so"], false),
            (["--at", "1/6/2023"], false), (["--from", "31/6/2023"], false),
            (["--offline", "--config", "config", "--plan", "a.yaml", "b.yaml", "--csv"], true),
        ])
    func options(arguments: [String], isFine: Bool) throws {
        if isFine {
            let command = try #require(try parsed(["simulate"] + arguments) as? SimulateCommand)
            #expect(command.plan == ["a.yaml", "b.yaml"] && command.csv)
        } else {
            #expect(throws: (any Error).self) { _ = try parsed(["simulate"] + arguments) }
        }
    }

    @Test(
        "Offline the daemon's own program answers, without any daemon; its refusal is the command's"
    )
    func offline() throws {
        // Beside the tests stand both programs.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: tests).deletingLastPathComponent()
        func run(_ more: [String]) throws -> (status: Int32, out: Data, remarks: String) {
            let (out, remarks) = (Pipe(), Pipe())
            let program = try Program(
                folder.appending(path: "dondoc").path,
                ["simulate", "--offline", "--config", shippedConfig] + more, output: out,
                remarks: remarks)
            let data = out.fileHandleForReading.readDataToEndOfFile()
            let words = remarks.fileHandleForReading.readDataToEndOfFile()
            return (program.wait(), data, String(decoding: words, as: UTF8.self))
        }
        let (status, out, _) = try run([
            "--plan", shippedConfig + "/plans/ha-noi-2024.yaml", "--from", "01/01/2024", "--to",
            "31/03/2024", "--json",
        ])
        #expect(status == 0)
        let rows = try JSONDecoder().decode([SimulatedView].self, from: out)
        #expect(!rows.isEmpty && rows.allSatisfy { $0.key.hasPrefix("ha-noi-2024") })
        let (wrong, nothing, remarks) = try run(["--agency", "so-y-tee", "--lang", "en"])
        #expect(wrong == 66 && nothing.isEmpty)
        #expect(remarks.contains("there is no agency 'so-y-tee'"), "\(remarks)")
    }

    @Test(
        "Offline a step that names words which no template has is refused, as a reload refuses it")
    func unknownWording() throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(filePath: tests).deletingLastPathComponent()
        let config = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: config) }
        try FileManager.default.copyItem(atPath: shippedConfig, toPath: config.path)
        func run(_ wording: String) throws -> (status: Int32, remarks: String) {
            try
                "policies: {standard: {for: [task, report], steps: [{at: 0, wording: \(wording)}]}}\n"
                .write(
                    to: config.appending(path: "policies.yaml"), atomically: true, encoding: .utf8)
            let (out, remarks) = (Pipe(), Pipe())
            let program = try Program(
                folder.appending(path: "dondoc").path,
                [
                    "simulate", "--offline", "--config", config.path, "--plan",
                    shippedConfig + "/plans/ha-noi-2024.yaml", "--from", "2024-01-01", "--to",
                    "2024-01-05", "--json",
                ], output: out, remarks: remarks)
            _ = out.fileHandleForReading.readDataToEndOfFile()
            let words = remarks.fileHandleForReading.readDataToEndOfFile()
            return (program.wait(), String(decoding: words, as: UTF8.self))
        }
        let refused = try run("nghiem")
        #expect(refused.status == 65 && refused.remarks.contains("policies.yaml:1:"))
        #expect(refused.remarks.contains("nghiem") && refused.remarks.contains("urgent"))
        #expect(try run("urgent").status == 0)
    }
}
