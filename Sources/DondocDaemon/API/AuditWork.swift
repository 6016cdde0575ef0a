import DondocAPI
import DondocStore

extension Work {
    /// Reads the whole trail, beside heads that the caller has kept.
    func audit(_ query: Query, by caller: Caller) async throws -> AuditView {
        guard Rights.mayAudit(caller) else {
            throw try await refusal(
                "audit", of: caller, at: clock.now(), Words.notPermitted("audit verify"))
        }
        let heads = try query.value(.head).map { text in
            try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
                guard let head = TrailHead(String(part)) else {
                    throw Problem.bad(Words.badHead(String(part)))
                }
                return head
            }
        }
        let result = try await store.audit(heads ?? [])
        return AuditView(
            ok: result.fault == nil, count: result.count, head: result.head, row: result.row,
            fault: result.fault?.rawValue,
            detail: result.fault.map { Words.trailFault($0, result) })
    }
}
