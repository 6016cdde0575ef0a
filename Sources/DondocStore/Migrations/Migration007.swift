/// When a change made an obligation late, such as a day that was moved into the past.
enum Migration007 {
    static let sql = "ALTER TABLE obligation ADD COLUMN late_at INTEGER"
}
