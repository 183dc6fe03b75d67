import { parse } from "csv-parse/sync";
import { BulbarError } from "../../../../shared/domain/error.ts";
import { joinedName } from "../person-name.ts";
import type { ToldPatient } from "./found-patient.ts";

/** Headers by what stands beneath them, in small letters without spaces and signs, English and German. */
const headers = {
  code: ["code", "id", "patientid", "patient", "mrn", "pid", "patientennummer", "patientenid", "fallnummer"],
  name: ["name", "patientname", "fullname", "patientenname"],
  family: ["family", "familyname", "lastname", "surname", "nachname", "familienname"],
  given: ["given", "givenname", "firstname", "vorname"],
  birthDate: ["birthdate", "dateofbirth", "dob", "born", "geburtsdatum", "geboren"],
  sex: ["sex", "gender", "geschlecht"],
} as const;
type Column = keyof typeof headers;

/**
 * The patients of a table with a header, separated by commas, semicolons or tabs, a row each.
 * @throws BulbarError invalid-input where no column holds an identifier, or the table is not one
 */
export function csvPatients(text: string): ToldPatient[] {
  const rows = readRows(text);
  const columns = Object.keys(rows[0] ?? {});
  const at = Object.fromEntries(
    (Object.keys(headers) as Column[]).map((column) => [column, columnOf(columns, column)]),
  ) as Record<Column, string | undefined>;
  if (!at.code)
    throw new BulbarError("invalid-input", {
      why: "demographics-columns",
      facts: { columns: columns.join(", ").slice(0, 200) },
    });
  const cell = (row: Record<string, string>, column: Column) => (at[column] ? (row[at[column]] ?? "") : "");
  return rows.map((row) => ({
    code: cell(row, "code"),
    name: cell(row, "name") || joinedName({ family: cell(row, "family"), given: cell(row, "given") }),
    birthDate: cell(row, "birthDate"),
    sex: cell(row, "sex"),
  }));
}

function readRows(text: string): Record<string, string>[] {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  const [delimiter] = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length);
  try {
    return parse<Record<string, string>>(text, {
      columns: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count_less: true,
      delimiter: delimiter!,
    });
  } catch (cause) {
    const line = (cause as { lines?: number }).lines ?? 0;
    throw new BulbarError("invalid-input", { why: "demographics-row", facts: { line } }, { cause });
  }
}

function columnOf(columns: readonly string[], wanted: Column): string | undefined {
  const known: readonly string[] = headers[wanted];
  return columns.find((column) => known.includes(column.toLowerCase().replaceAll(/[^\p{L}]/gu, "")));
}
