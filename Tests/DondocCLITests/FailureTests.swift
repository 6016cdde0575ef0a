import DondocCore
import Testing

@testable import DondocCLI

/// What stderr says when there is no answer.
@Suite struct FailureTests {
    private let ends: [TransportError] = [
        .notRunning("x"), .forbidden, .timedOut, .closedEarly, .garbled,
        .ssh(.notStarted("x"), words: []), .ssh(.timedOut, words: ["ssh: a word"]),
        .ssh(.exited(69), words: []), .ssh(.exited(77), words: []), .ssh(.exited(127), words: []),
        .ssh(.exited(255), words: []), .ssh(.exited(3), words: []),
    ]

    @Test("Every way in which the daemon is not reached is said with the way out")
    func transport() throws {
        let host = try #require(Host(argument: "vanthu@so"))
        try expectGoldenWords("failures") {
            (ends.prefix(5).map { Failure($0, at: .socket("/run/dondoc/control.sock")) }
                + ends.map { Failure($0, at: .host(host)) })
                .map { "\($0.status): " + $0.lines.joined(separator: "\n") + "\n" }.joined()
        }
    }

    @Test("Every way in which a file cannot be used is said by name") func files() throws {
        try expectGoldenWords("failures-files") {
            [
                Words.cannotRead("a.yaml", Words.System.missing), Words.notRegular("a.yaml"),
                Words.cannotRead("a.yaml", Words.System.forbidden),
                Words.tooLarge("a.yaml", 4 << 20), Words.exists("a.yaml"),
                Words.notWritten("a.yaml", Words.System.full), Words.noConfig,
                Words.written("a.yaml", 1), Words.written("a.yaml", 18),
                Words.noTerritory("lao-cai", "/etc/dondoc"), Words.cannotWrite(Words.System.full),
                Words.notUnderstood("StatusView"), Words.bareStatus(500), Words.atHost("so"),
            ].joined(separator: "\n") + "\n"
        }
    }

    @Test(
        "English counts one and many apart",
        arguments: [
            (0, "0 obligations, 0 overdue"), (1, "1 obligation, 0 overdue"),
            (2, "2 obligations, 0 overdue"),
        ])
    func plurals(n: Int, expected: String) {
        Language.$current.withValue(.en) {
            #expect(Words.counted(n, late: 0) == expected)
            #expect(Words.directory(n, n, n).contains(n == 1 ? "1 agency" : "\(n) agencies"))
            #expect(Words.directory(n, n, n).hasSuffix(n == 1 ? "1 person" : "\(n) people"))
        }
    }

    @Test(
        "Days are counted to the due day and beyond it",
        arguments: [
            (2, "còn 2 ngày", "2 days left"), (1, "còn 1 ngày", "1 day left"),
            (0, "hôm nay", "today"), (-1, "quá hạn 1 ngày", "1 day overdue"),
            (-5, "quá hạn 5 ngày", "5 days overdue"),
        ])
    func left(n: Int, vietnamese: String, english: String) {
        #expect(Words.daysLeft(n) == vietnamese)
        #expect(Language.$current.withValue(.en) { Words.daysLeft(n) } == english)
    }
}
