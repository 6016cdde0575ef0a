/// Programs that hear of notices: part of `Migration006`.
enum MigrationOfHooks {
    static let sql = ""
}
