/**
 * A graph that works with the acoustic model of others is kept without its numbers: `graph.onnx`, with `assembly.json`,
 * which says what is missing. Here the two and the acoustic model of a dependency make `model.onnx`, byte for byte the one
 * that models/training exported (assembly.py).
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readGaussians, readMixtures, readTransitions, readVariances } from "./acoustic-model.ts";

const root = join(import.meta.dirname, "../..");

/** Of assembly.json; models/training's assembly.py writes it. */
type Assembly = {
  /** Folder of the acoustic model, relative to the root. */
  source: string;
  /** SHA-256 of its files by name. */
  files: Record<string, string>;
  /** What the names of the numbers in the graph begin with. */
  module: string;
  /** So many codebooks are in one table of mixtures. */
  group: number;
  codebooks: { phone: number; senones: number[] }[];
  /** Of every pronunciation, the matrices of transitions of its phones. */
  chains: number[][];
};

/** An initializer of a graph: float32 numbers under a name. */
type Numbers = { name: string; shape: number[]; values: ArrayLike<number> };

/** Why a model could not be assembled; it names the file. */
export class AssemblyError extends Error {
  readonly code: "source-missing" | "source-differs" | "result-differs";

  constructor(code: AssemblyError["code"], file: string) {
    super(`${file} ${reasons[code]}`);
    this.code = code;
  }
}

const reasons: Readonly<Record<AssemblyError["code"], string>> = {
  "source-missing": "is missing: `npm install` brings it.",
  "source-differs":
    "is not the one that the model was made with (another SHA-256): `npm ci` brings the version of package-lock.json.",
  "result-differs":
    "came out other than its manifest describes (another SHA-256): graph.onnx, assembly.json and manifest.json belong together; take all three from one version.",
};

/**
 * Writes every `model.onnx` that is assembled and is not there as its manifest describes it.
 * @throws AssemblyError
 */
export function assembleModels(models = join(root, "models"), dependencies = root): void {
  for (const path of globSync("*/assembly.json", { cwd: models })) {
    const folder = join(models, dirname(path));
    const target = join(folder, "model.onnx");
    const expected = expectedSha256(folder);
    if (existsSync(target) && sha256(readFileSync(target)) === expected) continue;
    const model = assembled(folder, dependencies);
    if (sha256(model) !== expected) throw new AssemblyError("result-differs", target);
    // of processes that assemble at once each leaves the whole file
    const unfinished = `${target}.${process.pid}`;
    writeFileSync(unfinished, model);
    renameSync(unfinished, target);
  }
}

function expectedSha256(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    files: Record<string, { sha256: string }>;
  };
  return manifest.files["model.onnx"]!.sha256;
}

/** Bytes of `model.onnx`: messages of Protocol Buffers that follow each other are merged, so the numbers come last. */
function assembled(folder: string, dependencies: string): Buffer {
  const assembly = JSON.parse(readFileSync(join(folder, "assembly.json"), "utf8")) as Assembly;
  const source = Object.fromEntries(
    Object.entries(assembly.files).map(([name, hash]) => {
      const path = join(dependencies, assembly.source, name);
      if (!existsSync(path)) throw new AssemblyError("source-missing", path);
      const content = readFileSync(path);
      if (sha256(content) !== hash) throw new AssemblyError("source-differs", path);
      return [name, content];
    }),
  );
  const initializers = acousticNumbers(assembly, source).map((numbers) => field(5, tensor(numbers)));
  return Buffer.concat([readFileSync(join(folder, "graph.onnx")), field(7, Buffer.concat(initializers))]);
}

/** What the graph lacks: exponents of the densities, weights of their mixtures, transitions between states. */
function acousticNumbers(assembly: Assembly, source: Record<string, Buffer>): Numbers[] {
  const { module, group, codebooks, chains } = assembly;
  const means = readGaussians(source.means!);
  const variances = readVariances(source.variances!);
  const streams = Array.from({ length: means.shape[1]! }, (_, stream) => stream);
  const mixtures = readMixtures(source.sendump!, streams.length);
  const groups = Array.from({ length: Math.ceil(codebooks.length / group) }, (_, index) =>
    codebooks.slice(index * group, (index + 1) * group).map(({ senones }) => senones),
  );
  const transitions = readTransitions(source.transition_matrices!);
  const numbers = [
    ...streams.map((stream) => exponents(stream, codebooks, means, variances)),
    ...streams.flatMap((stream) => groups.map((members, index) => weights(stream, index, members, mixtures))),
    ...paths(chains, transitions),
  ];
  return numbers.map(({ name, ...rest }) => ({ name: `${module}.${name}`, ...rest }));
}

/** Logarithms of densities are these times [x squared, x, 1]: [codebooks, 2 dimensions + 1, densities]. */
function exponents(
  stream: number,
  codebooks: Assembly["codebooks"],
  means: ReturnType<typeof readGaussians>,
  variances: ReturnType<typeof readGaussians>,
): Numbers {
  const [, streams, densities, dimensions] = means.shape as [number, number, number, number];
  const rows = 2 * dimensions + 1;
  const values = new Float32Array(codebooks.length * rows * densities);
  codebooks.forEach(({ phone }, place) => {
    for (let density = 0; density < densities; density++) {
      const from = ((phone * streams + stream) * densities + density) * dimensions;
      const put = (row: number, value: number) => {
        values[(place * rows + row) * densities + density] = value;
      };
      let constant = 0;
      for (let dimension = 0; dimension < dimensions; dimension++) {
        const mean = means.values[from + dimension]!;
        const precision = 1 / variances.values[from + dimension]!;
        put(dimension, -0.5 * precision);
        put(dimensions + dimension, mean * precision);
        constant += mean ** 2 * precision + Math.log((2 * Math.PI) / precision);
      }
      put(2 * dimensions, -0.5 * constant);
    }
  });
  return { name: `senones.exponents_${stream}`, shape: [codebooks.length, rows, densities], values };
}

/** Of a group of codebooks, [codebooks, densities, most senones of one], filled up with zeros. */
function weights(
  stream: number,
  group: number,
  members: number[][],
  { densities, of }: ReturnType<typeof readMixtures>,
): Numbers {
  const widest = Math.max(...members.map((senones) => senones.length));
  const values = new Float32Array(members.length * densities * widest);
  members.forEach((senones, place) => {
    for (let density = 0; density < densities; density++)
      senones.forEach((senone, column) => {
        values[(place * densities + density) * widest + column] = of(stream, density, senone);
      });
  });
  return { name: `senones.mixtures_${stream}_${group}`, shape: [members.length, densities, widest], values };
}

/** A logarithm of a probability of 0 with which one can go on. */
const never = -1e9;

/** Of the states of all chains in one row: what it costs to stay, and to come from the one before. */
function paths(chains: Assembly["chains"], transitions: number[][][]): Numbers[] {
  const states = chains.map((chain) => chain.flatMap((matrix) => transitions[matrix]!.map(staysAndGoesOn)));
  const stay = states.flatMap((chain) => chain.map((state) => state.stay));
  const on = states.flatMap((chain) => [never, ...chain.slice(0, -1).map((state) => state.on)]);
  return [
    { name: "stay", shape: [stay.length], values: stay },
    { name: "on", shape: [on.length], values: on },
  ];
}

function staysAndGoesOn(row: number[], state: number): { stay: number; on: number } {
  return { stay: row[state]!, on: row[state + 1]! };
}

/** Data type of ONNX: float32. */
const float32 = 1;

/** A `TensorProto`: dims 1, data_type 2, name 8, raw_data 9. */
function tensor({ name, shape, values }: Numbers): Buffer {
  const raw = Buffer.alloc(4 * values.length);
  for (let index = 0; index < values.length; index++) raw.writeFloatLE(values[index]!, 4 * index);
  return Buffer.concat([
    ...shape.map((size) => Buffer.from([1 << 3, ...varint(size)])),
    Buffer.from([2 << 3, float32]),
    field(8, Buffer.from(name)),
    field(9, raw),
  ]);
}

/** A field of bytes, of a text or of another message. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(content.length)]), content]);
}

/** A whole number in groups of seven bits, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
