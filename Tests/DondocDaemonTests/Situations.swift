import DondocAPI
import DondocCore
import Foundation

/// A request in its place among others, and the status of its answer.
struct Situation: Sendable {
    var method: String
    var target: String
    var status: Int
    var body: String?
    var head: [String] = []
    var before: (@Sendable (Bench) throws -> Void)?

    static func get(_ target: String, _ status: Int = 200) -> Situation {
        Situation(method: "GET", target: target, status: status)
    }

    static func post(
        _ target: String, _ body: String? = nil, _ status: Int = 200, head: [String] = [],
        before: (@Sendable (Bench) throws -> Void)? = nil
    ) -> Situation {
        Situation(
            method: "POST", target: target, status: status, body: body, head: head, before: before)
    }
}

/// A small office's day, in which every route is asked and every refusal met.
enum Situations {
    /// Numbers: 1 viec/so, 2 viec/mute, 3 chung/so, 4 con/so, 5 con/mute, 6 tong/desk, 7 lau/so.
    static let plan = """
        plan: nam
        title: Kế hoạch năm
        territory: t
        issuer: desk
        period: 2023
        coordinator: desk
        tasks:
          - {id: viec, ref: II.1, title: Việc, lead: [so, mute], with: [desk], due: trước ngày 15/6/2023}
          - {id: chung, title: Việc thường xuyên, lead: [so], due: Thường xuyên}
        reports:
          - {id: con, title: Báo cáo, from: [so, mute], to: [desk], due: trước ngày 15/6/2023}
          - {id: tong, title: Tổng hợp, from: [desk], to: [desk], due: trước ngày 20/6/2023, after: [con]}
          - {id: lau, title: Báo cáo năm, from: [so], to: [desk], due: trước ngày 15/12/2023}
        targets:
          - {id: xa, ref: II.2, title: Xã tuyên truyền, goal: ">= 80 %", unit: xã, owner: so, by: 2023}
        """

    /// Statuses that no request here can bring about.
    static let rare: [String: Set<Int>] = [
        // The trail begins later than the day that is asked about: only of a store that was migrated.
        "GET \(Path.task)": [409],
        // Somebody is faster sixteen times.
        "POST \(Path.undo)": [412], "POST \(Path.plans)": [412], "POST \(Path.reload)": [412],
        // Another one is at work, or there is no room: they have tests of their own, or none.
        "POST \(Path.simulate)": [503, 507],
    ].merging(rareOfOutbox) { $0.union($1) }

    static let all =
        looks + acts + undo + loads + simulations + reloads + mails + outbox + afterwards

    private static let looks: [Situation] =
        listings + [Path.obligation, Path.why].flatMap(ofOne) + [
            .get(Path.whoami), .get(Path.whoami + "?id=1", 400), .get(Path.status),
            .get(Path.status + "?plan=nam", 400), .get(Path.openAPI),
            .get(Path.openAPI + "?x", 400),
            .get(Path.why + "?id=1&recipient=a@example.test"),
            .get(Path.why + "?id=1&recipient=nobody", 404),
            .get(Path.plans), .get(Path.plans + "?limit=1", 400), .get(Path.plan + "?id=nam"),
            .get(Path.plan + "?id=nnm", 404), .get(Path.plan, 400),
            .get(Path.task + "?id=nam/con"), .get(Path.task + "?id=nam/con/2023&at=2023-06-20"),
            .get(Path.task + "?id=nam/x", 404), .get(Path.task, 400),
            .get(Path.audit), .get(Path.audit + "?head=1:0123456789abcdef", 200),
            .get(Path.audit + "?head=x", 400), .get(Path.log), .get(Path.log + "?limit=1"),
            .get(Path.log + "?id=1&change=2"), .get(Path.log + "?change=999", 404),
            .get(Path.log + "?id=nam/", 409), .get(Path.log + "?limit=0", 400),
            .get(Path.obligation + "?id=1&at=2023-06-20"),
            .get(Path.policies), .get(Path.policies + "?id=standard", 400),
            .get(Path.policy + "?id=standard"), .get(Path.policy + "?id=standrad", 404),
            .get(Path.policy, 400), .get(Path.policyDays + "?id=1&policy=standard"),
            .get(Path.policyDays + "?id=3&policy=standard"),
            .get(Path.policyDays + "?id=nam/&policy=standard", 409),
            .get(Path.policyDays + "?id=99&policy=standard", 404),
            .get(Path.policyDays + "?id=1", 400),
        ]

    private static func ofOne(_ path: String) -> [Situation] {
        [
            .get(path + "?id=1"), .get(path + "?id=nam/chung"), .get(path + "?id=6"),
            .get(path + "?id=99", 404), .get(path + "?id=nam/", 409), .get(path, 400),
        ]
    }

    private static let listings: [Situation] =
        [Path.obligations, Path.counts, Path.next, Path.reminders].flatMap(listing) + [
            .get(Path.reminders + "?until=2023-12-31&limit=2&offset=1"),
            .get(Path.reminders + "?until=mai", 400),
            .get(Path.obligations + "?at=2023-06-04"), .get(Path.obligations + "?limit=2&offset=1"),
            .get(Path.counts + "?at=2023-12-31"), .get(Path.next + "?limit=1"),
        ]

    private static func listing(_ path: String) -> [Situation] {
        let filters = [
            "", "?plan=nam&state=planned", "?agency=so&bucket=open-in-time", "?agency=t/so",
            "?lead=so", "?mine=1", "?asked=1", "?by=original", "?missing=nam/con", "?missing=6",
            "?due-before=2023-06-16&due-after=2023-06-01", "?bucket=undated", "?agency=unknown",
        ]
        return filters.map { .get(path + $0) } + [
            .get(path + "?plan=nnm", 404), .get(path + "?missing=nam/", 409),
            .get(path + "?agncy=so", 400),
        ]
    }

    // MARK: Changes

    private static let hash = String(repeating: "0a", count: 32)
    private static let large = #"{"note": "\#(String(repeating: "x", count: 1 << 20))"}"#

    /// Each verb in good order, with what leads to its state; then each refusal.
    private static let acts: [Situation] = good + ObligationVerb.allCases.flatMap(refused)

    private static func refused(_ verb: ObligationVerb) -> [Situation] {
        let path = Path.act(verb.rawValue)
        let body = bodies[verb] ?? "{}"
        var list: [Situation] = [
            .post(path + "?id=1", #"{"actor": "root"}"#, 400), .post(path, body, 400),
            .post(path + "?id=99", body, 404), .post(path + "?plan=nnm", body, 404),
            .post(path + "?id=nam/", body, 409), .post(path + "?id=1", large, 413),
            .post(path + "?id=1", body, 412, head: [#"If-Match: "999""#]),
            .post(path + "?plan=nam&dry-run=1", body, dryRunStatus(verb)),
        ]
        if ActRequest.fields(of: verb.rawValue).contains(.onBehalf) {
            list.append(.post(path + "?id=1", #"{"note": "x", "for": "desk"}"#, 422))
        }
        return list
    }

    /// A bulk in which one cannot be done is refused as a whole.
    private static func dryRunStatus(_ verb: ObligationVerb) -> Int {
        switch verb {
        case .note, .attach, .withdraw, .confirm, .return, .start, .reopen, .done, .snooze, .ack:
            200
        // One of them has no mailbox.
        case .checkin, .extend, .waive, .now: 409
        }
    }

    private static let bodies: [ObligationVerb: String] = [
        .start: #"{"note": "bắt đầu"}"#, .done: #"{"doc": "12/BC", "dated": "2023-06-01"}"#,
        .checkin: #"{"note": "vẫn làm"}"#, .note: #"{"note": "ghi"}"#,
        .attach: #"{"name": "a.pdf", "file": "\#(hash)", "note": "bản ký"}"#, .confirm: "{}",
        .return: #"{"reason": "thiếu"}"#,
        .extend: #"{"to": "2023-06-30", "reason": "chậm", "doc": "5/CV", "dated": "2023-06-01"}"#,
        .withdraw: #"{"reason": "bỏ"}"#, .reopen: #"{"reason": "lại"}"#,
        .waive: #"{"inputs": ["mute"], "reason": "giải thể"}"#,
        .snooze: #"{"until": "2023-06-14 09:00", "reason": "chờ số liệu"}"#,
        .ack: #"{"working_days": 2, "note": "đã giao"}"#, .now: #"{"note": "gấp"}"#,
    ]

    private static func good(_ verb: ObligationVerb, _ id: String, _ status: Int = 200) -> Situation
    {
        .post(Path.act(verb.rawValue) + "?id=\(id)", bodies[verb], status)
    }

    private static let good: [Situation] = [
        good(.start, "1"), good(.note, "1"), good(.attach, "1"), good(.extend, "1"),
        good(.now, "1"), good(.now, "1", 409), good(.ack, "1"), good(.snooze, "1"),
        .get(Path.why + "?id=1"), .get(Path.reminders + "?plan=nam&until=2023-12-31"),
        .get(Path.obligation + "?id=1"),
        .post(Path.act("snooze") + "?id=1", #"{"end": true}"#),
        .post(Path.act("snooze") + "?id=1", #"{"end": true}"#, 409),
        good(.done, "1"), .get(Path.obligation + "?id=1"), good(.return, "1"), good(.done, "1"),
        .post(Path.act("confirm") + "?id=1", #"{"received": "2023-06-02", "reason": "giấy"}"#),
        .get(Path.obligation + "?id=1"), good(.reopen, "1"), good(.checkin, "3"), good(.done, "4"),
        .post(Path.act("done") + "?id=6", bodies[.done], 409), good(.waive, "6"), good(.done, "6"),
        .get(Path.obligation + "?id=6"), .get(Path.obligation + "?id=3"), good(.confirm, "6"),
        good(.withdraw, "2"), .post(Path.act("note") + "?id=4,5", #"{"note": "hai việc"}"#),
        .post(Path.act("start") + "?agency=mute&dry-run=1", "{}"), .get(Path.log + "?id=6"),
        .get(Path.why + "?id=1"), .get(Path.counts + "?by=original"),
    ]

    private static let undo: [Situation] = [
        .post(Path.undo + "?dry-run=1"), .post(Path.undo, #"{"reason": "nhầm"}"#),
        .post(Path.undo, #"{"change": 999}"#, 404), .post(Path.undo, #"{"change": 1}"#, 409),
        .post(Path.undo, #"{"chnage": 1}"#, 400), .post(Path.undo, large, 413), .get(Path.log),
    ]

    // MARK: Plans, files, mail

    private static func files(_ plan: String) -> String {
        let request = LoadRequest(files: [.init(name: "p.yaml", text: plan)], all: false)
        return (try? JSONEncoder().encode(request)).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    private static let loads: [Situation] = [
        .post(Path.plans, files(Bench.plan("moi")), head: ["Idempotency-Key: load-001"]),
        .post(Path.plans, files(plan)), .post(Path.plans, #"{"files": []}"#, 400),
        .post(Path.plans, files(plan), 409, head: ["Idempotency-Key: load-001"]),
        .post(Path.plans, files("plan: x"), 422),
        .post(Path.plans, String(repeating: " ", count: (4 << 20) + 1), 413),
    ]

    private static let simulations: [Situation] = [
        .post(Path.simulate, #"{"to": "2023-06-30"}"#),
        .post(
            Path.simulate,
            #"{"from": "2023-01-01", "to": "2023-03-31", "agency": "so", "to_address": "so@example.test"}"#
        ),
        .post(Path.simulate, #"{"from": "31/6/2023"}"#, 400),
        .post(Path.simulate, #"{"from": "2023-07-01", "to": "2023-06-30"}"#, 400),
        .post(Path.simulate, #"{"to": "2034-06-30"}"#, 400),
        .post(Path.simulate, #"{"files": []}"#, 400), .post(Path.simulate, #"{"day": 1}"#, 400),
        .post(Path.simulate, #"{"agency": "soo"}"#, 404),
        .post(Path.simulate, #"{"files": [{"name": "p.yaml", "text": "plan: x"}]}"#, 422),
        .post(Path.simulate, #"{"answers": {"name": "a.csv", "text": "x"}}"#, 422),
        .post(Path.simulate, String(repeating: " ", count: (4 << 20) + 1), 413),
    ]

    private static let reloads: [Situation] = [
        .post(
            Path.reload + "?dry-run=1",
            before: { b in
                try "year: 2023\ndays: [{day: 2023-06-30, kind: holiday, name: Nghỉ}]\n".write(
                    to: b.folder.appendingPathComponent("calendar/2023.yaml"), atomically: true,
                    encoding: .utf8)
            }), .post(Path.reload, "{}", head: ["Idempotency-Key: reload-1"]),
        .post(Path.reload + "?dry-run=0", nil, 400), .post(Path.reload, large, 413),
        .post(Path.reload, nil, 409, head: ["Idempotency-Key: reload-1"]),
        .post(
            Path.reload, nil, 422,
            before: { b in
                try "year: 2023\ndays: [{day: 2023-06-31, kind: holiday, name: x}]\n".write(
                    to: b.folder.appendingPathComponent("calendar/2023.yaml"), atomically: true,
                    encoding: .utf8)
            }),
        .get(Path.status),
    ]

    private static let mails: [Situation] =
        [
            .post(Path.mailTest, #"{"to": "x"}"#, 400), .post(Path.mailTest, large, 413),
            .post(
                Path.mailTest, #"{"to": "a@example.test"}"#, head: ["Idempotency-Key: mail-0001"],
                before: { $0.sendMail() }),
            .post(
                Path.mailTest, #"{"to": "b@example.test"}"#, 409,
                head: ["Idempotency-Key: mail-0001"]),
            .post(Path.mailTest, #"{"to": "busy@example.test"}"#, 503),
        ] + (0..<8).map { _ in .post(Path.mailTest, #"{"to": "a@example.test"}"#) }
        + [.post(Path.mailTest, #"{"to": "a@example.test"}"#, 429)]

    private static let afterwards: [Situation] = [
        .get(Path.obligations), .get(Path.plans), .get(Path.status), .get(Path.audit),
        .get(Path.next), .get(Path.counts),
    ]
}
