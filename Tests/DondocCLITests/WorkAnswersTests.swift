import DondocAPI
import Foundation
import Testing

@testable import DondocCLI

/// The JSON of work and its trail is a contract.
@Suite struct WorkAnswersTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    @Test("The field names of the answers are frozen") func names() throws {
        var change = Canned.change
        change.obligations = []
        var task = Canned.task
        task.missing = []
        try expectGolden(
            try json(Canned.detail) + json(change) + json(Canned.counts) + json(task)
                + json(Canned.brokenTrail) + json(Canned.trail[0]), "work.json")
    }

    @Test("What is not known is null, and an answer reads back as it was written")
    func roundTrip() throws {
        let bare = DetailView(Canned.obligation(1))
        for d in [bare, Canned.detail] {
            #expect(try decoded(DetailView.self, encoded(d)) == d)
        }
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(bare))
        let fields = try #require(object as? [String: Any])
        let own = DetailView.CodingKeys.allCases.map(\.rawValue)
        #expect(
            Set(fields.keys) == Set(ObligationView.CodingKeys.allCases.map(\.rawValue) + own))
        for name in ["file", "doc_dated", "received", "asked", "extension", "inputs"] {
            #expect(fields[name] is NSNull, "\(name)")
        }
        let views: [any Codable & Equatable] = [
            Canned.change, Canned.counts, Canned.task, Canned.wholeTrail, Canned.brokenTrail,
        ]
        for view in views { try same(view) }
    }

    private func same<T: Codable & Equatable>(_ view: T) throws {
        #expect(try decoded(T.self, encoded(view)) == view)
    }

    @Test("The totals are one row of CSV under the names of the JSON") func csv() {
        #expect(
            CountsPage.csv(Canned.counts)
                == #""at","by","total","dated","done_on_time","done_late","open_in_time","#
                + #""open_overdue","undated","withdrawn""# + "\r\n"
                + #""2023-06-30","due","120","100","61","7","28","4","17","3""# + "\r\n")
    }

    @Test("The log's row has a field for each name") func log() {
        let lines = LogPage.csv(Canned.trail).components(separatedBy: "\r\n")
        #expect(
            lines[0].hasPrefix(#""at","change","verb","user","person","on_behalf","deputy_for""#))
        for line in lines.dropLast() { #expect(line.count { $0 == "," } == 12) }
        #expect(lines[1].contains(#""","57","1432""#))
    }
}
