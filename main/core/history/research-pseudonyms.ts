import { randomBytes, randomInt } from "node:crypto";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { History } from "./open-history.ts";

/** What stands for a patient in research exports, and what hides dates and ids. */
export type Pseudonym = { pseudonym: string; shiftDays: number; secret: Buffer };

/** Dates are moved by 100 to 200 years: nobody takes them for real ones, intervals stay. Days. */
const leastShiftDays = 36_525;
const mostShiftDays = 73_050;

/** A pseudonym that nothing joins with another export. */
export function newPseudonym(): Pseudonym {
  return {
    pseudonym: `R${randomBytes(8).toString("hex")}`,
    shiftDays: randomInt(leastShiftDays, mostShiftDays + 1),
    secret: randomBytes(32),
  };
}

/** The patient's pseudonym in all exports that may be joined, made at the first. Its use is what is audited. */
export function keptPseudonym({ database }: History, patientId: PatientId): Pseudonym {
  const keep = database.transaction(() => {
    const kept = database
      .prepare<[string], Pseudonym>(
        "SELECT pseudonym, shiftDays, secret FROM researchPseudonyms WHERE patientId = ?",
      )
      .get(patientId);
    if (kept) return kept;
    const made = newPseudonym();
    database
      .prepare(
        `INSERT INTO researchPseudonyms (patientId, pseudonym, shiftDays, secret)
         VALUES (@patientId, @pseudonym, @shiftDays, @secret)`,
      )
      .run({ ...made, patientId });
    return made;
  });
  return keep.immediate();
}
