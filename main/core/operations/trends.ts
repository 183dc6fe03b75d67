import { getPatient } from "../history/patients.ts";
import { operation } from "./implementer.ts";
import { patientSeries } from "./patient-series.ts";

export const trends = {
  get: operation.trends.get.handler(async ({ context: { core }, input }) => {
    const patient = getPatient(await core.history(), input.patientId);
    return { patient, series: await patientSeries(core, patient) };
  }),
};
