import { oc } from "@orpc/contract";
import { z } from "zod";
import { Patient } from "../domain/patient.ts";
import { Treatment } from "../domain/treatment.ts";
import { TrendSeries } from "../domain/trend.ts";

export const trends = {
  /** Every series of a patient, the ones that track ALS best first. */
  get: oc
    .input(z.object({ patientId: z.string() }))
    .output(z.object({ patient: Patient, treatments: z.array(Treatment), series: z.array(TrendSeries) })),
};
