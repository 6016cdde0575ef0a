/// When a change made an obligation late, such as a day that was moved into the past; what was withdrawn
/// for whose address it was, which somebody may hear after all; and the texts of letters beside their rows, since each move of a letter writes its row anew.
enum Migration007 {
    static let sql = """
        ALTER TABLE obligation ADD COLUMN late_at INTEGER;

        CREATE INDEX notice_lost ON notice (reminder) WHERE state = 'withdrawn' AND reason IN
            ('dead-address', 'address-gone', 'address-moved', 'deputy-over', 'lead-reached');

        CREATE TABLE letter_text (
            letter  INTEGER PRIMARY KEY REFERENCES letter (id),
            message BLOB NOT NULL
        ) STRICT;
        INSERT INTO letter_text SELECT id, message FROM letter;
        ALTER TABLE letter DROP COLUMN message;
        """
}
