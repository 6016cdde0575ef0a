import DondocAPI

/// A listing that comes in pages of at most 1,000.
struct Listing<Row: Decodable> {
    /// The pages as they came.
    private(set) var bodies: [[UInt8]] = []
    private(set) var rows: [Row] = []

    /// A listing that came in one answer.
    init(body: [UInt8]) throws { try add(body) }

    /// Fetches page after page until `limit` rows, or the last of them, are here.
    init(_ daemon: inout Daemon, _ path: String, _ query: [(String, String)], limit: Int?) throws {
        while true {
            let want = min(pageSize, (limit ?? .max) - rows.count)
            let page = [("limit", String(want)), ("offset", String(rows.count))]
            let body = try daemon.get(path, query + page)
            // The same page twice over is a daemon that takes no offset: once is enough.
            guard body != bodies.last else { return }
            let count = try add(body)
            if count < want || rows.count == limit { return }
        }
    }

    /// One page as it came, several joined to one array.
    var json: [UInt8] {
        guard bodies.count > 1 else { return bodies.first ?? Array("[]".utf8) }
        let inner = bodies.compactMap { body -> ArraySlice<UInt8>? in
            guard let open = body.firstIndex(of: 0x5B), let close = body.lastIndex(of: 0x5D),
                body[(open + 1)..<close].contains(0x7B)
            else { return nil }
            return body[(open + 1)..<close]
        }
        return [0x5B] + inner.joined(separator: [0x2C]) + [0x5D]
    }

    @discardableResult
    private mutating func add(_ body: [UInt8]) throws -> Int {
        let page = try decoded([Row].self, body)
        bodies.append(body)
        rows += page
        return page.count
    }
}

/// The most rows that the daemon puts on a page.
let pageSize = 1000
