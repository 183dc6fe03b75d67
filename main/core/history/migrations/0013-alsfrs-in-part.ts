import type { Database } from "better-sqlite3";

const item = (name: string): string => `${name} INTEGER CHECK (${name} BETWEEN 0 AND 4)`;

/** An ALSFRS-R may be entered in part: an item that was not asked is NULL. SQLite changes a column only with its table. */
export function alsfrsInPart(database: Database): void {
  database.exec(`
    CREATE TABLE alsfrsInPart (
      visitId TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
      ${["speech", "salivation", "swallowing", "handwriting", "cuttingFood"].map(item).join(",\n      ")},
      gastrostomy INTEGER NOT NULL CHECK (gastrostomy IN (0, 1)),
      ${["dressing", "turningInBed", "walking", "climbingStairs"].map(item).join(",\n      ")},
      ${["dyspnoea", "orthopnoea", "respiratoryInsufficiency"].map(item).join(",\n      ")},
      rater TEXT NOT NULL DEFAULT '',
      mode TEXT CHECK (mode IN ('in-person', 'phone', 'self'))
    ) STRICT;
    INSERT INTO alsfrsInPart SELECT * FROM alsfrs ORDER BY rowid;
    DROP TABLE alsfrs;
    ALTER TABLE alsfrsInPart RENAME TO alsfrs;
  `);
}
