import ArgumentParser

/// A length of time as systemd.time(7) writes it: `90`, `15m`, `2h`, `1d 6h`.
struct Span: ExpressibleByArgument, Hashable {
    let seconds: Int

    /// At most a hundred years.
    private static let limit = 100 * 365 * 86_400

    init?(argument: String) {
        var rest = argument.utf8.filter { $0 != 0x20 }[...]
        var total = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            let letters = rest.dropFirst(digits.count).prefix { !(0x30...0x39).contains($0) }
            guard let count = Int(String(decoding: digits, as: UTF8.self)),
                let unit = Span.unit(String(decoding: letters, as: UTF8.self)),
                count <= Span.limit / unit
            else { return nil }
            total += count * unit
            rest = rest.dropFirst(digits.count + letters.count)
        }
        guard (1...Span.limit).contains(total) else { return nil }
        seconds = total
    }

    private static func unit(_ name: String) -> Int? {
        switch name {
        case "", "s", "sec", "second", "seconds": 1
        case "m", "min", "minute", "minutes": 60
        case "h", "hr", "hour", "hours": 3600
        case "d", "day", "days": 86_400
        case "w", "week", "weeks": 7 * 86_400
        default: nil
        }
    }
}
