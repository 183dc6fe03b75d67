import { BulbarError } from "../../../shared/domain/error.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { LocalClient } from "../../core/start-core.ts";

/** The patient of an id or of the hospital's code. @throws BulbarError `not-found` */
export async function findPatient(client: LocalClient, idOrCode: string): Promise<Patient> {
  const found = await client.patients.find({ idOrCode });
  if (found) return found;
  throw new BulbarError("not-found", { why: "no-patient", facts: { asked: idOrCode } });
}

/** The model of an id among those that there are. @throws BulbarError `model-not-found` */
export function findModel(models: readonly ModelSummary[], id: string): ModelSummary {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  const facts = { models: models.map((model) => model.id).join(", ") };
  throw new BulbarError("model-not-found", { file: id, why: "not-here", facts });
}
