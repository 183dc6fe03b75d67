import { expect, test } from "vitest";
import { temporaryHistory } from "./history.fixtures.ts";
import { patientTables } from "./patient-tables.ts";
import { salvagedTables } from "./recover-history.ts";

const tables = () =>
  temporaryHistory()
    .database.prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();

test("what is salvaged of a damaged history is every table", () => {
  expect([...salvagedTables].sort()).toEqual(tables());
});

/** Tables that are the history's own; a new one belongs here or into the file of a patient. */
const notOfThePatient = [
  "audit",
  "auditKeys",
  "captures",
  "levelCalibrations",
  "outbox",
  "researchPseudonyms",
  "siteSettings",
];

test("the file of a patient holds every table but the history's own", () => {
  expect([...patientTables.map(({ name }) => name), ...notOfThePatient].sort()).toEqual(tables());
});
