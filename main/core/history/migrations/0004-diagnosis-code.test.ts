import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate, migrations } from "../migrate.ts";

const rowsOf = (database: Database.Database) =>
  database
    .prepare<[], { diagnosis: string; diagnosisCode: string }>(
      "SELECT diagnosis, diagnosisCode FROM patients",
    )
    .all();

/** What the program reads these texts as, entered before the diagnosis was coded. */
function codesOf(texts: readonly string[]): Record<string, string> {
  const database = new Database(":memory:");
  migrate(database, migrations.slice(0, 3));
  const insert = database.prepare(
    `INSERT INTO patients (id, code, name, onsetRegion, diagnosis, notes, createdAt)
     VALUES ('c' || @text, 'c' || @text, '', 'unknown', @text, '', '2026-01-05T10:00:00.000Z')`,
  );
  for (const text of texts) insert.run({ text });
  migrate(database);
  return Object.fromEntries(
    rowsOf(database).map(({ diagnosis, diagnosisCode }) => [diagnosis, diagnosisCode]),
  );
}

test("texts that named ALS before are coded as ALS, no other text is read", () => {
  const als = [
    "ALS, probable",
    "als",
    "MND",
    "amyotrophe Lateralsklerose",
    "amyotrophic lateral sclerosis",
    "motor neurone disease",
  ];
  const unknown = ["", "Parkinson", "also dysarthria", "false alarm", "halstead", "АЛС", "healthy"];
  const expected = [...als.map((text) => [text, "als"]), ...unknown.map((text) => [text, "unknown"])];
  expect(codesOf([...als, ...unknown])).toEqual(Object.fromEntries(expected));
});

test("a code that is none is refused by the database", () => {
  const database = new Database(":memory:");
  migrate(database);
  const insert = `INSERT INTO patients (id, code, name, onsetRegion, diagnosis, diagnosisCode, notes, createdAt)
    VALUES ('p', 'p', '', 'unknown', '', 'ALS', '', '2026-01-05T10:00:00.000Z')`;
  expect(() => database.exec(insert)).toThrow("CHECK");
});
