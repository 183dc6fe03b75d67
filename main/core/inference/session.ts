import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { BulbarError } from "../../../shared/domain/error.ts";
import type { ModelManifest } from "../../../shared/domain/model-manifest.ts";
import type { Device } from "../../../shared/domain/prediction.ts";
import { outsideArchive } from "../packed-program.ts";
import { type ModelPackage, verifyPackage } from "./model-package.ts";
import { InferenceSession, listSupportedBackends, Tensor } from "./onnxruntime.ts";

/** What a graph answers; see shared/domain/model-manifest.ts and the model contract for the names. */
export type GraphOutput = {
  probabilities: number[];
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
  /** Mono samples at the model's rate, or the feature vector; `target` -1 explains the most probable class. */
  run(input: Float32Array, target: number): Promise<GraphOutput>;
};

/** `auto` tries the graphics processors of the platform in order and ends at the CPU. */
export type DevicePreference = Device | "auto";

/**
 * Verifies the package, opens the graph on the best device that passes the package's self-test, and returns it.
 * onnxruntime has no automatic fallback: every device is tried, and trusted only when its answer is the expected one.
 * @throws BulbarError `model-tampered`, or `model-failed` when not even the CPU gives the expected answer.
 */
export async function openSession(
  modelPackage: ModelPackage,
  options: { device: DevicePreference; threads: number },
): Promise<ModelSession> {
  await verifyPackage(modelPackage);
  const failures: string[] = [];
  for (const device of devicesToTry(options.device)) {
    try {
      const session = await openOn(modelPackage, device, options.threads);
      await selfTest(session);
      return session;
    } catch (error) {
      failures.push(`${device}: ${(error as Error).message}`);
    }
  }
  throw new BulbarError("model-failed", {
    file: modelPackage.manifest.id,
    detail: failures.join("\n"),
  });
}

/**
 * Devices in the order in which they are tried; the CPU is always last. WebGPU is tried only when asked for: it is
 * listed even where there is no adapter.
 */
export function devicesToTry(preference: DevicePreference): Device[] {
  if (preference !== "auto") return preference === "cpu" ? ["cpu"] : [preference, "cpu"];
  const available = new Set<string>(
    listSupportedBackends()
      .filter(({ name, bundled }) => bundled || hasProviderLibrary(name))
      .map(({ name }) => name),
  );
  const names: [string, Device][] = [
    ["cuda", "cuda"],
    ["dml", "directml"],
    ["coreml", "coreml"],
  ];
  return [...names.filter(([name]) => available.has(name)).map(([, device]) => device), "cpu"];
}

/** Whether the libraries of a provider that the package does not bundle were put beside it. */
function hasProviderLibrary(name: string): boolean {
  const binaries = join(
    dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json")),
    "bin",
  );
  const files = readdirSync(binaries, { recursive: true, encoding: "utf8" });
  return files.some((file) => basename(file).includes(`onnxruntime_providers_${name}`));
}

async function openOn(modelPackage: ModelPackage, device: Device, threads: number): Promise<ModelSession> {
  const provider = device === "directml" ? "dml" : device;
  const session = await InferenceSession.create(outsideArchive(join(modelPackage.folder, "model.onnx")), {
    executionProviders: [provider],
    // Trees are summed in an order that the number of threads changes (1e-8): one thread gives one answer.
    intraOpNumThreads: modelPackage.manifest.explanation.method === "contributions" ? 1 : threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
    // Spinning threads make two busy cores slower than one.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
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
  if (probabilities.length !== manifest.labels.length || !probabilities.every(Number.isFinite)) {
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

async function selfTest(session: ModelSession): Promise<void> {
  const { selfTest: asked, labels } = session.package.manifest;
  if (asked.probabilities.length !== labels.length) throw new Error("the self-test expects other labels");
  const { probabilities } = await session.run(selfTestInput(session.package.manifest), -1);
  const worst = Math.max(
    ...asked.probabilities.map((value, index) => Math.abs(value - probabilities[index]!)),
  );
  const allowed = Math.min(asked.tolerance, largestTolerance);
  if (worst <= allowed) return;
  throw new Error(`self-test differs by ${worst.toExponential(1)} (allowed ${allowed})`);
}
