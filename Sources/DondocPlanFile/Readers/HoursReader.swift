import DondocCore

/// Reads when letters leave, and how many.
extension SettingsReader {
    /// The hour of the day's letter lies in the office's hours.
    func hours(_ fields: Fields) -> Settings.Hours {
        var hours = Settings.Hours()
        if let office = fields.scalar("office") {
            if let (opens, closes) = span(office.text) {
                (hours.opens, hours.closes) = (opens, closes)
            } else {
                findings.error(Words.badOffice(office.text), at: office.place)
            }
        }
        let scalar = fields.scalar("remind-at")
        if let scalar {
            guard let minute = minutes(ofClock: scalar.text) else {
                findings.error(Words.badClock("remind-at", scalar.text), at: scalar.place)
                return hours
            }
            hours.remindAt = minute
        }
        if !(hours.opens..<hours.closes).contains(hours.remindAt) {
            findings.error(
                Words.outsideOffice(hours.remindAt, hours.opens, hours.closes),
                at: scalar?.place ?? fields.value("office")?.place ?? fields.place)
        }
        return hours
    }

    /// `07:30-17:00`, the first before the second.
    private func span(_ text: String) -> (Int, Int)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = minutes(ofClock: parts[0]),
            let closes = minutes(ofClock: parts[1]), opens < closes
        else { return nil }
        return (opens, closes)
    }

    func limits(_ fields: Fields) -> Settings.Limits {
        var limits = Settings.Limits()
        if let n = number("per-minute", fields) { limits.perMinute = n }
        if let n = number("after-outage-per-minute", fields) { limits.afterOutagePerMinute = n }
        if let n = number("per-recipient-day", fields) { limits.perRecipientDay = n }
        return limits
    }

    private func number(_ key: String, _ fields: Fields) -> Int? {
        guard let scalar = fields.scalar(key) else { return nil }
        let isPlain = scalar.text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if isPlain, !scalar.text.hasPrefix("0"), let n = Int(scalar.text),
            Settings.Limits.range.contains(n)
        {
            return n
        }
        findings.error(Words.badLimit(key, scalar.text), at: scalar.place)
        return nil
    }
}
