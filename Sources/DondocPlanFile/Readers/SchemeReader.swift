import DondocCore

/// Reads `covers`: the name of a reporting scheme, or `{every: half, closes: 25}`.
extension Fields {
    static let schemeKeys = Keys("every closes*")

    func scheme(_ key: String) -> ReportingScheme? {
        guard let value = value(key) else { return nil }
        switch value.shape {
        case .list:
            findings.error(Words.wrongScheme(key), at: value.place)
            return nil
        case .map: return Fields(value, Self.schemeKeys, named: key, findings)?.ownScheme()
        case .text: return scalar(key).flatMap { namedScheme($0, key) }
        }
    }

    private func namedScheme(_ scalar: Scalar, _ key: String) -> ReportingScheme? {
        if let scheme = ReportingScheme(named: scalar.text) { return scheme }
        let names = ReportingScheme.named.map(\.name)
        findings.error(
            Words.noScheme(
                key, scalar.text, suggestion: nearest(to: scalar.text, among: names), names),
            at: scalar.place)
        return nil
    }

    /// The scheme that these two keys describe; without `every` the report's own periods decide.
    private func ownScheme() -> ReportingScheme? {
        let every = choice("every", ReportingScheme.Every.self)
        guard let scalar = scalar("closes") else { return nil }
        guard let close = ReportingScheme.Close(written: scalar.text) else {
            findings.error(Words.badCloses(scalar.text), at: scalar.place)
            return nil
        }
        if case .date = close, every != .year {
            // A wrong word after `every` has been told already.
            if every != nil || !has("every") {
                findings.error(Words.closesYearly(scalar.text), at: scalar.place)
            }
            return nil
        }
        if has("every"), every == nil { return nil }
        return ReportingScheme(every, closes: close)
    }
}

extension ReportingScheme.Close {
    /// `25`, `last`, or `30/9`; nil for a day that no year has.
    fileprivate init?(written text: String) {
        if text == "last" {
            self = .day(31)
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let day = parts.first.flatMap({ Int($0) }), (1...31).contains(day)
        else { return nil }
        guard parts.count == 2 else {
            self = .day(day)
            return
        }
        guard let month = Int(parts[1]), (1...12).contains(month),
            day <= Day.length(ofMonth: month, year: 2024)
        else { return nil }
        self = .date(day: day, month: month)
    }
}
