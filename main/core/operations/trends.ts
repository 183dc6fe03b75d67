import { getPatient } from "../history/patients.ts";
import { listTreatments } from "../history/treatments.ts";
import { operation } from "./implementer.ts";
import { patientSeries } from "./patient-series.ts";

export const trends = {
  get: operation.trends.get.handler(async ({ context: { core }, input: { patientId } }) => {
    const history = await core.history();
    const patient = getPatient(history, patientId);
    return {
      patient,
      treatments: listTreatments(history, patientId),
      series: await patientSeries(core, patient),
    };
  }),
};
