import type { Database } from "better-sqlite3";

const alsfrsItem = (name: string): string => `${name} INTEGER NOT NULL CHECK (${name} BETWEEN 0 AND 4)`;

/**
 * The first schema. Columns carry the names of the domain types, so that rows need no mapping. Media are the
 * original bytes, one copy per SHA-256, removed with their last recording; the audit trail only grows.
 */
export function start(database: Database): void {
  database.exec(`
    CREATE TABLE patients (
      id TEXT PRIMARY KEY,
      code TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(code) BETWEEN 1 AND 64),
      name TEXT NOT NULL,
      birthDate TEXT,
      sex TEXT CHECK (sex IN ('male', 'female')),
      onsetDate TEXT,
      onsetRegion TEXT NOT NULL CHECK (onsetRegion IN ('bulbar', 'spinal', 'respiratory', 'unknown')),
      diagnosis TEXT NOT NULL,
      notes TEXT NOT NULL,
      createdAt TEXT NOT NULL
    ) STRICT;

    CREATE TABLE visits (
      id TEXT PRIMARY KEY,
      patientId TEXT NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
      date TEXT NOT NULL,
      device TEXT NOT NULL,
      notes TEXT NOT NULL,
      createdAt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX visitsByPatient ON visits (patientId, date);

    CREATE TABLE media (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes BLOB NOT NULL) STRICT;

    CREATE TABLE recordings (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      task TEXT NOT NULL,
      fileName TEXT NOT NULL,
      sha256 TEXT NOT NULL REFERENCES media (sha256),
      bytes INTEGER NOT NULL,
      importedAt TEXT NOT NULL,
      UNIQUE (visitId, sha256)
    ) STRICT;
    CREATE INDEX recordingsByMedia ON recordings (sha256);
    CREATE TRIGGER mediaGoWithLastRecording AFTER DELETE ON recordings BEGIN
      DELETE FROM media WHERE sha256 = old.sha256
        AND NOT EXISTS (SELECT 1 FROM recordings WHERE sha256 = old.sha256);
    END;

    CREATE TABLE analyses (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      recordingId TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
      analysis TEXT NOT NULL CHECK (json_valid(analysis)),
      settings TEXT NOT NULL AS (json_extract(analysis, '$.settings')),
      programVersion TEXT NOT NULL AS (json_extract(analysis, '$.programVersion')),
      modelHashes TEXT NOT NULL CHECK (json_valid(modelHashes)),
      createdAt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX analysesByRecording ON analyses (recordingId, sequence);

    CREATE TABLE treatments (
      id TEXT PRIMARY KEY,
      patientId TEXT NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('riluzole', 'edaravone', 'tofersen', 'PEG', 'NIV', 'other')),
      label TEXT NOT NULL,
      start TEXT NOT NULL,
      "end" TEXT CHECK ("end" >= start)
    ) STRICT;
    CREATE INDEX treatmentsByPatient ON treatments (patientId, start);

    CREATE TABLE alsfrs (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      ${["speech", "salivation", "swallowing", "handwriting", "cuttingFood"].map(alsfrsItem).join(",\n      ")},
      gastrostomy INTEGER NOT NULL CHECK (gastrostomy IN (0, 1)),
      ${["dressing", "turningInBed", "walking", "climbingStairs"].map(alsfrsItem).join(",\n      ")},
      ${["dyspnoea", "orthopnoea", "respiratoryInsufficiency"].map(alsfrsItem).join(",\n      ")}
    ) STRICT;

    CREATE TABLE reports (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      pdf BLOB NOT NULL,
      sha256 TEXT NOT NULL,
      createdAt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reportsByVisit ON reports (visitId, sequence);

    CREATE TABLE audit (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('read', 'create', 'update', 'delete', 'export')),
      patientId TEXT,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT;
    CREATE INDEX auditByPatient ON audit (patientId, number);
    CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
    CREATE TRIGGER auditIsNotDeleted BEFORE DELETE ON audit BEGIN
      SELECT RAISE(ABORT, 'the audit trail is append-only');
    END;
  `);
}
