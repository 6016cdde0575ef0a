public import DondocCore
import GRDB

/// When an obligation came into the work, and what its ladder began with the last time.
public struct LadderStart: Hashable, Sendable {
    /// Why the rungs that lie before it are not said.
    public enum Cause: String, Hashable, Sendable {
        case load = "before-load"
        case move = "before-move"
        case reopen = "before-reopen"
    }

    public let loadedAt: Moment
    public let cause: Cause

    public init(loadedAt: Moment, cause: Cause) {
        (self.loadedAt, self.cause) = (loadedAt, cause)
    }
}

extension Store {
    /// By the trail; what an undo moved began nothing anew.
    public func ladderStart(of number: Int, since: Moment) async throws -> LadderStart {
        try await pool.read { db in
            let loaded = try Int.fetchOne(
                db,
                sql: """
                    SELECT c.at FROM trail t JOIN change c ON c.id = t.change
                    WHERE t.obligation = ? AND t."after" IS NOT NULL AND t."before" IS NULL
                    ORDER BY t.id LIMIT 1
                    """, arguments: [number])
            let cause = try String.fetchOne(
                db,
                sql: """
                    SELECT cause FROM (
                        SELECT t.change, t.id, c.at, CASE WHEN t.verb = 'reopen' THEN ?1
                            WHEN t."before" IS NULL OR coalesce(t."before" ->> '$.left_plan', 0)
                                > coalesce(t."after" ->> '$.left_plan', 0) THEN ?2
                            WHEN t."before" ->> '$.due' IS NOT t."after" ->> '$.due'
                                OR t."before" ->> '$.act_by' IS NOT t."after" ->> '$.act_by'
                                THEN ?3 END AS cause
                        FROM trail t JOIN change c ON c.id = t.change
                        WHERE t.obligation = ?4 AND t."after" IS NOT NULL AND t.verb <> 'undo')
                    WHERE cause IS NOT NULL AND at <= ?5 ORDER BY change DESC, id DESC LIMIT 1
                    """,
                arguments: [
                    LadderStart.Cause.reopen.rawValue, LadderStart.Cause.load.rawValue,
                    LadderStart.Cause.move.rawValue, number, since.seconds,
                ])
            return LadderStart(
                loadedAt: loaded.map { Moment(seconds: $0) } ?? since,
                cause: cause.flatMap(LadderStart.Cause.init) ?? .load)
        }
    }
}
