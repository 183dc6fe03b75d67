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
  const { database } = history;
  const asked = AskedPatients.parse(given);
  const { condition, values } = conditionOf(asked);
  const key = sortKeys[asked.sort];
  const direction = asked.descending ? "DESC" : "ASC";
  return audited(
    history,
    () => ({
      total: database.prepare<[object], number>(countOf(asked, condition)).pluck().get(values) ?? 0,
      rows: database
        .prepare<[object], PatientRow>(
          `SELECT patients.*, patientIndex.visits, lastVisit
           FROM patientIndex JOIN patients ON patients.id = patientId WHERE ${condition}
           ORDER BY ${key} ${direction} NULLS LAST, patientIndex.sequence ${direction}
           LIMIT @limit OFFSET @offset`,
        )
        .all({ ...values, limit: asked.limit, offset: asked.offset }),
    }),
    ({ rows }) => ({
      action: "read",
      patientId: null,
      subject: "patients",
      detail: `${rows.length} listed`,
    }),
  );
}

const archived = "SELECT count(*) FROM patients WHERE archivedAt IS NOT NULL";

/** How many fit. Where no word is asked for, small indexes are counted rather than every patient looked at. */
function countOf({ query, show }: AskedPatients, condition: string): string {
  if (searchWords(query).length > 0) return `SELECT count(*) FROM patientIndex WHERE ${condition}`;
  return show === "archived" ? archived : `SELECT (SELECT count(*) FROM patientIndex) - (${archived})`;
}

function conditionOf({ query, show }: AskedPatients): {
  condition: string;
  values: Record<string, string>;
} {
  const values: Record<string, string> = {};
  const words = searchWords(query).map((spellings, word) => {
    const found = spellings.map((spelling, at) => {
      values[`word${word}or${at}`] = spelling;
      return `instr(searchText, @word${word}or${at})`;
    });
    return `(${found.join(" OR ")})`;
  });
  const isArchived = `patientId ${show === "archived" ? "IN" : "NOT IN"}
    (SELECT id FROM patients WHERE archivedAt IS NOT NULL)`;
  return { condition: [isArchived, ...words].join(" AND "), values };
}
