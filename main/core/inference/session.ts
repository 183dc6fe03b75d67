import { join } from "node:path";
import type { Device, DeviceRefusal } from "../../../shared/domain/device.ts";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import { outsideArchive } from "../packed-program.ts";
import { libraryFolder, loadCudaLibraries } from "./cuda-libraries.ts";
import { type ModelPackage, verifyPackage } from "./model-package.ts";
import { InferenceSession, Tensor } from "./onnxruntime.ts";

/** What a graph answers; see shared/domain/model-manifest.ts and the model contract for the names. */
export type GraphOutput = {
  probabilities: number[];
  /** How likely it is that the input is of one of the classes at all; absent for models that do not tell it. */
  known?: number;
  /** Index of the explained class. */
  classIndex: number;
  /** T' x F', row by row, >= 0; empty for models without a map. */
  map: { values: Float32Array; rows: number; columns: number } | null;
  /** One signed number per feature, and the features' values; null for models with a map. */
  contributions: { values: Float32Array; features: Float32Array } | null;
};

/** A verified model, ready to run. `run` blocks its thread: use it in a worker. */
export type ModelSession = {
  package: ModelPackage;
  device: Device;
  /** Devices that were tried or wanted for this model and do not run it; absent where only one was asked for. */
  refusedDevices?: DeviceRefusal[];
  /** Mono samples at the model's rate, or the feature vector; `target` -1 explains the most probable class. */
  run(input: Float32Array, target: number): Promise<GraphOutput>;
  /** Gives its memory back; nothing may run. */
  release(): Promise<void>;
};

/**
 * Verifies the package, opens its graph on the device, and trusts it only when its self-test gives the expected answer.
 * A device that dies takes its process along: `tryDevice` tries it in another one.
 * @throws BulbarError `model-tampered`; `model-failed` on the CPU, `device-unusable` on any other device
 */
export async function openSession(
  modelPackage: ModelPackage,
  { device, threads }: { device: Device; threads: number },
): Promise<ModelSession> {
  await verifyPackage(modelPackage);
  const session = await openGraph(modelPackage, { device, threads });
  try {
    await selfTest(session);
    return session;
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** Opens the graph, unseen and untested. @throws BulbarError `model-failed` on the CPU, else `device-unusable` */
export async function openGraph(
  modelPackage: ModelPackage,
  { device, threads }: { device: Device; threads: number },
): Promise<ModelSession> {
  const provider = device === "directml" ? "dml" : device;
  if (device === "cuda") loadCudaLibraries(libraryFolder());
  const session = await InferenceSession.create(outsideArchive(join(modelPackage.folder, "model.onnx")), {
    executionProviders: [provider],
    // Trees are summed in an order that the number of threads changes (1e-8): one thread gives one answer.
    intraOpNumThreads: modelPackage.manifest.explanation.method === "contributions" ? 1 : threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // Spinning threads make two busy cores slower than one.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  }).catch((error: Error) => {
    const [file, detail] = [modelPackage.manifest.id, error.message];
    if (device === "cpu") throw new BulbarError("model-failed", { file, detail });
    throw new BulbarError("device-unusable", { file, why: "cannot-open", facts: { device }, detail });
  });
  const inputName = modelPackage.manifest.input.kind;
  return {
    package: modelPackage,
    device,
    run: async (input, target) => {
      const feeds = {
        [inputName]: new Tensor("float32", input, [1, input.length]),
        target: new Tensor("int64", BigInt64Array.of(BigInt(target)), [1]),
      };
      return readOutput(await session.run(feeds), modelPackage.manifest);
    },
    release: () => session.release(),
  };
}

function readOutput(results: InferenceSession.OnnxValueMapType, manifest: ModelManifest): GraphOutput {
  const tensor = (name: string): Tensor => {
    const value = results[name];
    if (value) return value as Tensor;
    throw new BulbarError("model-invalid", { file: manifest.id, why: "no-output", facts: { output: name } });
  };
  const floats = (name: string) => tensor(name).data as Float32Array;
  const probabilities = [...floats("probabilities")];
  const [known] = "known" in results ? floats("known") : [];
  const isAbsurd = known !== undefined && !(known >= 0 && known <= 1);
  if (probabilities.length !== manifest.labels.length || !probabilities.every(Number.isFinite) || isAbsurd) {
    throw new BulbarError("model-failed", {
      file: manifest.id,
      why: "probabilities",
      facts: { found: probabilities.length, labels: manifest.labels.length },
    });
  }
  const classIndex = Number((tensor("class").data as BigInt64Array)[0]);
  const { method } = manifest.explanation;
  const hasMap = method === "grad-cam" || method === "attention-rollout";
  const [, rows = 0, columns = 0] = hasMap ? tensor("cam").dims : [];
  return {
    probabilities,
    ...(known !== undefined && { known }),
    classIndex,
    map: hasMap ? { values: floats("cam"), rows, columns } : null,
    contributions:
      method === "contributions"
        ? { values: floats("attributions"), features: floats("feature_values") }
        : null,
  };
}

/** Input of the manifest's self-test. */
export function selfTestInput({ selfTest, input, id }: ModelManifest): Float32Array {
  if (input.kind === "features" && selfTest.features) {
    return Float32Array.from(selfTest.features, (value) => value ?? Number.NaN);
  }
  if (input.kind === "waveform" && selfTest.waveform) {
    const { seconds, amplitude, frequenciesHz } = selfTest.waveform;
    return Float32Array.from({ length: Math.round(seconds * input.sampleRateHz) }, (_, n) => {
      const phase = (2 * Math.PI * n) / input.sampleRateHz;
      return amplitude * frequenciesHz.reduce((sum, hz) => sum + Math.sin(phase * hz), 0);
    });
  }
  throw new BulbarError("model-invalid", { file: id, why: "self-test" });
}

/** Largest difference from the expected probabilities that passes a self-test; a package may ask for less, not more. */
const largestTolerance = 1e-3;

async function selfTest({ package: { manifest }, device, run }: ModelSession): Promise<void> {
  const { selfTest: asked, labels, id: file } = manifest;
  if (asked.probabilities.length !== labels.length) {
    throw new BulbarError("model-failed", { file, detail: "the self-test expects other labels" });
  }
  const { probabilities } = await run(selfTestInput(manifest), -1);
  const difference = largestDifference(asked.probabilities, probabilities);
  const limit = Math.min(asked.tolerance, largestTolerance);
  if (difference <= limit) return;
  const detail = `self-test differs by ${difference.toExponential(1)} (allowed ${limit})`;
  if (device === "cpu") throw new BulbarError("model-failed", { file, detail });
  throw new BulbarError("device-unusable", {
    file,
    why: "differs",
    facts: { device, difference, limit },
    detail,
  });
}

/** Of two equally long rows of numbers. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < a.length; index += 1)
    largest = Math.max(largest, Math.abs(a[index]! - b[index]!));
  return largest;
}
