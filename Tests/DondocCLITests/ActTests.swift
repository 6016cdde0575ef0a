import ArgumentParser
import DondocAPI
import DondocCore
import Foundation
import Testing

@testable import DondocCLI

/// What the verbs that change obligations send, and what they refuse to send.
@Suite struct ActTests {
    private func act(_ line: String) throws -> any Act {
        try #require(try parsed(Example(topic: "", line: "dondoc " + line).words) as? any Act)
    }

    /// The fields of the body as JSON has them.
    private func body(_ line: String) throws -> [String: Any] {
        let data = try JSONEncoder().encode(try act(line).request())
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func query(_ line: String) throws -> String {
        let act = try act(line)
        return try act.selection.choice(act.ids).query.map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }

    @Test(
        "Ids and filters go into the query",
        arguments: [
            ("confirm 12", "id=12"), ("confirm 12 13 p/x/2023/a", "id=12,13,p/x/2023/a"),
            ("confirm 12,13 12", "id=12,13"), ("start 12 12", "id=12"),
            ("start 12 --dry-run", "id=12&dry-run=1"),
            ("confirm --plan p --state claimed --dry-run", "plan=p&state=claimed&dry-run=1"),
            (
                "checkin --mine --agency a --lead b --bucket undated --due-before 1/7/2023",
                "agency=a&lead=b&bucket=undated&due-before=2023-07-01&mine=1"
            ),
            ("withdraw --missing p/t/2023 --reason 'x'", "missing=p/t/2023"),
            ("note 7 'lời nhắn'", "id=7"), ("note 7 8 --note x", "id=7,8"),
            ("note 7 8 x", "id=7,8"), ("note --plan p x", "plan=p"),
            ("attach 7 /etc/hostname", "id=7"), ("attach --plan p /etc/hostname", "plan=p"),
            ("waive 40 so-y-te --reason x", "id=40"),
            ("waive 40 41 --input so-y-te --reason x", "id=40,41"),
            ("waive --plan p so-y-te so-gddt --reason x", "plan=p"),
        ])
    func queries(line: String, expected: String) throws { #expect(try query(line) == expected) }

    @Test("One id is answered with all about it, everything else with a change")
    func isOne() throws {
        for (line, isOne) in [
            ("start 12", true), ("start 12 12", true), ("start 12 13", false),
            ("start 12 --dry-run", false), ("start --mine", false),
        ] {
            let act = try act(line)
            #expect(try act.selection.choice(act.ids).isOne == isOne, "\(line)")
        }
    }

    @Test("Days go as ISO 8601, words as they were typed, and nothing unsaid is sent")
    func bodies() throws {
        func same(_ line: String, _ fields: [String: any Hashable]) throws {
            let body = try body(line)
            #expect(NSDictionary(dictionary: body) == NSDictionary(dictionary: fields), "\(line)")
        }
        try same("start 12", [:])
        try same(
            "done 12 --doc 45/BC --dated 12/6/2023 --note n --for a",
            ["doc": "45/BC", "dated": "2023-06-12", "note": "n", "for": "a"])
        try same(
            "confirm 12 --received 9/6/2023 --reason 'vì sao' --note n",
            ["received": "2023-06-09", "reason": "vì sao", "note": "n"])
        try same("return 12 --reason r", ["reason": "r"])
        try same(
            "extend 12 --to 30/6/2023 --reason r --doc 8 --dated 12/6/2023 --force",
            ["to": "2023-06-30", "reason": "r", "doc": "8", "dated": "2023-06-12", "force": true])
        try same("extend 12 --refuse --reason r", ["refuse": true, "reason": "r"])
        try same("waive 40 a b --reason r", ["inputs": ["a", "b"], "reason": "r"])
        try same("waive 40 --input a --reason r", ["inputs": ["a"], "reason": "r"])
        try same("note 12 'lời nhắn'", ["note": "lời nhắn"])
        try same("note 12 13 --note x --for a", ["note": "x", "for": "a"])
        try same("note --plan p x", ["note": "x"])
    }

    @Test("A verb sends every field that the API takes for it, and no other")
    func fields() throws {
        let lines = [
            "start 1 --note n --for a", "checkin 1 --note n --for a", "note 1 --note n --for a",
            "done 1 --doc d --dated 1/6/2023 --note n --for a", "attach 1 f --note n --for a",
            "confirm 1 --received 1/6/2023 --reason r --note n", "return 1 --reason r",
            "extend 1 --to 1/6/2023 --reason r --doc d --dated 1/6/2023 --force",
            "extend 1 --refuse --reason r", "withdraw 1 --reason r", "reopen 1 --reason r",
            "waive 1 a --reason r", "remind snooze 1 --until 1/6/2023 --reason r",
            "remind snooze 1 --end", "remind ack 1 --until '1/6/2023 09:00' --note n",
            "remind ack 1 --for 3wd", "remind ack 1 --end", "remind now 1 --note n",
        ]
        var sent: [ObligationVerb: Set<String>] = [:]
        for line in lines {
            let verb = type(of: try act(line)).verb
            sent[verb, default: []].formUnion(try body(line).keys)
        }
        // Files are read only when the command runs.
        sent[.done]?.insert("file")
        sent[.attach]?.formUnion(["file", "name"])
        for verb in ObligationVerb.allCases {
            let taken = Set(ActRequest.fields(of: verb.rawValue).map(\.rawValue))
            #expect(sent[verb] == taken, "\(verb)")
        }
    }

    @Test(
        "Wrong usage ends with 64 before anything is sent",
        arguments: [
            "start", "confirm", "withdraw --reason x", "confirm 12 --plan p", "start --dry-run",
            "return 12", "return 12 --reason ' '", "extend 12 --to 1/7/2023", "withdraw 12",
            "reopen 12", "waive 12 a", "waive 12 --reason x", "confirm 12 --received 1/6/2023",
            "extend 12 --reason x", "extend 12 --to 1/7/2023 --refuse --reason x",
            "extend 12 --refuse --doc 5 --reason x", "extend 12 --refuse --force --reason x",
            "extend 12 --to 31/6/2023 --reason x", "done 12 --dated 1/6/2023",
            "extend 12 --to 1/7/2023 --dated 1/6/2023 --reason x", "attach 12", "attach 12 -",
            "attach --plan p a b", "attach 12 a b --dry-run", "note 7", "note --plan p",
            "note 7 a --note b", "note 7 ' '", "start --state late", "start ,",
            "done 12 --at 1/6/2023", "remind snooze 1 --reason x",
            "remind snooze 1 --end --until 1/7/2023",
            "remind snooze 1 --until 1/7/2023", "remind snooze 1 --until '1/7/2023 9h' --reason x",
            "remind ack 1 --for 3d", "remind ack 1 --for 367wd", "remind ack 1 --for 3wd --end",
            "remind ack", "remind now", "remind now 1 --reason x",
            "undo 0", "undo x", "undo 4 5", "undo --at 1/6/2023", "audit verify --head 5",
            "audit verify --head 5:abc", "log --change 0", "log --at 1/6/2023",
            "why 7 --at 1/6/2023", "next --at 1/6/2023",
            "list --by claim", "list --totals -n 5", "list --at 31/6/2023", "show 7 --at mai",
            "help nothing", "help plan nothing", "status --at 1/6/2023", "--at 1/6/2023 whoami",
            "explain 'Cả năm' --at 1/6/2023",
        ])
    func usage(line: String) {
        let words = rearranged(Example(topic: "", line: "dondoc " + line).words)
        let error = #expect(throws: (any Error).self) { try parsed(words) }
        #expect(error.map { Root.exitCode(for: $0).rawValue } == 64)
    }

    @Test("--at with next is refused with what answers instead")
    func nextAsOf() {
        let error = #expect(throws: (any Error).self) { try parsed(["next", "--at", "1/6/2023"]) }
        let text = error.map { Root.fullMessage(for: $0) } ?? ""
        #expect(text.contains("list --at") && text.contains("why ID"))
        for name in ["plan list", "plan show", "audit verify"] {
            let words = name.split(separator: " ").map(String.init)
            let more = name == "plan show" ? ["p", "--at", "1/6/2023"] : ["--at", "1/6/2023"]
            let error = #expect(throws: (any Error).self) { try parsed(words + more) }
            let text = error.map { Root.fullMessage(for: $0) } ?? ""
            #expect(text.contains("\(name) không trả lời theo ngày"))
        }
    }

    @Test("A verb that does not exist is named, with the nearest that does")
    func noSuchVerb() {
        let error = #expect(throws: (any Error).self) { try parsed(["confrim", "12"]) }
        #expect(error.map { Root.exitCode(for: $0).rawValue } == 64)
        let text = error.map { Root.fullMessage(for: $0) } ?? ""
        #expect(text.contains("không có lệnh 'confrim'; ý là confirm?"))
    }

    @Test("So many ids that no request holds them are refused with the way out")
    func tooMany() throws {
        let key = "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong"
        // A key takes 63 bytes with its escapes and its comma: 7,000 hold 111.
        let few = (1...100).map { "\(key)\($0)" }
        _ = try parsed(["start"] + few)
        let error = #expect(throws: (any Error).self) {
            try parsed(["start"] + few + few.map { $0 + "x" })
        }
        #expect(error.map { Root.fullMessage(for: $0).contains("bộ lọc") } == true)
    }

    @Test("Both languages say what to name", arguments: Language.allCases)
    func helpful(language: Language) {
        Language.$current.withValue(language) {
            let error = #expect(throws: (any Error).self) { try parsed(["confirm"]) }
            let text = error.map { Root.fullMessage(for: $0) } ?? ""
            #expect(text.contains("--plan") && text.contains("dondoc confirm"))
            #expect(text.contains(language == .vi ? "nêu đầu việc" : "name the work"))
        }
    }
}
