/// Kinds of journal entries, each with the MESSAGE_ID that never changes.
///
/// The ids of kinds that nothing writes yet are fixed already.
enum EntryKind: String, CaseIterable {
    case upcoming
    case due
    case overdue
    case escalated
    case quiet
    case assigned
    case told
    case claimed
    case waiting
    case confirmed
    case returned
    case extended
    case withdrawn
    case moved
    case digest
    case delivered
    case failed
    case undeliverable
    case clockMoved = "clock-moved"
    case calendarMissing = "calendar-missing"
    case hold
    case alive
    case degraded
    case damaged
    case mended
    case mailTest = "mail-test"
    case warning
    case queue
    case address
    case snoozed
    case acked
    case pressed

    /// 128 bits in hexadecimal, as `journalctl MESSAGE_ID=` takes it.
    var messageID: String {
        switch self {
        case .upcoming: "9cabd2b5df9e4c5f237e10d77ad22646"
        case .due: "4b532af55712cd5c283ae69a0220a718"
        case .overdue: "c67e208c0da7f6418c74d215ffc4bfa0"
        case .escalated: "ee65d653bb577322c0158ebd8549f868"
        case .quiet: "1e9da5f5eb76ca40ef9f6ea21ce5d6ef"
        case .assigned: "5096da8e548725653e91084fa74d783a"
        case .told: "95ed2559c2448979c48c86ca97164935"
        case .claimed: "0b1e1150ca0ab748f30508b103bcec55"
        case .waiting: "8e0379caf9cc55052e217dd175eab567"
        case .confirmed: "582939b6790041842c33ef5d203e9ecf"
        case .returned: "8e3a202c99436a65474d485ed281b724"
        case .extended: "57be46fc77acfd8ba92973be9fd789ab"
        case .withdrawn: "d3f10ba802c9f723e5302dbc3ffa4e66"
        case .moved: "b91398c71e5b583523671fd13b8dc00b"
        case .digest: "5b275edbe1bce0fc546f57f1723c2b2a"
        case .delivered: "bc2d711504167d8d7d049761ca9e9247"
        case .failed: "4e637cfebd2392e4b011b9c0983b083f"
        case .undeliverable: "d04f3602b38fb643d6d019ceabeabdc5"
        case .clockMoved: "e136d4c3ee540d08170e1ca016bc3484"
        case .calendarMissing: "ce27f8d2dd2d5974f21e4c19a819e2b8"
        case .hold: "8a1e2fe33463d91b9acfb08ac7ff2f8f"
        case .alive: "50bf209aa9a38dfb9bc7413560a56aa6"
        case .degraded: "9b9ba66974a588024e48c1eefc0a30c7"
        case .damaged: "acc39b6f617bbe097f2503298271c0e4"
        case .mended: "5c83e9986ab664c5348a72c63995ed2c"
        case .mailTest: "8ae0ee350f574fb2b2fe5a11267bf2fb"
        case .warning: "3d6d4debf205d0c4714d9a002575fc30"
        case .queue: "b7a1f04c52e94d0f9c3e6a85d1207b44"
        case .address: "e05c93d7a86b4b1f8a2d4f6b90c7315e"
        case .snoozed: "eed090a41ec84bfea61960c8aa96e3dc"
        case .acked: "42d8fe64ec4141ec80b12586fea6fbd3"
        case .pressed: "507155c3981545d58b4bb085582a4c77"
        }
    }

    /// syslog(3) priority: 1 alert, 4 warning, 5 notice, 6 informational.
    var priority: Int {
        switch self {
        case .failed, .undeliverable, .hold, .damaged: 1
        case .overdue, .escalated, .quiet, .clockMoved, .calendarMissing, .degraded,
            .warning:
            4
        case .upcoming, .due, .returned, .moved, .mended, .mailTest, .queue, .address, .snoozed,
            .pressed:
            5
        case .acked, .assigned, .told, .claimed, .waiting, .confirmed, .extended, .withdrawn,
            .digest, .delivered, .alive:
            6
        }
    }
}
