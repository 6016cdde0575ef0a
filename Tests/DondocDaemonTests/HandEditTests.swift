import DondocAPI
import DondocCore
import DondocStore
import Foundation
import GRDB
import Testing

@testable import DondocDaemon

/// Whatever somebody with a shell alters in the database beside the trail, the audit finds.
@Suite(.serialized) struct HandEditTests {
    /// By table; each changes what people are told, charged with, or allowed.
    static let edits = [
        "UPDATE obligation SET original_due = '2023-07-15' WHERE number = 1",
        "UPDATE obligation SET key = 'p/viec/2023/khac9' WHERE number = 1",
        "UPDATE obligation SET agency_part = 'x', key = 'p/viec/2023/x' WHERE number = 1",
        "UPDATE obligation SET period = '2024', key = 'p/viec/2024/so' WHERE number = 1",
        "UPDATE obligation SET period = '2024' WHERE number = 1",
        "UPDATE obligation SET key = key || 'x' WHERE number = 8",
        "UPDATE obligation SET key = 'x', agency_part = 'x' WHERE number = 1; UPDATE obligation SET key = 'p/viec/2023/so', agency_part = 'so' WHERE number = 2; UPDATE obligation SET key = 'p/viec/2023/khac', agency_part = 'khac' WHERE number = 1",
        "UPDATE obligation SET is_request = 1 WHERE number = 1",
        "UPDATE obligation SET is_request = 0",
        "DELETE FROM obligation WHERE number = 6",
        "DELETE FROM obligation WHERE number = (SELECT max(number) FROM obligation)",
        "UPDATE task SET is_request = 1 WHERE id = 'viec'",
        "UPDATE task SET title = 'x' WHERE id = 'viec'",
        "UPDATE task SET \"after\" = '[]' WHERE id = 'th'",
        "UPDATE task SET proof = 'none' WHERE id = 'tep'",
        "UPDATE task SET lead = '[\"khac\"]' WHERE id = 'tep'",
        "UPDATE task_version SET title = 'x' WHERE id = 'viec'",
        "UPDATE task_version SET change = 3 WHERE id = 'viec' AND change = 2",
        "DELETE FROM task_version WHERE id = 'viec'",
        "UPDATE task SET remind = 'x' WHERE id = 'viec'",
        "UPDATE task_version SET remind = 'x' WHERE id = 'viec'",
        "INSERT INTO task_version SELECT plan, id, 4, kind, ref, 'x', phrase, lead, \"with\", addressees, via, \"after\", product, proof, is_request, remind FROM task_version WHERE id = 'viec' LIMIT 1",
        "DELETE FROM task_lead WHERE task = 'viec'",
        "INSERT INTO task_lead VALUES ('p', 'viec', 'desk')",
        "UPDATE target SET goal = '>= 1 %'", "DELETE FROM target",
        "UPDATE plan SET coordinator = 't/desk2'", "UPDATE plan SET confirm = 'none'",
        "UPDATE plan SET text = text || ' '", "UPDATE plan SET title = 'x'",
        "UPDATE plan SET silent = 1, wake_at = NULL", "UPDATE plan SET unloaded = 1",
        "UPDATE plan SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z')",
        "UPDATE plan_text SET text = text || ' '", "DELETE FROM plan_text",
        "UPDATE applied_file SET text = replace(text, 'role: staff', 'role: admin')",
        "UPDATE applied_file SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z')",
        "DELETE FROM applied_file",
        "UPDATE waiver SET reason = 'x'", "UPDATE waiver SET input = 1 WHERE input = 10",
        "DELETE FROM waiver WHERE input = 10", "UPDATE waiver SET undone = 1",
        "UPDATE checkin SET day = '2023-01-01'", "UPDATE checkin SET note = 'x'",
        "INSERT INTO checkin (obligation, day, note, change) SELECT obligation, day, note, change FROM checkin",
        "UPDATE attachment SET sha256 = replace(sha256, substr(sha256, 1, 1), 'z')",
        "UPDATE attachment SET name = 'x'", "UPDATE attachment SET note = NULL",
        "INSERT INTO attachment (obligation, name, sha256, note, change) SELECT obligation, name, sha256, note, change FROM attachment",
        "INSERT INTO change (at, verb, user, undoes) VALUES (1, 'undo', 'x', 4); UPDATE change SET undone_by = last_insert_rowid() WHERE id = 4; UPDATE checkin SET undone = 1",
    ]

    @Test("Each edit by hand is found, and the trail unaltered before and without it")
    func found() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        _ = try await office.work.reload(by: Bench.root)
        try await office.load(
            Rounds.plan + "\ntargets:\n  - {id: ct, title: Xã, goal: \">= 80 %\", by: 2023}\n")
        try await office.act(.checkin, "p/thuong", by: "so") { $0.note = "vẫn làm" }
        try await office.act(.checkin, "p/thuong", by: "so")
        try await office.act(.attach, "p/tep", by: "so") {
            ($0.name, $0.file, $0.note) = ("a; b.pdf", ClaimTests.hash, "bản ký")
        }
        try await office.act(.attach, "p/viec/2023/so", by: "so") {
            ($0.name, $0.file) = ("c", ClaimTests.hash)
        }
        try await office.act(.waive, "p/th/", by: "desk") {
            ($0.inputs, $0.reason) = (["xa-b", "xa-a"], "vắng; own-work; x")
        }
        try await office.load(Rounds.plan.replacing("Việc,", with: "Việc khác,"))
        try await office.undo(by: "root")
        #expect(try await office.store.audit([]).fault == nil)
        let copy = office.bench.folder.appendingPathComponent("edited").path
        for (n, sql) in Self.edits.enumerated() {
            let path = "\(copy)\(n).db"
            try await DatabaseQueue(path: office.store.path).vacuum(into: path)
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try await queue.write { db in
                try db.execute(sql: "PRAGMA ignore_check_constraints = 1; DROP TRIGGER task_asks")
                try db.execute(sql: sql)
                try #require(db.totalChangesCount > 0, "\(sql)")
            }
            try queue.close()
            let store = try Store(
                path: path, kind: .training, newMoment: office.clock.now())
            let result = try await store.audit([])
            #expect(result.fault == .state || result.fault == .changed, "\(sql)")
            try store.close()
        }
    }
}
