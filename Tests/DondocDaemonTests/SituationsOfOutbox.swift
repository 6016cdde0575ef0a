import DondocAPI
import DondocCore
import DondocStore
import Foundation
import GRDB

@testable import DondocDaemon

extension Bench {
    /// Puts a letter into the outbox; with a plan, its list is what it says.
    func plant(_ id: Int, _ state: LetterState, to: String = "a@example.test", plan: String? = nil)
        throws
    {
        let isWaiting = [.queued, .unsure].contains(state)
        let queue = try DatabaseQueue(path: store.path)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO letter (id, channel, recipient, slot, day, daily, state, since,
                        composed_at, queued_at, attempts, next_try_at, error, message_id, subject)
                    VALUES (?1, 'mail', ?2, 'planted-' || ?1, '2023-06-02', 0, ?3, 0, 0, 0, 1,
                        iif(?4, 0, NULL), 'lỗi', '<planted-' || ?1 || '@x>', 'Thư ' || ?1)
                    """, arguments: [id, to, state.rawValue, isWaiting])
            try db.execute(
                sql: "INSERT INTO letter_text (letter, message) VALUES (?, x'41')",
                arguments: [id])
            guard let plan else { return }
            try db.execute(
                sql: """
                    INSERT INTO reminder (about, plan, due_version, step, kind, step_at, decided_at,
                        merged, is_late)
                    VALUES ('plan:' || ?1, ?1, 1, 'planted-' || ?2, 'digest', 0, 0, '[]', 0)
                    """, arguments: [plan, id])
            try db.execute(
                sql: """
                    INSERT INTO notice (reminder, channel, recipient, role, release_at, at_once,
                        state, letter)
                    VALUES (last_insert_rowid(), 'mail', ?, 'coordinator', 0, 0, 'carried', ?)
                    """, arguments: [to, id])
        }
    }
}

extension Situations {
    static let rareOfOutbox: [String: Set<Int>] = Dictionary(
        uniqueKeysWithValues: [
            Path.queueRetry, Path.queueDrop, Path.hold, Path.resume, Path.mailDead, Path.mailAlive,
        ].map { ("POST \($0)", [412]) })

    private static let large = #"{"reason": "\#(String(repeating: "x", count: 1 << 20))"}"#

    static let outbox: [Situation] =
        letters + [
            .post(
                Path.hold, #"{"reason": "đổi máy chủ", "seconds": 3600}"#,
                head: ["Idempotency-Key: hold-0001"]),
            .get(Path.status), .post(Path.hold + "?dry-run=1", #"{"reason": "lâu"}"#),
            .post(Path.hold, #"{"reason": "x"}"#, 409, head: ["Idempotency-Key: hold-0001"]),
            .post(Path.hold, #"{"reason": " "}"#, 400),
            .post(Path.hold, #"{"reason": "x", "until": "mai"}"#, 400),
            .post(Path.hold, #"{"reason": "x", "seconds": 1, "until": "2023-06-30"}"#, 400),
            .post(Path.hold, #"{"reason": "x", "until": "2023-06-01"}"#, 400),
            .post(Path.hold, large, 413), .post(Path.resume + "?dry-run=1"), .post(Path.resume),
            .post(Path.resume, #"{"now": true}"#, 409), .post(Path.resume, #"{"nwo": true}"#, 400),
            .post(Path.resume, large, 413),
        ] + addresses

    private static let letters: [Situation] = [
        Situation(
            method: "GET", target: Path.queue, status: 200,
            before: { bench in
                try bench.plant(901, .queued)
                try bench.plant(902, .failed, plan: "nam")
                try bench.plant(903, .sending)
                try bench.plant(904, .unsure)
            }),
        .get(Path.queue + "?letter-state=failed&to=a@example.test"),
        .get(Path.queue + "?limit=1&offset=1"), .get(Path.queue + "?limit=0", 400),
        .get(Path.queueLetter + "?id=902"), .get(Path.queueLetter + "?id=999", 404),
        .get(Path.queueLetter, 400),
        .post(Path.queueRetry + "?id=901,902&dry-run=1"), .post(Path.queueRetry + "?id=902"),
        .post(Path.queueRetry + "?id=903", nil, 409), .post(Path.queueRetry, nil, 400),
        .post(Path.queueRetry + "?id=1&all=1", nil, 400),
        .post(Path.queueRetry + "?id=999", nil, 404),
        .post(Path.queueRetry + "?all=1&letter-state=failed&to=b@example.test"),
        .post(Path.queueRetry + "?all=1", large, 413),
        .post(Path.queueDrop + "?id=904", #"{"reason": "đã gọi"}"#),
        .post(Path.queueDrop + "?id=904", #"{"reason": "đã gọi"}"#, 409),
        .post(Path.queueDrop + "?id=901", #"{"reason": ""}"#, 400),
        .post(Path.queueDrop + "?id=999", #"{"reason": "x"}"#, 404),
        .post(Path.queueDrop + "?all=1", large, 413),
    ]

    private static let addresses: [Situation] = [
        .post(
            Path.mailDead,
            #"{"address": "so@example.test", "until": "2023-06-30", "reason": "đầy"}"#,
            head: ["Idempotency-Key: dead-0001"]),
        .get(Path.mailAddresses), .get(Path.mailAddresses + "?x=1", 400),
        .post(
            Path.mailDead,
            #"{"address": "so@example.test", "until": "2023-06-04", "reason": "x"}"#, 409),
        .post(
            Path.mailDead,
            #"{"address": "os@example.test", "until": "2023-06-30", "reason": "x"}"#, 404),
        .post(Path.mailDead, #"{"address": "x", "until": "2023-06-30", "reason": "x"}"#, 400),
        .post(Path.mailDead, large, 413),
        .post(
            Path.mailAlive, #"{"address": "SO@example.test"}"#,
            head: ["Idempotency-Key: alive-001"]),
        .post(
            Path.mailAlive, #"{"address": "x@example.test"}"#, 409,
            head: ["Idempotency-Key: alive-001"]),
        .post(Path.mailAlive, #"{"address": "so@example.test"}"#, 404),
        .post(Path.mailAlive, #"{"address": "x"}"#, 400), .post(Path.mailAlive, large, 413),
    ]
}
