/** A process that tries one device with one model; use `tryDevice`. It ends with the program that asked. */
import { performance } from "node:perf_hooks";
import type { Device, DeviceTiming } from "../../../shared/domain/device.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import { median } from "../dsp/median.ts";
import { deviceLimits, refused, type TrialAnswer, type TrialRequest } from "./device-trial.ts";
import { type ModelPackage, readPackage, verifyPackage } from "./model-package.ts";
import { type GraphOutput, largestDifference, openGraph, selfTestInput } from "./session.ts";

/** Runs after the first, of which the median counts. */
const runs = 7;

type Tried = Pick<DeviceTiming, "loadMs" | "firstMs" | "medianMs"> & { output: GraphOutput };

process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.once("message", async (request: TrialRequest) => {
  const answer = await trial(request);
  process.send?.(answer);
});

async function trial({ folder, device, threads }: TrialRequest): Promise<TrialAnswer> {
  try {
    const found = await readPackage(folder, "shipped");
    await verifyPackage(found);
    const tried = await timed(found, device, threads);
    const { output, ...timing } = tried;
    const cpu = device === "cpu" ? tried : await timed(found, "cpu", threads);
    const probabilityDifference = largestDifference(cpu.output.probabilities, output.probabilities);
    const mapDifference = mapDifferenceOf(cpu.output, output);
    const differs = (difference: number, limit: number) =>
      refused(device, { why: "differs", facts: { device, difference, limit } });
    if (!(probabilityDifference <= deviceLimits.probability)) {
      return differs(probabilityDifference, deviceLimits.probability);
    }
    if (mapDifference !== null && !(mapDifference <= deviceLimits.map)) {
      return differs(mapDifference, deviceLimits.map);
    }
    return { timing: { device, ...timing, probabilityDifference, mapDifference } };
  } catch (error) {
    if (error instanceof BulbarError && error.code === "device-unusable") {
      const { why, facts, detail } = error.data;
      return { refusal: { device, why, facts, detail } };
    }
    return refused(device, { why: "cannot-open", facts: { device }, detail: (error as Error).message });
  }
}

async function timed(found: ModelPackage, device: Device, threads: number): Promise<Tried> {
  const input = selfTestInput(found.manifest);
  const begun = performance.now();
  const session = await openGraph(found, { device, threads });
  const loadMs = performance.now() - begun;
  const times: number[] = [];
  let output: GraphOutput | null = null;
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    output = await session.run(input, -1);
    times.push(performance.now() - start);
  }
  await session.release();
  return { loadMs, firstMs: times[0]!, medianMs: median(times.slice(1)), output: output! };
}

function mapDifferenceOf(cpu: GraphOutput, other: GraphOutput): number | null {
  if (!cpu.map || !other.map) return null;
  const peak = cpu.map.values.reduce((most, value) => Math.max(most, value), 0);
  return largestDifference(cpu.map.values, other.map.values) / Math.max(peak, Number.EPSILON);
}
