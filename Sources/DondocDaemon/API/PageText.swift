import DondocAPI

/// Pages of obligations as JSON, byte for byte what the encoder of `JSON.text` makes of them.
///
/// The encoder takes three times as long for a row as the store takes to find it.
struct PageText {
    private(set) var bytes: [UInt8] = []

    init(_ page: [ObligationView]) {
        bytes.reserveCapacity(page.count * 1024)
        bytes.append(UInt8(ascii: "["))
        for (i, view) in page.enumerated() {
            if i > 0 { bytes.append(UInt8(ascii: ",")) }
            append(view)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Keys in the order of their bytes.
    private mutating func append(_ v: ObligationView) {
        bytes.append(UInt8(ascii: "{"))
        text("\"act_by\":", v.actBy)
        text(",\"agency\":", v.agency)
        text(",\"agency_name\":", v.agencyName)
        text(",\"bucket\":", v.bucket)
        number(",\"change\":", v.change)
        text(",\"claimed_at\":", v.claimedAt)
        number(",\"days_left\":", v.daysLeft)
        text(",\"doc\":", v.doc)
        text(",\"done_at\":", v.doneAt)
        text(",\"due\":", v.due)
        flag(",\"extended\":", v.extended)
        text(",\"key\":", v.key)
        text(",\"kind\":", v.kind)
        list(",\"lead\":", v.lead)
        number(",\"number\":", v.number)
        text(",\"original_due\":", v.originalDue)
        text(",\"period\":", v.period)
        text(",\"phrase\":", v.phrase)
        text(",\"plan\":", v.plan)
        flag(",\"quiet\":", v.quiet)
        text(",\"ref\":", v.ref)
        number(",\"reminders_sent\":", v.remindersSent)
        number(",\"returned\":", v.returned)
        text(",\"state\":", v.state)
        text(",\"task\":", v.task)
        text(",\"title\":", v.title)
        list(",\"with\":", v.with)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(_ name: StaticString) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func text(_ name: StaticString, _ value: String?) {
        append(name)
        if let value { quote(value) } else { append("null") }
    }

    private mutating func number(_ name: StaticString, _ value: Int?) {
        append(name)
        if let value { bytes += String(value).utf8 } else { append("null") }
    }

    private mutating func flag(_ name: StaticString, _ value: Bool) {
        append(name)
        append(value ? "true" : "false")
    }

    private mutating func list(_ name: StaticString, _ values: [String]) {
        append(name)
        bytes.append(UInt8(ascii: "["))
        for (i, value) in values.enumerated() {
            if i > 0 { bytes.append(UInt8(ascii: ",")) }
            quote(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// RFC 8259, section 7: what must be escaped, and nothing else.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isPlain = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { bytes += text.utf8 } else { for byte in text.utf8 { escape(byte) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case ..<0x20:
            append(byte < 0x10 ? "\\u000" : "\\u00")
            bytes += String(byte, radix: 16).utf8
        default: bytes.append(byte)
        }
    }
}
