internal import GRDB

/// What a library's SQLite file looks like, in this version and the ones before.
enum Schema {
    /// Marks the file as a library: `PgMt`, at byte 68 of the file.
    static let applicationID = 0x5067_4D74

    /// The number of migrations that this version knows; a file's own is its `user_version`.
    ///
    /// GRDB's table of migrations says which ones; the number stands in the header, where a version
    /// that comes to know the tables no more still finds it.
    static let version = 1

    /// The way from an empty file to the tables of this version.
    ///
    /// Migrations are added, never changed.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 books") { db in
            try db.execute(
                sql: """
                    CREATE TABLE books (
                        id       TEXT PRIMARY KEY NOT NULL,
                        title    TEXT,
                        author   TEXT,
                        language TEXT,
                        words    INTEGER NOT NULL,  -- of the text
                        duration REAL NOT NULL,     -- of the audiobook, in seconds
                        image    TEXT NOT NULL UNIQUE,  -- a file in the folder beside this file
                        added    INTEGER NOT NULL   -- in seconds since 1970
                    ) STRICT;
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = \(version);
                    """)
        }
        return migrator
    }

    /// Whether a later version has changed the library.
    static func isNewer(_ db: Database) throws -> Bool {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > Self.version { return true }
        return try migrator.hasBeenSuperseded(db)
    }
}
