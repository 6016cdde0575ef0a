import DondocCore
import Foundation
import Testing

@Suite struct LifeTests {
    /// `interface.md`, the table of states and the verbs that leave them; and what leaves a state alone:
    /// check-ins, extensions and waivers belong to open work, files to all but the withdrawn, notes to all.
    static let contract: [ObligationState: [ObligationVerb: ObligationState]] = {
        var table: [ObligationState: [ObligationVerb: ObligationState]] = [
            .planned: [.start: .started, .done: .claimed, .withdraw: .withdrawn],
            .started: [.done: .claimed, .withdraw: .withdrawn],
            .claimed: [.confirm: .done, .return: .returned, .withdraw: .withdrawn],
            .returned: [.start: .started, .done: .claimed, .withdraw: .withdrawn],
            .done: [.reopen: .started],
            .withdrawn: [.reopen: .planned],
        ]
        for state in [ObligationState.planned, .started, .returned] {
            for verb in [ObligationVerb.checkin, .extend, .waive] { table[state]?[verb] = state }
        }
        for state in ObligationState.allCases {
            table[state]?[.note] = state
            if state != .withdrawn { table[state]?[.attach] = state }
        }
        return table
    }()

    @Test(
        "Every state and verb moves as the contract says, and no other way",
        arguments: ObligationState.allCases, ObligationVerb.allCases)
    func moves(state: ObligationState, verb: ObligationVerb) {
        let expected = Self.contract[state]?[verb]
        do {
            #expect(try ObligationLife.move(state, verb) == expected)
        } catch {
            #expect(expected == nil)
            #expect(error.state == state && error.verb == verb)
            #expect(
                error.legalFrom
                    == Self.contract.keys.filter { Self.contract[$0]?[verb] != nil }
                    .sorted { a, b in
                        ObligationState.allCases.firstIndex(of: a) ?? 0
                            < ObligationState.allCases.firstIndex(of: b) ?? 0
                    })
        }
    }

    @Test("Both READMEs show the table of moves", arguments: ["README.md", "README.vi.md"])
    func readme(name: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        for state in ObligationState.allCases {
            let row = text.split(separator: "\n").first { $0.hasPrefix("| \(state.rawValue) |") }
            let cells = try #require(row).split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let moves = ObligationLife.moves.filter { $0.from == state }
            let leaves = moves.filter { $0.to != state }.map { "\($0.verb) → \($0.to)" }
            let stays = moves.filter { $0.to == state }.map(\.verb.rawValue)
            #expect(cells.count == 4)
            #expect(cells[2] == leaves.joined(separator: ", "))
            #expect(cells[3] == stays.joined(separator: ", "))
        }
    }

    @Test("A letter's attempts that end sent or unsure are at most two")
    func atMostTwo() {
        // Walk every history of six events from queued, counting what may have arrived.
        func walk(_ state: LetterState, _ unsure: Int, _ arrived: Int, _ depth: Int) {
            #expect(arrived <= 2)
            guard depth > 0 else { return }
            for event in LetterEvent.allCases {
                guard let move = LetterLife.move(state, event) else { continue }
                let lost = event == .answerLost || event == .daemonRestarted
                // The shell takes `answerLostAgain` for the second loss.
                if lost && unsure > 0 { continue }
                if event == .answerLostAgain && unsure == 0 { continue }
                walk(
                    move.to, unsure + (lost || event == .answerLostAgain ? 1 : 0),
                    arrived + (lost || event == .answerLostAgain || event == .accepted ? 1 : 0),
                    depth - 1)
            }
        }
        walk(.queued, 0, 0, 6)
    }

    @Test("Retries come after 1, 2, 4, 8, 15 and 30 minutes, then every 30")
    func retries() {
        #expect(
            (1...8).map { LetterLife.retryDelay(afterAttempt: $0) / 60 }
                == [1, 2, 4, 8, 15, 30, 30, 30])
        #expect(LetterLife.unsureDelay == 300)
    }

    @Test("Buckets follow the day of the claim, not of the confirmation")
    func buckets() {
        let due = day("2023-06-15")
        func bucket(_ s: ObligationState, claimed: String?, today: String, request: Bool = false)
            -> Bucket?
        {
            Bucket(
                state: s, due: due, claimedOn: claimed.map(day), today: day(today),
                isRequest: request)
        }
        #expect(bucket(.planned, claimed: nil, today: "2023-06-15") == .openInTime)
        #expect(bucket(.planned, claimed: nil, today: "2023-06-16") == .openOverdue)
        #expect(bucket(.claimed, claimed: "2023-06-14", today: "2023-06-16") == .openOverdue)
        #expect(bucket(.done, claimed: "2023-06-15", today: "2023-07-01") == .doneOnTime)
        #expect(bucket(.done, claimed: "2023-06-16", today: "2023-07-01") == .doneLate)
        #expect(bucket(.withdrawn, claimed: nil, today: "2023-07-01") == nil)
        #expect(bucket(.planned, claimed: nil, today: "2023-07-01", request: true) == .openInTime)
    }
}
