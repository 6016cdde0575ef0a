import DondocAPI

/// `status`: the daemon's health in plain lines.
enum StatusPage {
    static func text(_ s: StatusView) -> String {
        var fields = Fields()
        fields.add("dondocd", "\(s.version) (PID \(s.pid))")
        fields.add(Words.Field.site, s.site)
        fields.add(Words.Field.clock, clock(s.clock))
        fields.add(Words.Field.store, "\(s.store) (\(size(s.storeBytes)))")
        fields.add(Words.Field.plans, Words.plans(s.plans, obligations: s.obligations))
        fields.add(Words.Field.buckets, each: buckets(s.buckets))
        fields.add(Words.Field.letters, Words.letters(s.letters))
        fields.add(Words.Field.lastLetter, s.letters.lastSentAt.map { written(instant: $0) })
        fields.add(Words.Field.journal, Words.waiting(s.journalWaiting))
        fields.add(Words.Field.nextWake, s.nextWake.map { written(instant: $0) } ?? Words.nothing)
        fields.add(Words.Field.differs, each: s.differs)
        fields.add(Words.Field.warnings, each: s.warnings)
        fields.add(Words.Field.degraded, each: s.degraded.isEmpty ? [Words.allWell] : s.degraded)
        return fields.text
    }

    private static func clock(_ c: StatusView.Clock) -> String {
        var text = "\(written(instant: c.now)) \(c.zone)"
        if c.training { text += ", " + Words.trainingClock }
        if c.ended { text += ", " + Words.clockEnded }
        return text
    }

    /// The known buckets in their order, then whatever else the daemon counts.
    private static func buckets(_ counts: [String: Int]) -> [String] {
        let order = ["done-on-time", "done-late", "open-in-time", "open-overdue", "undated"]
        let others = counts.keys.filter { !order.contains($0) }.sorted()
        return (order + others).compactMap { name in
            counts[name].map { "\(Words.bucket(name)): \($0)" }
        }
    }

    private static func size(_ bytes: Int) -> String {
        if bytes < 10_240 { return "\(bytes) B" }
        return bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
    }
}
