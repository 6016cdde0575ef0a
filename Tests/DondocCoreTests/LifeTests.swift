import DondocCore
import Foundation
import Testing

@Suite struct LifeTests {
    /// `interface.md`, the table of states and the verbs that leave them; and what leaves a state alone:
    /// check-ins, extensions, waivers and what concerns reminders belong to open work, files to all but the withdrawn, notes to all.
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
            for verb in [ObligationVerb.checkin, .extend, .waive, .snooze, .ack, .now] {
                table[state]?[verb] = state
            }
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

    @Test("A letter's attempts that end sent or unsure are at most two, one more for each retry")
    func atMostTwo() {
        // Walk every history of seven events from queued, counting what may have arrived.
        func walk(
            _ state: LetterState, _ unsure: Int, _ arrived: Int, _ retries: Int, _ depth: Int
        ) {
            #expect(arrived <= 2 + retries)
            guard depth > 0 else { return }
            for event in LetterEvent.allCases {
                guard let move = LetterLife.move(state, event) else { continue }
                let lost = event == .answerLost || event == .daemonRestarted
                // The shell takes `answerLostAgain` for the second loss.
                if lost && unsure > 0 { continue }
                if event == .answerLostAgain && unsure == 0 { continue }
                // Somebody has brought a letter back to life: it may end unsure once more.
                let isRevival = event == .retried && state == .failed
                walk(
                    move.to,
                    isRevival
                        ? min(unsure, 1) : unsure + (lost || event == .answerLostAgain ? 1 : 0),
                    arrived + (lost || event == .answerLostAgain || event == .accepted ? 1 : 0),
                    retries + (isRevival ? 1 : 0), depth - 1)
            }
        }
        walk(.queued, 0, 0, 0, 7)
    }

    @Test(
        "People touch what waits or was given up, and never what is being sent, sent or withdrawn")
    func hands() {
        for state in LetterState.allCases {
            let (retried, dropped) = (
                LetterLife.move(state, .retried), LetterLife.move(state, .dropped)
            )
            switch state {
            case .queued, .failed:
                #expect(retried?.to == .queued && dropped?.to == .withdrawn)
            case .unsure: #expect(retried?.to == .unsure && dropped?.to == .withdrawn)
            case .sending, .sent, .withdrawn: #expect(retried == nil && dropped == nil)
            }
        }
    }

    @Test("Letters are held after more than a day of silence, a jump, or a clock that is behind")
    func holds() throws {
        let last = try #require(Moment(written: "2026-11-20 08:00"))
        func hold(_ seconds: Int, _ isStart: Bool = true) -> String? {
            HoldRule.hold(last: last, now: last + seconds, isStart: isStart)
                .map { "\($0.cause) \($0.until - last - seconds)" }
        }
        #expect(hold(0) == nil && hold(86_400) == nil && hold(-60) == nil)
        #expect(hold(86_401) == "pause 600" && hold(86_401, false) == "jump 600")
        #expect(hold(-61) == "back 61" && hold(-61, false) == "back 61")
        #expect(HoldCause.allCases.filter(\.isWait) == [.pause, .jump, .back])
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
