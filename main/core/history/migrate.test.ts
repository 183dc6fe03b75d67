import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { listAudit } from "./audit.ts";
import { verifyAudit } from "./audit-verify.ts";
import { patientDetails, temporaryFolder, testKey } from "./history.fixtures.ts";
import { migrate, migrations } from "./migrate.ts";
import { checkHistory, openHistory } from "./open-history.ts";
import { createPatient } from "./patients.ts";

type Row = Record<string, unknown>;

/** A history as the program of this schema left it, encrypted. */
function historyOfSchema(version: number): { path: string; rows: Record<string, Row[]> } {
  const path = join(temporaryFolder(), "history.db");
  const database = new Database(path);
  for (const setting of ["cipher = 'sqlcipher'", "legacy = 4", `key = "x'${testKey}'"`])
    database.pragma(setting);
  database.exec(readFileSync(join(import.meta.dirname, "fixtures", `schema-${version}.sql`), "utf8"));
  const rows = allRows(database);
  database.close();
  return { path, rows };
}

/** All rows by table, in their order. */
function allRows(database: Database.Database): Record<string, Row[]> {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [table, database.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY rowid`).all()]),
  );
}

function schemaOf(database: Database.Database): unknown[] {
  return database
    .prepare("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name")
    .all()
    .concat(
      allTables(database).map((table) => [table, database.pragma(`table_xinfo("${table}")`)] as unknown),
    );
}

const allTables = (database: Database.Database): string[] => Object.keys(allRows(database)).sort();

test.each(migrations.slice(0, -1).map((_, index) => index + 1))(
  "a history of schema %i opens with every row as it was, in today's schema, its trail whole",
  (version) => {
    const { path, rows } = historyOfSchema(version);
    const history = openHistory(path, testKey);
    const { database } = history;
    checkHistory(history);
    expect(database.pragma("foreign_key_check")).toEqual([]);
    const fresh = new Database(":memory:");
    migrate(fresh);
    expect(schemaOf(database)).toEqual(schemaOf(fresh));
    const now = allRows(database);
    for (const [table, before] of Object.entries(rows)) {
      expect(before.length, table).toBeGreaterThan(0);
      const kept = now[table]!.slice(0, before.length);
      expect(kept, table).toEqual(before.map((row) => expect.objectContaining(row)));
      if (table !== "audit") expect(now[table], table).toHaveLength(before.length);
    }
    expect(verifyAudit(history)).toBeNull();
    history.close();
  },
);

test("rows from before the trail had a secret stay good; from the row that says so on nobody without it makes one fit", () => {
  const history = openHistory(historyOfSchema(4).path, testKey);
  const before = listAudit(history);
  expect(before.at(-1)).toMatchObject({ actor: "program", detail: "from this row on hashes are keyed" });
  createPatient(history, patientDetails("NEW"));
  expect(verifyAudit(history)).toBeNull();
  history.database.exec("UPDATE auditKeys SET key = randomblob(32)");
  expect(verifyAudit(history)).toBe(before.length);
  history.close();
});
