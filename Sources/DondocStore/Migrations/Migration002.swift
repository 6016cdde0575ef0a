/// The days on which the daily line of life was said: a row is what makes it one a day.
enum Migration002 {
    static let sql = """
        CREATE TABLE alive (
            day TEXT    PRIMARY KEY NOT NULL CHECK (date(day, '+0 days') IS day),
            at  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
