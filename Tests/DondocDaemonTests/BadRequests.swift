import Testing

/// Requests that are refused, and a few that only look as if they should be.
struct BadRequest: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }

    init(_ name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    static let host = "Host: dondoc\r\nConnection: close\r\n"

    static func get(_ name: String, _ target: String) -> BadRequest {
        BadRequest(name, "GET \(target) HTTP/1.1\r\n\(host)\r\n")
    }

    /// A note to the first obligation.
    static func note(_ name: String, _ body: String, head: String = "") -> BadRequest {
        post(name, "/v1/obligation/note?id=1", Array(body.utf8), head: head)
    }

    /// A claim of the first obligation.
    static func done(_ name: String, _ body: String) -> BadRequest {
        post(name, "/v1/obligation/done?id=1", Array(body.utf8))
    }

    static func post(_ name: String, _ target: String, _ body: [UInt8], head: String = "")
        -> BadRequest
    {
        let start =
            "POST \(target) HTTP/1.1\r\n\(host)\(head)Content-Length: \(body.count)\r\n\r\n"
        return BadRequest(name, bytes: Array(start.utf8) + body)
    }

    static func load(_ name: String, _ body: String) -> BadRequest {
        post(name, "/v1/plans", Array(body.utf8))
    }

    static let all = bodies + loads + changes + queries + heads + framings

    static let bodies: [BadRequest] = [
        note("json-cut", #"{"note": "x"#),
        note("json-words", "note=x"),
        note("json-twice", #"{"note": "có", "doc": "1", "note": "không"}"#),
        note("json-twice-escaped", #"{"note": "a", "n\u006fte": "b"}"#),
        note("json-depth-10000", String(repeating: "[", count: 10_000)),
        note(
            "json-depth-10000-objects",
            String(repeating: #"{"note":"#, count: 10_000) + String(repeating: "}", count: 10_000)),
        note("json-1e400", #"{"note": 1e400}"#),
        note("json-long-number", #"{"note": \#(String(repeating: "9", count: 500))}"#),
        note("json-lone-surrogate", #"{"note": "a\ud800b"}"#),
        note("json-low-surrogate", #"{"note": "\udc00\ud800"}"#),
        post(
            "json-not-utf8", "/v1/obligation/note?id=1", Array(#"{"note": ""#.utf8) + [0xC3, 0x28]),
        note("json-bom", "\u{FEFF}{}"),
        note("json-nul", "{\"note\": \"a\u{0}b\"}"),
        note("json-trailing", #"{"note": "x"} {}"#),
        note("json-comment", "{\"note\": \"x\" /* y */}"),
        note("json-nan", #"{"note": NaN}"#),
        note("type-number", #"{"note": 5}"#),
        note("type-object", #"{"note": {"x": 1}}"#),
        note("type-array-body", "[]"),
        note("type-null-body", "null"),
        note("field-unknown", #"{"note": "x", "actor": "root", "time": 0}"#),
        note("field-unknown-escape", #"{"note": "x", "\u001b[31m": "\u202e"}"#),
        note("text-escape", #"{"note": "a\u001b]52;c;eA==\u0007"}"#),
        note("text-bidi", #"{"note": "a\u202eb"}"#),
        done("text-zero-width", #"{"doc": "1\u200b2"}"#),
        note("text-long", #"{"note": "\#(String(repeating: "ệ", count: 2_000))"}"#),
        note("text-empty", #"{"note": ""}"#),
        done("day-impossible", #"{"dated": "2023-02-30"}"#),
        done("day-escape", #"{"dated": "\u001b[2J"}"#),
        done("day-future", #"{"dated": "2099-01-01"}"#),
        note("for-other", #"{"note": "x", "for": "desk"}"#),
    ]

    static let loads: [BadRequest] = [
        load("load-empty", #"{"files": [], "all": false}"#),
        load("load-both", #"{"files": [{"name": "a", "text": "b"}], "all": true}"#),
        load("load-missing-field", #"{"files": []}"#),
        load(
            "load-nested-unknown",
            #"{"files": [{"name": "a", "text": "b", "uid": 0}], "all": false}"#),
        load("load-nested-type", #"{"files": [{"name": "a", "text": 1}], "all": false}"#),
        load("load-all-type", #"{"files": [], "all": "yes"}"#),
        load(
            "load-name-escape",
            #"{"files": [{"name": "\u001b[2J.yaml", "text": "x"}], "all": false}"#),
        load(
            "load-bad-plan",
            #"{"files": [{"name": "p.yaml", "text": "plan: \"\\e[31mđỏ\\u202e\"\ntitle: T\n"}], "all": false}"#
        ),
        post(
            "reload-too-large", "/v1/reload", [UInt8](repeating: 0x20, count: (1 << 20) + 1)),
        post("reload-body", "/v1/reload", Array(#"{"all": true}"#.utf8)),
        post("reload-list", "/v1/reload", Array("[]".utf8)),
    ]

    /// Verbs with several obligations, and what takes changes back.
    static let changes: [BadRequest] = [
        post("act-no-target", "/v1/obligation/done", []),
        post("act-id-and-filter", "/v1/obligation/done?id=1&plan=thu", []),
        post("act-id-and-by", "/v1/obligation/done?id=1&by=due", []),
        post("act-by-alone", "/v1/obligation/done?by=original", []),
        post("act-empty-filter", "/v1/obligation/done?missing=", []),
        post("act-empty-id", "/v1/obligation/done?id=1,", []),
        post("act-limit", "/v1/obligation/done?plan=thu&limit=1", []),
        post("act-plan-none", "/v1/obligation/done?plan=tju", []),
        post("act-agency-none", "/v1/obligation/done?agency=dekc", []),
        post("act-one-of-none", "/v1/obligation/done?id=1,99", []),
        post("act-dry-run-word", "/v1/obligation/done?id=1&dry-run=yes", []),
        post("act-field-of-another", "/v1/obligation/start?id=1", Array(#"{"doc": "1"}"#.utf8)),
        post(
            "act-too-many-ids",
            "/v1/obligation/done?id=" + (1...3_000).map(String.init).joined(separator: ","), []),
        post("return-planned", "/v1/obligation/return?id=1", Array(#"{"reason": "x"}"#.utf8)),
        post("withdraw-no-reason", "/v1/obligation/withdraw?id=1", []),
        post("attach-no-name", "/v1/obligation/attach?id=1", []),
        post(
            "attach-wide-hash", "/v1/obligation/attach?id=1",
            Array(#"{"name": "a", "file": "\#(String(repeating: "a", count: 61))ａ"}"#.utf8)),
        post(
            "extend-earlier", "/v1/obligation/extend?id=1",
            Array(#"{"to": "2023-06-01", "reason": "x", "doc": "1"}"#.utf8)),
        post(
            "extend-refuse-nothing", "/v1/obligation/extend?id=1",
            Array(#"{"refuse": true, "reason": "x"}"#.utf8)),
        post(
            "waive-nothing", "/v1/obligation/waive?id=1",
            Array(#"{"inputs": ["so"], "reason": "x"}"#.utf8)),
        post(
            "waive-1001-inputs", "/v1/obligation/waive?id=1",
            Array(
                #"{"inputs": [\#(Array(repeating: "\"so\"", count: 1_001).joined(separator: ","))], "reason": "x"}"#
                    .utf8)),
        post("undo-none", "/v1/undo", Array(#"{"change": 999}"#.utf8)),
        post("undo-negative", "/v1/undo", Array(#"{"change": -1}"#.utf8)),
        post("undo-fraction", "/v1/undo", Array(#"{"change": 1.5}"#.utf8)),
        post("undo-files", "/v1/undo", Array(#"{"change": 1}"#.utf8)),
        post("undo-id", "/v1/undo?id=1", []),
        post("mail-no-address", "/v1/mail/test", Array(#"{"to": "nobody"}"#.utf8)),
        post("mail-empty", "/v1/mail/test", []),
        post("mail-off", "/v1/mail/test", Array(#"{"to": "so@example.test"}"#.utf8)),
    ]

    static let queries: [BadRequest] = [
        get("route-unknown", "/v1/obligatoins"),
        get("route-escape", "/v1/%1b%5b31m"),
        get("route-up", "/v1/../etc/passwd"),
        BadRequest("method-delete", "DELETE /v1/obligations HTTP/1.1\r\n\(host)\r\n"),
        BadRequest("method-post", "POST /v1/status HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n"),
        get("method-get-of-act", "/v1/obligation/done?id=1"),
        BadRequest("method-trace", "TRACE /v1/status HTTP/1.1\r\n\(host)\r\n"),
        get("query-unknown", "/v1/obligations?agncy=so"),
        get("query-of-another-route", "/v1/status?plan=thu"),
        get("query-at-of-next", "/v1/next?at=2023-06-01"),
        get("query-limit-of-counts", "/v1/counts?limit=1"),
        get("query-empty", "/v1/obligations?plan="),
        get("query-plan-none", "/v1/obligations?plan=thh"),
        get("query-agency-none", "/v1/counts?agency=sso"),
        get("query-agency-nowhere", "/v1/obligations?agency=quang-binh"),
        get("query-lead-none", "/v1/next?lead=@so"),
        get("query-missing-none", "/v1/obligations?missing=thu/viecc"),
        get("query-missing-of-no-report", "/v1/counts?missing=1"),
        get("query-by", "/v1/counts?by=claimed"),
        get("query-at", "/v1/counts?at=2023-02-29"),
        get("query-asked", "/v1/obligations?asked=0"),
        get("query-mine-and-agency", "/v1/obligations?mine=1&agency=so"),
        get("log-limit", "/v1/log?limit=1001"),
        get("log-change-none", "/v1/log?change=999"),
        get("audit-head", "/v1/audit?head=12"),
        get("task-missing", "/v1/task"),
        get("task-none", "/v1/task?id=thu/viecc"),
        get("plan-missing", "/v1/plan"),
        get("query-twice", "/v1/obligations?state=done&state=planned"),
        get("query-state", "/v1/obligations?state=finished"),
        get("query-bucket", "/v1/obligations?bucket=late"),
        get("query-day", "/v1/obligations?due-before=31/12/2023"),
        get("query-limit-zero", "/v1/obligations?limit=0"),
        get("query-limit-sign", "/v1/log?limit=-5"),
        get("query-limit-huge", "/v1/obligations?limit=99999999999999999999"),
        get("query-offset", "/v1/obligations?offset=%2B1"),
        get("query-mine", "/v1/next?mine=yes"),
        get("query-percent", "/v1/obligations?plan=%zz"),
        get("query-not-utf8", "/v1/obligations?plan=%C3%28"),
        get("id-missing", "/v1/obligation"),
        get("id-none", "/v1/obligation?id=999999"),
        get("id-escape", "/v1/obligation?id=%1B%5D0%3Bx%07"),
        get("id-bidi", "/v1/obligation/why?id=%E2%80%AEabc%E2%81%A9"),
        get("id-sql", "/v1/obligation?id=1%27%20OR%20%271%27%3D%271"),
        get("id-like", "/v1/obligation?id=%25"),
        get("plan-none", "/v1/plan?id=%1B%5B2Jx"),
        BadRequest(
            "dry-run-word",
            "POST /v1/reload?dry-run=true HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n"),
    ]

    static let heads: [BadRequest] = [
        note("if-match-word", #"{"note": "x"}"#, head: "If-Match: \"abc\"\r\n"),
        post(
            "if-match-star-of-several", "/v1/obligation/note?plan=thu",
            Array(#"{"note": "x"}"#.utf8),
            head: "If-Match: *\r\n"),
        post("if-match-reload", "/v1/reload", [], head: "If-Match: \"1\"\r\n"),
        post("if-match-undo", "/v1/undo", [], head: "If-Match: *\r\n"),
        note(
            "if-match-two", #"{"note": "x"}"#, head: "If-Match: \"98\"\r\nIf-Match: 99\r\n"),
        note("if-match-weak", #"{"note": "x"}"#, head: "If-Match: W/\"2\"\r\n"),
        note("if-match-star-and-more", #"{"note": "x"}"#, head: "If-Match: *, \"2\"\r\n"),
        note("if-match-commas", #"{"note": "x"}"#, head: "If-Match: ,,\r\n"),
        note("if-match-sign", #"{"note": "x"}"#, head: "If-Match: \"+2\"\r\n"),
        note("if-match-huge", #"{"note": "x"}"#, head: "If-Match: 99999999999999999999\r\n"),
        note("if-match-stale", #"{"note": "x"}"#, head: "If-Match: \"0\"\r\n"),
        note("key-short", #"{"note": "x"}"#, head: "Idempotency-Key: abc\r\n"),
        note(
            "key-long", #"{"note": "x"}"#,
            head: "Idempotency-Key: \(String(repeating: "k", count: 129))\r\n"),
        note("key-space", #"{"note": "x"}"#, head: "Idempotency-Key: abc def ghi\r\n"),
        note("key-letters", #"{"note": "x"}"#, head: "Idempotency-Key: đôn-đốc-123\r\n"),
        BadRequest("host-missing", "GET /v1/status HTTP/1.1\r\nConnection: close\r\n\r\n"),
        BadRequest("host-two", "GET /v1/status HTTP/1.1\r\n\(host)Host: other\r\n\r\n"),
        BadRequest("http-1.0", "GET /v1/status HTTP/1.0\r\n\r\n"),
        BadRequest("http-2-preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        BadRequest("http-0.9", "GET /v1/status\r\n\r\n"),
        BadRequest("target-absolute", "GET http://evil.example/v1/status HTTP/1.1\r\n\(host)\r\n"),
        BadRequest(
            "head-field-8k",
            "GET /v1/status HTTP/1.1\r\n\(host)X: \(String(repeating: "x", count: 9_000))\r\n\r\n"),
        BadRequest(
            "head-fields-100",
            "GET /v1/status HTTP/1.1\r\n\(host)\((0..<100).map { "X\($0): y\r\n" }.joined())\r\n"),
        get("head-target-9k", "/v1/obligations?plan=" + String(repeating: "x", count: 9_000)),
        BadRequest("head-target-endless", "GET /" + String(repeating: "x", count: 3_000_000)),
        BadRequest(
            "head-1m",
            "GET /v1/status HTTP/1.1\r\n\(host)" + String(repeating: "X: y\r\n", count: 200_000)),
    ]

    static let framings: [BadRequest] = [
        note("body-2m", #"{"note": "\#(String(repeating: "x", count: 2 << 20))"}"#),
        BadRequest(
            "body-said-100g",
            "POST /v1/plans HTTP/1.1\r\n\(host)Content-Length: 107374182400\r\n\r\n{}"),
        BadRequest(
            "chunks-8m",
            "POST /v1/obligation/note?id=1 HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n"
                + String(
                    repeating: "8000\r\n\(String(repeating: "x", count: 0x8000))\r\n", count: 256)
                + "0\r\n\r\n"),
        BadRequest(
            "chunk-size-bad",
            "POST /v1/obligation/note?id=1 HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"
        ),
        BadRequest(
            "length-and-chunks",
            "POST /v1/obligation/note?id=1 HTTP/1.1\r\n\(host)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        BadRequest(
            "two-lengths",
            "POST /v1/obligation/note?id=1 HTTP/1.1\r\n\(host)Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"
        ),
        BadRequest(
            "length-negative",
            "POST /v1/obligation/note?id=1 HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n"),
        BadRequest("fold", "GET /v1/status HTTP/1.1\r\n\(host)X: a\r\n b\r\n\r\n"),
        BadRequest("bare-lf", "GET /v1/status HTTP/1.1\nHost: a\n\n"),
        BadRequest("nul-in-head", "GET /v1/status HTTP/1.1\r\n\(host)X: a\u{0}b\r\n\r\n"),
        BadRequest(bytesInName: "name-high", [0xFF]),
        BadRequest("garbage", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\r\n\r\n"),
        BadRequest(
            "pipelined",
            "GET /v1/whoami HTTP/1.1\r\nHost: dondoc\r\n\r\nGET /v1/nowhere HTTP/1.1\r\nHost: dondoc\r\n\r\nGET /v1/plan?id=x HTTP/1.1\r\n\(host)\r\n"
        ),
        BadRequest(
            "pipelined-then-garbage",
            "GET /v1/plans?limit=x&x=y HTTP/1.1\r\nHost: dondoc\r\n\r\n\u{0}\u{1}\r\n\r\n"),
        BadRequest(
            "body-like-a-request",
            "POST /v1/status HTTP/1.1\r\nHost: dondoc\r\nContent-Length: 41\r\n\r\n"
                + "GET /v1/whoami HTTP/1.1\r\nHost: dondoc\r\n\r\n"),
    ]

    /// A header field whose name holds these bytes.
    init(bytesInName name: String, _ bytes: [UInt8]) {
        self.init(
            name,
            bytes: Array("GET /v1/status HTTP/1.1\r\n\(Self.host)X".utf8) + bytes
                + Array(": y\r\n\r\n".utf8))
    }
}
