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

/** What is made from other tables: by triggers, or again when it is looked at. */
const derived = ["patientIndex", "thumbnails"];

test("what is salvaged of a damaged history is every table that is not derived", () => {
  expect([...salvagedTables, ...derived].sort()).toEqual(tables());
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
  const ofThePatient = patientTables.map(({ name }) => name);
  expect([...ofThePatient, ...notOfThePatient, ...derived].sort()).toEqual(tables());
});
