/// Programs that hear of notices: part of `Migration006`.
///
/// Each lane finds its next letter without walking past those of the other.
enum MigrationOfHooks {
    static let sql = """
        DROP INDEX letter_waiting;
        CREATE INDEX letter_waiting ON letter (next_try_at)
            WHERE next_try_at IS NOT NULL AND channel = 'mail';
        CREATE INDEX letter_hooks ON letter (next_try_at, channel)
            WHERE next_try_at IS NOT NULL AND channel <> 'mail';
        """
}
