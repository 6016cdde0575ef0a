import ArgumentParser
import DondocAPI
import Foundation
import Testing

@testable import DondocCLI

@Suite struct CheckTests {
    private func view(beat: Int? = 12, oldest: Int? = nil, troubles: [String] = []) -> StatusView {
        var view = Canned.status
        view.heartbeat = .init(lastBeatAt: beat.map { _ in "2026-11-22T09:00:30+07:00" }, age: beat)
        view.queue = .init(
            waiting: oldest == nil ? 0 : 1,
            oldestAt: oldest.map { _ in "2023-06-15T07:10:00+07:00" }, oldestAge: oldest)
        view.troubles = troubles.map {
            .init(cause: "x", what: $0, since: "2023-06-15T08:00:00+07:00", mend: "m")
        }
        return view
    }

    @Test(
        "An age is too old when it is beyond the limit, and only where a limit is given",
        arguments: [
            (12, nil, "1m", true), (60, nil, "1m", true), (61, nil, "1m", false),
            (nil, nil, "1m", false), (86_400, nil, nil, true), (nil, nil, nil, true),
            (12, 60, "60", true), (12, 61, "60", false), (12, 99_999, nil, true),
        ] as [(Int?, Int?, String?, Bool)])
    func ages(beat: Int?, oldest: Int?, limit: String?, isWell: Bool) {
        let page = CheckPage(
            view(beat: beat, oldest: oldest), maxAge: limit.flatMap { Span(argument: $0) })
        #expect((page.status, page.problems.isEmpty) == (isWell ? 0 : 2, isWell))
        #expect(page.line.hasPrefix(isWell ? "DONDOC OK: " : "DONDOC DEGRADED: "))
    }

    @Test("All is one line: state, what is wrong, figures")
    func line() {
        #expect(
            CheckPage(view(), maxAge: nil).line
                == "DONDOC OK: bình thường | beat_age=12s waiting=0 failed=2 unsure=0\n")
        let page = CheckPage(
            view(beat: 7_300, oldest: 3_700, troubles: ["a|b\n\u{1b}[31m", "c"]),
            maxAge: Span(argument: "1h"))
        #expect(
            page.line
                == "DONDOC DEGRADED: nhịp cuối của dondocd cách đây 2 giờ; a/b\\u{a}\\u{1b}[31m; c; "
                + "thư cũ nhất đã chờ 1 giờ"
                + " | beat_age=7300s oldest_age=3700s waiting=1 failed=2 unsure=0\n")
    }

    @Test(
        "No answer in time, or a wrong one, is degraded; no daemon is down",
        arguments: [(75, 2, "DEGRADED"), (1, 2, "DEGRADED"), (65, 2, "DEGRADED"), (69, 69, "DOWN")])
    func failures(exit: Int, status: Int, word: String) {
        let page = CheckPage(Failure(exit, "vì sao"))
        #expect(page.status == status && page.line == "DONDOC \(word): vì sao\n")
    }

    @Test("Nobody at the socket is down, said on one line of stdout")
    func down() throws {
        let command = try CheckCommand.parse(["--socket", "/tmp/dondoc-none.sock"])
        let page = try command.look()
        #expect(page.status == 69 && page.line.hasPrefix("DONDOC DOWN: dondocd không chạy"))
        #expect(throws: Failure(69, [])) { try command.run() }
    }

    @Test("A program reads the same as one object")
    func json() throws {
        let page = CheckPage(view(oldest: 61), maxAge: Span(argument: "1m"))
        #expect(
            try page.json()
                == #"{"beat_age":12,"failed":2,"oldest_age":61,"problems":["thư cũ nhất đã chờ 1 phút"],"state":"degraded","unsure":0,"waiting":1}"#
                + "\n")
    }

    @Test(
        "Spans are taken as systemd writes them",
        arguments: [
            ("90", 90), ("90s", 90), ("15m", 900), ("15 min", 900), ("2h", 7_200), ("1d", 86_400),
            ("1h 30min", 5_400), ("1w", 604_800), ("1h30", 3_630), ("0", nil), ("", nil),
            ("m", nil), ("-5m", nil), ("1.5h", nil), ("2 months", nil), ("5M", nil), ("1y", nil),
            ("99999999999999999999s", nil), ("4000000000s", nil), ("9223372036854775807w", nil),
        ] as [(String, Int?)])
    func spans(text: String, seconds: Int?) {
        #expect(Span(argument: text)?.seconds == seconds)
    }
}
