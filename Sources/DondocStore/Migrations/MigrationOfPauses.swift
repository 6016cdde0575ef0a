/// Reminders that wait: part of `Migration006`.
enum MigrationOfPauses {
    static let sql = ""
}
