/// The hold of the outbox, and dead addresses: part of `Migration006`.
enum MigrationOfHold {
    static let sql = ""
}
