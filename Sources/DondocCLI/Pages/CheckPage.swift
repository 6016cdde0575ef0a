import DondocAPI
import FoundationEssentials

/// What `check` found, as one line in the form of monitoring plugins: state, why, `|`, figures.
struct CheckPage: Encodable, Hashable {
    enum State: String, Encodable { case ok, degraded, down }

    let state: State
    /// What is wrong, worst first.
    var problems: [String]
    /// Seconds since the heartbeat's last sign of life, and of the oldest waiting letter.
    var beatAge: Int?
    var oldestAge: Int?
    var waiting: Int?
    var failed: Int?
    var unsure: Int?

    enum CodingKeys: String, CodingKey {
        case state, problems
        case beatAge = "beat_age"
        case oldestAge = "oldest_age"
        case waiting, failed, unsure
    }

    init(_ view: StatusView, maxAge: Span?) {
        problems = view.troubles.map(\.what)
        if let limit = maxAge?.seconds {
            if (view.heartbeat.age ?? .max) > limit {
                problems.insert(Words.Check.noBeat(view.heartbeat.age.map { span($0) }), at: 0)
            }
            if let age = view.queue.oldestAge, age > limit {
                problems.append(Words.Check.oldLetter(span(age)))
            }
        }
        state = problems.isEmpty ? .ok : .degraded
        beatAge = view.heartbeat.age
        oldestAge = view.queue.oldestAge
        waiting = view.queue.waiting
        failed = view.letters.failed
        unsure = view.letters.unsure
    }

    /// A daemon that gave no answer, or none that says how it is.
    init(_ failure: Failure) {
        state = failure.status == ExitStatus.notRunning ? .down : .degraded
        problems = failure.lines
    }

    var status: Int {
        switch state {
        case .ok: ExitStatus.ok
        case .degraded: ExitStatus.degraded
        case .down: ExitStatus.notRunning
        }
    }

    /// A bar would begin the figures, so that none stands in the text.
    var line: String {
        let text = problems.isEmpty ? Words.allWell : problems.joined(separator: "; ")
        let plain = shown("DONDOC \(state.rawValue.uppercased()): \(text)")
            .replacing("|", with: "/")
        let figures = [
            ("beat_age", beatAge, "s"), ("oldest_age", oldestAge, "s"), ("waiting", waiting, ""),
            ("failed", failed, ""), ("unsure", unsure, ""),
        ].compactMap { name, value, unit in value.map { "\(name)=\($0)\(unit)" } }
        return plain + (figures.isEmpty ? "" : " | " + figures.joined(separator: " ")) + "\n"
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
