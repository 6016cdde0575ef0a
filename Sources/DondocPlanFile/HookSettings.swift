/// A program that hears of notices beside mail: one of `hooks:` in dondoc.yaml.
public struct HookSettings: Hashable, Sendable {
    /// What a hook can be told of.
    public enum Event: String, Hashable, Sendable, CaseIterable {
        case assigned, upcoming, due, overdue, quiet, returned, digest
        /// A reminder that goes beyond those who answer for the work.
        case escalated
        /// A letter that will not be sent any more.
        case failed
    }

    /// The most that one file may name.
    public static let limit = 16

    /// Its channel is `hook:NAME`.
    public var name: String
    /// The program's absolute path, then its arguments; no shell reads them.
    public var run: [String]
    public var on: Set<Event>
    /// Hears of dead letters, when it is the first that says so.
    public var isFallback: Bool
    /// Is run on a training clock too: what it does to the world it does there as well.
    public var isForTraining: Bool
    /// Where the path stands, for what the daemon finds wrong with it.
    public var place: Place?

    public init(
        name: String, run: [String], on: Set<Event>, isFallback: Bool = false,
        isForTraining: Bool = false
    ) {
        self.name = name
        self.run = run
        self.on = on
        self.isFallback = isFallback
        self.isForTraining = isForTraining
    }
}
