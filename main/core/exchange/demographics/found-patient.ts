import { CalendarDate } from "../../../../shared/domain/calendar.ts";
import type { Demographics, DemographicsForm, FoundPatient } from "../../../../shared/domain/demographics.ts";
import { entryOf } from "../../../../shared/domain/entry-of.ts";
import type { Sex } from "../../../../shared/domain/patient.ts";

/** A patient in the words of a file. */
export type ToldPatient = { code: string; name: string; birthDate: string; sex: string };

/** As `PatientDetails` takes them, characters. */
const longestCode = 64;
const longestName = 200;

/** Takes of what a file tells what Bulbar keeps, and says what it does not take. */
export function demographics(form: DemographicsForm, told: readonly ToldPatient[]): Demographics {
  const found: Demographics = { form, patients: [], unusable: [] };
  const codes = new Set<string>();
  for (const [index, one] of told.entries()) {
    const code = one.code.trim();
    const key = code.toLowerCase();
    const reason = !code
      ? "no-code"
      : code.length > longestCode
        ? "code-too-long"
        : codes.has(key)
          ? "twice"
          : null;
    if (reason) found.unusable.push({ entry: index + 1, reason });
    else found.patients.push(foundPatient({ ...one, code }));
    codes.add(key);
  }
  return found;
}

function foundPatient({ code, name, birthDate, sex }: ToldPatient): FoundPatient {
  const taken = { birthDate: dateOf(birthDate), sex: sexOf(sex) };
  const notTaken = (["birthDate", "sex"] as const)
    .map((field) => ({ field, value: { birthDate, sex }[field].trim() }))
    .filter(({ field, value }) => value !== "" && taken[field] === null);
  return { code, name: name.replaceAll(/\s+/g, " ").trim().slice(0, longestName), ...taken, notTaken };
}

/** Words for the sexes in FHIR, HL7 (table 0001), English and German. */
const sexes: Readonly<Record<string, Sex>> = {
  m: "male",
  male: "male",
  man: "male",
  männlich: "male",
  f: "female",
  female: "female",
  woman: "female",
  w: "female",
  weiblich: "female",
};

const sexOf = (told: string): Sex | null => entryOf(sexes, told.trim().toLowerCase()) ?? null;

/** "2026-03-31", HL7's "20260331..." and German "31.3.2026"; null for all else, such as a year alone or an order in doubt. */
function dateOf(told: string): CalendarDate | null {
  const text = told.trim();
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const written = year
    ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
    : text.replace(/^(\d{4})(\d{2})(\d{2})(?:\d{4,6}(?:\.\d+)?(?:[+-]\d{4})?)?$/, "$1-$2-$3");
  return CalendarDate.safeParse(written).data ?? null;
}
