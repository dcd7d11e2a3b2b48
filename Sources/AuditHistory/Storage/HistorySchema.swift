import GRDB

/// The tables of the history and the steps that led to them. A step that was shipped is never edited.
///
/// Numbers join tables within one file; the ids of runs, tenants and users and the keys of findings are the same on
/// every machine, so that files can be merged. Moments are microseconds since 1970 in UTC.
enum HistorySchema {
  /// Marks the file as ours: `RNDS`.
  static let applicationID: Int32 = 0x524E_4453

  /// Brings a database to this version.
  ///
  /// A new one is marked before anything else is written: whoever is killed on the way must find it his own again.
  static func install(in database: some DatabaseWriter) throws {
    try database.write { db in
      if try isEmpty(db) { try db.execute(sql: "PRAGMA application_id = \(applicationID)") }
    }
    try migrator.migrate(database)
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("record runs, tenants, coverage, users and findings") { db in
      for statements in [runs, tenants, coverage, users, findings] { try db.execute(sql: statements) }
    }
    migrator.registerMigration("record why things were set aside") { db in
      // NULL for nights that an older version recorded.
      try db.execute(
        sql: """
          ALTER TABLE coverage ADD COLUMN set_aside_causes TEXT
            CHECK (set_aside_causes IS NULL OR json_valid(set_aside_causes))
          """)
    }
    migrator.registerMigration("keep what each user's evidence has shown") { db in try db.execute(sql: past) }
    return migrator
  }

  /// True when the database belongs to another program: it has tables, and not our mark.
  static func isForeign(_ db: Database) throws -> Bool {
    try !isEmpty(db) && Int32.fetchOne(db, sql: "PRAGMA application_id") != applicationID
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
  }

  /// The condition that a column is one of these words.
  ///
  /// Not `IN (…)`: SQLite makes a table of its list for each row that is inserted, which costs more than the row.
  private static func word(_ column: String, _ words: String...) -> String {
    words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
  }

  private static let runs = """
    CREATE TABLE run (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (id <> ''),
      mode TEXT NOT NULL CHECK (\(word("mode", "live", "evidence", "demo"))),
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      window_from INTEGER NOT NULL,
      window_to INTEGER NOT NULL,
      program_version TEXT NOT NULL,
      catalogue_version TEXT NOT NULL,
      counting_threshold TEXT NOT NULL
        CHECK (\(word("counting_threshold", "informational", "low", "medium", "high", "critical"))),
      settings TEXT NOT NULL,
      exit_code INTEGER,
      CHECK ((finished_at IS NULL) = (exit_code IS NULL))
    ) STRICT;
    """

  /// `tenant_name` and `explanation` hold texts that stay the same night after night once.
  private static let tenants = """
    CREATE TABLE explanation (
      number INTEGER PRIMARY KEY,
      digest INTEGER NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT;
    CREATE INDEX explanation_digest ON explanation (digest);

    CREATE TABLE tenant (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE tenant_name (
      number INTEGER PRIMARY KEY,
      tenant INTEGER NOT NULL REFERENCES tenant,
      display_name TEXT NOT NULL,
      default_domain TEXT,
      cloud TEXT NOT NULL
    ) STRICT;

    CREATE TABLE tenant_run (
      tenant INTEGER NOT NULL REFERENCES tenant,
      night INTEGER NOT NULL CHECK (night >= 1),
      run INTEGER NOT NULL REFERENCES run,
      status TEXT NOT NULL CHECK (\(word("status", "complete", "incomplete", "failed"))),
      name INTEGER NOT NULL REFERENCES tenant_name,
      evidence_at INTEGER,
      gaps INTEGER REFERENCES explanation,
      PRIMARY KEY (tenant, night),
      UNIQUE (run, tenant)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tenant_run_complete ON tenant_run (tenant, night) WHERE status = 'complete';
    """

  /// The window is NULL where it is the run's. `since_night` and `runs_in_row` leave out what is never compared with:
  /// runs that were not finished, and earlier runs of the same evening.
  private static let coverage = """
    CREATE TABLE check_version (
      number INTEGER PRIMARY KEY,
      check_id TEXT NOT NULL CHECK (check_id <> ''),
      revision INTEGER NOT NULL,
      family TEXT NOT NULL,
      UNIQUE (check_id, revision, family)
    ) STRICT;

    CREATE TABLE coverage (
      tenant INTEGER NOT NULL,
      night INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      check_version INTEGER NOT NULL REFERENCES check_version,
      result TEXT NOT NULL CHECK (\(word("result", "triggered", "clear", "partial", "not_assessed", "not_applicable", "not_licensed", "disabled"))),
      since_night INTEGER NOT NULL CHECK (since_night BETWEEN 1 AND night),
      runs_in_row INTEGER NOT NULL CHECK (runs_in_row BETWEEN 1 AND night),
      window_from INTEGER,
      window_to INTEGER,
      items_read INTEGER NOT NULL CHECK (items_read >= 0),
      users_covered INTEGER NOT NULL CHECK (users_covered >= 0),
      set_aside INTEGER NOT NULL CHECK (set_aside >= 0),
      explanation INTEGER REFERENCES explanation,
      PRIMARY KEY (tenant, night, position),
      FOREIGN KEY (tenant, night) REFERENCES tenant_run,
      CHECK ((window_from IS NULL) = (window_to IS NULL))
    ) STRICT, WITHOUT ROWID;
    """

  /// An interval holds on the nights from `from_night` up to, not including, `until_night`; NULL while it lasts.
  private static let users = """
    CREATE TABLE user_interval (
      tenant INTEGER NOT NULL,
      user_id TEXT NOT NULL,
      from_night INTEGER NOT NULL,
      until_night INTEGER,
      user_principal_name TEXT NOT NULL,
      display_name TEXT,
      type TEXT NOT NULL CHECK (\(word("type", "member", "guest", "unknown"))),
      is_enabled INTEGER CHECK (is_enabled IN (0, 1)),
      is_privileged INTEGER CHECK (is_privileged IN (0, 1)),
      PRIMARY KEY (tenant, user_id, from_night),
      FOREIGN KEY (tenant, from_night) REFERENCES tenant_run,
      FOREIGN KEY (tenant, until_night) REFERENCES tenant_run,
      CHECK (until_night > from_night)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX user_interval_open ON user_interval (tenant, user_id) WHERE until_night IS NULL;
    """

  /// `content` is NULL where it is that of the finding's interval before; `collected_at` belongs to it, but its change
  /// alone makes no new interval, so evidence shows when it was collected for the first time in this form.
  private static let findings = """
    CREATE TABLE finding (
      number INTEGER PRIMARY KEY,
      tenant INTEGER NOT NULL,
      key TEXT NOT NULL,
      check_id TEXT NOT NULL,
      user_id TEXT,
      first_night INTEGER NOT NULL,
      UNIQUE (tenant, key),
      FOREIGN KEY (tenant, first_night) REFERENCES tenant_run
    ) STRICT;

    CREATE TABLE finding_interval (
      number INTEGER PRIMARY KEY,
      finding INTEGER NOT NULL REFERENCES finding,
      tenant INTEGER NOT NULL,
      from_night INTEGER NOT NULL,
      until_night INTEGER,
      status TEXT NOT NULL CHECK (\(word("status", "confirmed", "unverified"))),
      severity TEXT NOT NULL CHECK (\(word("severity", "informational", "low", "medium", "high", "critical"))),
      kind TEXT NOT NULL CHECK (\(word("kind", "state", "event"))),
      revision INTEGER NOT NULL,
      content TEXT CHECK (content IS NULL OR json_valid(content)),
      collected_at TEXT CHECK (collected_at IS NULL OR json_valid(collected_at)),
      end_reason TEXT CHECK (\(word("end_reason", "resolved", "aged_out", "changed"))),
      UNIQUE (finding, from_night),
      FOREIGN KEY (tenant, from_night) REFERENCES tenant_run,
      FOREIGN KEY (tenant, until_night) REFERENCES tenant_run,
      CHECK (until_night > from_night),
      CHECK ((until_night IS NULL) = (end_reason IS NULL)),
      CHECK ((content IS NULL) = (collected_at IS NULL)),
      CHECK (status = 'confirmed' OR content IS NULL)
    ) STRICT;
    CREATE UNIQUE INDEX finding_interval_open ON finding_interval (tenant, finding) WHERE until_night IS NULL;
    CREATE INDEX finding_interval_end ON finding_interval (tenant, until_night, from_night, finding);
    """

  /// One row a user, not one a night: what baselines need. `changed` is the end of the window of the night that wrote it
  /// last; days are counted since 1970, in UTC.
  private static let past = """
    CREATE TABLE user_past (
      tenant INTEGER NOT NULL REFERENCES tenant,
      user_id TEXT NOT NULL,
      changed INTEGER NOT NULL,
      seen_day INTEGER NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content)),
      PRIMARY KEY (tenant, user_id)
    ) STRICT, WITHOUT ROWID;
    """
}
