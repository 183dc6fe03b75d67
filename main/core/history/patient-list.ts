import type { z } from "zod";
import {
  AskedPatients,
  type PatientPage,
  type PatientRow,
  type PatientSort,
} from "../../../shared/contract/patients.ts";
import { audited } from "./audit.ts";
import { searchWords } from "./folded-text.ts";
import type { History } from "./open-history.ts";

/** What is sorted by; those of equal rank stand in the order in which they were entered, patients without it last. */
const sortKeys: Record<PatientSort, string> = {
  lastVisit: "lastVisit",
  name: "NULLIF(foldedName, '')",
  code: "code",
  birthDate: "birthDate",
  visits: "visits",
};

/**
 * A page of the patients that fit: of those in the list, or of the archived ones, whose code, name and birth date hold
 * every word of `query` (see `searchWords`); with how many there are in all.
 */
export function listPatients(history: History, given: z.input<typeof AskedPatients> = {}): PatientPage {
  const asked = AskedPatients.parse(given);
  const words = searchWords(asked.query);
  return audited(
    history,
    () => (words.length > 0 ? foundPage(history, asked, words) : wholePage(history, asked)),
    ({ rows }) => ({
      action: "read",
      patientId: null,
      subject: "patients",
      detail: `${rows.length} listed`,
    }),
  );
}

/** No word is asked for: rows by their index as far as the page, and small indexes are counted. */
function wholePage({ database }: History, asked: AskedPatients): PatientPage {
  const archived = "SELECT count(*) FROM patients WHERE archivedAt IS NOT NULL";
  const all = "SELECT count(*) FROM patientIndex";
  const count = asked.show === "archived" ? archived : `SELECT (${all}) - (${archived})`;
  const isAsked = asked.show === "archived" ? "IN" : "NOT IN";
  return {
    total: database.prepare<[], number>(count).pluck().get() ?? 0,
    rows: database
      .prepare<[number, number], PatientRow>(
        `SELECT ${columns} FROM patientIndex JOIN patients ON patients.id = patientId
         WHERE patientId ${isAsked} (SELECT id FROM patients WHERE archivedAt IS NOT NULL)
         ORDER BY ${orderOf(asked)} LIMIT ? OFFSET ?`,
      )
      .all(asked.limit, asked.offset),
  };
}

/** Every patient's words are looked at, once and in the order in which they lie; those that fit are counted and sorted. */
function foundPage({ database }: History, asked: AskedPatients, words: string[][]): PatientPage {
  const values = words.flat();
  const found = words.map((spellings) => `(${spellings.map(() => "instr(searchText, ?)").join(" OR ")})`);
  const fitting = database
    .prepare<string[], number>(
      `SELECT patientIndex.sequence FROM patientIndex NOT INDEXED CROSS JOIN patients ON patients.id = patientId
       WHERE ${found.join(" AND ")} AND archivedAt IS ${asked.show === "archived" ? "NOT NULL" : "NULL"}
       ORDER BY ${orderOf(asked)}`,
    )
    .pluck()
    .all(...values);
  const shown = fitting.slice(asked.offset, asked.offset + asked.limit);
  return {
    total: fitting.length,
    rows: database
      .prepare<[string], PatientRow>(
        `SELECT ${columns} FROM json_each(?) AS shown JOIN patientIndex ON patientIndex.sequence = shown.value
         JOIN patients ON patients.id = patientId ORDER BY shown.key`,
      )
      .all(JSON.stringify(shown)),
  };
}

const columns = "patients.*, patientIndex.visits, lastVisit";

function orderOf({ sort, descending }: AskedPatients): string {
  const direction = descending ? "DESC" : "ASC";
  return `${sortKeys[sort]} ${direction} NULLS LAST, patientIndex.sequence ${direction}`;
}
