import { PatientId, VisitId } from "../../../shared/domain/ids.ts";
import type { Visit } from "../../../shared/domain/visit.ts";

export function visitOn(date: string, device = "headset"): Visit {
  return {
    id: VisitId.parse(`visit ${date}`),
    patientId: PatientId.parse("p"),
    date,
    device,
    notes: "",
    createdAt: `${date}T10:00:00.000Z`,
  };
}
