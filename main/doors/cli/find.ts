import { BulbarError } from "../../../shared/domain/error.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { LocalClient } from "../../core/start-core.ts";

/** The patient of an id or of the hospital's code. @throws BulbarError `not-found` */
export async function findPatient(client: LocalClient, idOrCode: string): Promise<Patient> {
  const rows = await client.patients.list({ query: "" });
  const found = rows.find(({ id, code }) => id === idOrCode || code === idOrCode);
  if (found) return (await client.patients.get({ id: found.id })).patient;
  throw new BulbarError("not-found", { why: "no-patient", facts: { asked: idOrCode } });
}
