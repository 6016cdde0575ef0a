import DondocPlanFile
import DondocStore
import DondocSystemd

/// The process behind `status`: since when it runs, where it listens, whether its heart beats.
struct Running: Sendable {
    /// Seconds since the Unix epoch by the wall clock.
    let startedAt: Int
    let socket: String
    let pulse = Pulse()
    /// Every test letter is a letter that somebody gets and two rows of the trail for ever.
    var testLetters = Allowance(perMinute: 10)
    /// One simulation at a time.
    let simulation = SimulationDoor()
    /// nil where nobody looks around.
    var premises: Premises?
    /// Hashes of the files that are applied by their text.
    let hashes = FileMemory<String> { bytes, name in
        SHA256.hex(try PlanFile.bytes(bytes, name: name).text)
    }
    /// What dondoc.yaml says.
    let settings = FileMemory<Settings> { bytes, name in
        try PlanFile.settings(try PlanFile.bytes(bytes, name: name))
    }

    init(
        startedAt: Int = SystemClock.seconds(), socket: String, premises: Premises? = nil
    ) {
        self.startedAt = startedAt
        self.socket = socket
        self.premises = premises
    }
}
