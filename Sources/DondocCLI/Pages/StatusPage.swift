import DondocAPI

/// `status`: the daemon's health in plain lines.
enum StatusPage {
    static func text(_ s: StatusView) -> String {
        var fields = Fields()
        fields.add("dondocd", Words.process(s.version, s.pid, since: written(instant: s.startedAt)))
        fields.add(Words.Field.site, s.site)
        fields.add(Words.Field.clock, clock(s.clock))
        fields.add(Words.Field.heartbeat, heartbeat(s.heartbeat))
        fields.add(Words.Field.socket, s.socket)
        fields.add(Words.Field.store, Words.store(s.store, size(s.storeBytes), schema: s.schema))
        let checked = s.integrity.map { written(instant: $0.checkedAt) } ?? ""
        fields.add(Words.Field.integrity, Words.integrity(s.integrity, at: checked))
        fields.add(Words.Field.backup, s.lastBackupAt.map { written(instant: $0) })
        fields.add(Words.Field.plans, Words.plans(s.plans, obligations: s.obligations))
        fields.add(Words.Field.differs, each: s.differs + mends(s.differs))
        fields.add(Words.Field.unreachable, each: s.unreachable)
        fields.add(Words.Field.buckets, each: buckets(s.buckets))
        fields.add(Words.Field.letters, Words.letters(s.letters))
        if let at = s.queue.oldestAt, let age = s.queue.oldestAge {
            fields.add(Words.Field.oldest, Words.oldest(written(instant: at), span(age)))
        }
        if s.queue.notices > 0 {
            fields.add(Words.Field.notices, Words.notices(s.queue.notices))
        }
        fields.add(Words.Field.lastLetter, s.letters.lastSentAt.map { written(instant: $0) })
        fields.add(Words.Field.journal, Words.waiting(s.journalWaiting))
        fields.add(Words.Field.nextWake, Words.wake(written(instant: s.wake.at), s.wake))
        fields.add(Words.Field.warnings, each: s.warnings)
        fields.add(Words.Field.degraded, each: troubles(s))
        return fields.text
    }

    private static func clock(_ c: StatusView.Clock) -> String {
        let kind = c.training ? Words.trainingClock : Words.realClock
        let text = "\(written(instant: c.now)) \(c.zone), \(kind)"
        return c.ended ? text + ", " + Words.clockEnded : text
    }

    private static func heartbeat(_ beat: StatusView.Heartbeat) -> String {
        guard let at = beat.lastBeatAt, let age = beat.age else { return Words.noBeat }
        return Words.beat(written(instant: at), ago: age < 60 ? Words.seconds(age) : span(age))
    }

    /// The commands that apply what differs.
    private static func mends(_ files: [String]) -> [String] {
        let plans = files.filter { $0.hasPrefix("plans/") }.count
        let commands =
            (plans < files.count ? ["dondoc reload"] : [])
            + (plans > 0 ? ["dondoc plan load --all"] : [])
        return commands.map(Words.mend)
    }

    /// What is wrong and since when, and under each how to mend it.
    private static func troubles(_ s: StatusView) -> [String] {
        guard !s.troubles.isEmpty else { return [Words.allWell] }
        return s.troubles.flatMap { trouble in
            [
                Words.trouble(trouble.what, since: written(instant: trouble.since)),
                Words.mend(trouble.mend),
            ]
        }
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
