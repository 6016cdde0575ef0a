/// Pauses of reminders, the hold of the outbox with addresses that are dead, and hooks.
enum Migration006 {
    static let sql = [MigrationOfPauses.sql, MigrationOfHold.sql, MigrationOfHooks.sql]
        .joined(separator: "\n")
}
