import type { Database } from "better-sqlite3";

/**
 * Archived patients, and what the list of patients is searched, sorted and paged by: one row a patient, kept by triggers,
 * whoever writes the patients and visits. `foldedText` is given to every connection by `migrate`.
 */
export function patientIndex(database: Database): void {
  database.exec(`
    ALTER TABLE patients ADD COLUMN archivedAt TEXT;

    CREATE TABLE patientIndex (
      sequence INTEGER PRIMARY KEY,
      patientId TEXT NOT NULL UNIQUE REFERENCES patients (id) ON DELETE CASCADE,
      searchText TEXT NOT NULL,
      foldedName TEXT NOT NULL,
      visits INTEGER NOT NULL,
      lastVisit TEXT
    ) STRICT;
    CREATE INDEX patientIndexByLastVisit ON patientIndex (lastVisit);

    INSERT INTO patientIndex (patientId, searchText, foldedName, visits, lastVisit)
    SELECT id, foldedText(code, name, birthDate), foldedText(name), count(date), max(date)
    FROM (SELECT patients.*, visits.date FROM patients LEFT JOIN visits ON visits.patientId = patients.id)
    GROUP BY id ORDER BY createdAt;

    CREATE TRIGGER newPatientIsIndexed AFTER INSERT ON patients BEGIN
      INSERT INTO patientIndex (patientId, searchText, foldedName, visits, lastVisit)
      VALUES (new.id, foldedText(new.code, new.name, new.birthDate), foldedText(new.name), 0, NULL);
    END;
    CREATE TRIGGER changedPatientIsIndexed AFTER UPDATE OF code, name, birthDate ON patients BEGIN
      UPDATE patientIndex
      SET searchText = foldedText(new.code, new.name, new.birthDate), foldedName = foldedText(new.name)
      WHERE patientId = new.id;
    END;
    ${["INSERT", "UPDATE", "DELETE"].map(countVisits).join("")}
  `);
}

function countVisits(event: string): string {
  const row = event === "DELETE" ? "old" : "new";
  return `
    CREATE TRIGGER visitsAreCountedAfter${event} AFTER ${event} ON visits BEGIN
      UPDATE patientIndex
      SET (visits, lastVisit) = (SELECT count(*), max(date) FROM visits WHERE patientId = ${row}.patientId)
      WHERE patientId = ${row}.patientId;
    END;`;
}
