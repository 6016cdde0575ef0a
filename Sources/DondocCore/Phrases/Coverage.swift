/// Why a reporting scheme does not fit a day of a phrase.
public enum SchemeMisfit: Error, Hashable, Sendable {
    /// The report's own period is not as long as those of the scheme.
    case length(ReportingScheme, Period)
    /// The scheme takes the period of each occurrence, and the phrase names none.
    case noPeriod(ReportingScheme)
    /// Two days of one phrase fall into one period: their obligations would have one key.
    case shared(ReportingScheme, Period)
}

extension ReportingScheme {
    /// The period that a report of this day is about, and the days that it covers.
    ///
    /// The period of a repeat decides. A day that names none belongs to the period whose figures
    /// close last on or before it, by the day that the phrase names: how a plan counts "trước", or
    /// days off, changes no period.
    /// - Throws: `SchemeMisfit` rather than a window of another period.
    public func coverage(of date: DueDate) throws(SchemeMisfit)
        -> (period: Period, window: ClosedRange<Day>)
    {
        guard let reported = date.reported else { return try closed(by: date) }
        if date.saysOnlyWhen { return try nearest(to: date, reported) }
        guard let window = window(of: reported) else { throw .length(self, reported) }
        return (reported, window)
    }

    /// For "15/12 hằng năm": its own year, unless that is far from closed, as on 31 January.
    private func nearest(to date: DueDate, _ reported: Period) throws(SchemeMisfit)
        -> (period: Period, window: ClosedRange<Day>)
    {
        // Of several days in a year none is the year's report by itself.
        guard date.period == reported else { return try closed(by: date) }
        if let window = window(of: reported), window.upperBound <= date.named + 45 {
            return (reported, window)
        }
        return try ReportingScheme(every ?? reported.every, closes: close).closed(by: date)
    }

    private func closed(by date: DueDate) throws(SchemeMisfit)
        -> (period: Period, window: ClosedRange<Day>)
    {
        guard let found = period(dueOn: date.named) else { throw .noPeriod(self) }
        return found
    }
}
