import type { Database } from "better-sqlite3";

/**
 * What people hear and ask. A listening is one recording that a listener is to judge or to write down, in the order of
 * its session; without an answer it is still to be heard. An entry of a form keeps the form as it was then, so that it can
 * be read wherever it comes to.
 */
export function byEarAndByForm(database: Database): void {
  database.exec(`
    ALTER TABLE alsfrs ADD COLUMN rater TEXT NOT NULL DEFAULT '';
    ALTER TABLE alsfrs ADD COLUMN mode TEXT CHECK (mode IN ('in-person', 'phone', 'self'));

    CREATE TABLE listenings (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      sessionId TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('rating', 'transcription')),
      recordingId TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
      listener TEXT NOT NULL,
      isRepeat INTEGER NOT NULL CHECK (isRepeat IN (0, 1)),
      amongVisits INTEGER NOT NULL CHECK (amongVisits > 0),
      askedAt TEXT NOT NULL,
      answer TEXT CHECK (json_valid(answer)),
      answeredAt TEXT CHECK ((answeredAt IS NULL) = (answer IS NULL))
    ) STRICT;
    CREATE INDEX listeningsByRecording ON listenings (recordingId, sequence);
    CREATE INDEX listeningsBySession ON listenings (sessionId, sequence);

    CREATE TABLE formEntries (
      visitId TEXT NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
      formId TEXT NOT NULL,
      form TEXT NOT NULL CHECK (json_valid(form)),
      answers TEXT NOT NULL CHECK (json_valid(answers)),
      enteredBy TEXT NOT NULL,
      enteredAt TEXT NOT NULL,
      PRIMARY KEY (visitId, formId)
    ) STRICT;

    CREATE TABLE dismissedReminders (
      patientId TEXT NOT NULL REFERENCES patients (id) ON DELETE CASCADE,
      reminder TEXT NOT NULL,
      dismissedBy TEXT NOT NULL,
      dismissedAt TEXT NOT NULL,
      PRIMARY KEY (patientId, reminder)
    ) STRICT;
  `);
}
