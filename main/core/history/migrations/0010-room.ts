import type { Database } from "better-sqlite3";

/**
 * Where and how a visit was recorded: the patient's state, what the room check found, and the calibrations that turn a
 * level into a sound pressure level; a take keeps the one that it was recorded with. A probe is sound that is listened to
 * for a check or a calibration, and is never kept.
 */
export function room(database: Database): void {
  database.exec(`
    CREATE TABLE recordingStates (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      timeOfDay TEXT,
      fatigue INTEGER CHECK (fatigue BETWEEN 0 AND 10),
      ventilation TEXT,
      mask TEXT,
      posture TEXT
    ) STRICT;
    ALTER TABLE captures ADD COLUMN purpose TEXT NOT NULL DEFAULT 'take' CHECK (purpose IN ('take', 'probe'));
    ALTER TABLE captures ADD COLUMN calibration TEXT CHECK (json_valid(calibration));
    CREATE TABLE roomChecks (
      sequence INTEGER PRIMARY KEY,
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      roomCheck TEXT NOT NULL CHECK (json_valid(roomCheck))
    ) STRICT;
    CREATE INDEX roomChecksByVisit ON roomChecks (visitId, sequence);
    CREATE TABLE levelCalibrations (
      id TEXT PRIMARY KEY,
      calibration TEXT NOT NULL CHECK (json_valid(calibration)),
      endedAt TEXT
    ) STRICT;
  `);
}
