import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import load, { type Pffft } from "@echogarden/pffft-wasm/simd";
import { giveBackBuffer, takeBuffer } from "./buffer-pool.ts";
import { kernelsBinary } from "./kernels-binary.ts";

/** A byte address in the memory that the Fourier library and the kernels share. */
export type Address = number;

type Kernels = {
  second(): number;
  sum(x: Address, count: number): number;
  windowed(x: Address, window: Address, count: number, size: number, mean: number): void;
  centred(x: Address, count: number, size: number, mean: number): void;
  scale(x: Address, count: number, factor: number): void;
  peak(x: Address, from: number, to: number): number;
  autocorrelate(setup: number, x: Address, spectrum: Address, work: Address, size: number): void;
  crossCorrelate(setup: number, x: Address, y: Address, spectrum: Address, work: Address, size: number): void;
  normaliseAutocorrelation(lags: Address, inverse: Address, r: Address, centre: number): void;
  normaliseCrossCorrelation(
    lags: Address,
    x: Address,
    r: Address,
    centre: number,
    longest: number,
    size: number,
    energies: Address,
  ): void;
  sincAt(y: Address, length: number, x: number, depth: number): number;
  sincMaximum(y: Address, length: number, index: number, depth: number): number;
  weightedSums(x: Address, window: Address, count: number, result: Address): number;
  centredFrame(x: Address, window: Address, count: number, size: number, out: Address): void;
  powerCepstrum(
    setup: number,
    x: Address,
    spectrum: Address,
    work: Address,
    size: number,
    floor: number,
    cepstrum: Address,
  ): void;
  cepstrumOfLevels(
    setup: number,
    levels: Address,
    spectrum: Address,
    x: Address,
    work: Address,
    size: number,
    cepstrum: Address,
  ): void;
  weightedRows(rows: Address, weights: Address, count: number, out: Address, length: number): void;
  highestRise(x: Address, from: number, to: number, slope: number, intercept: number): number;
  smoothedLevels(x: Address, count: number, half: number, levels: Address): void;
  theilLine(y: Address, count: number, scratch: Address): number;
  centredDoubles(x: Address, window: Address, count: number, out: Address): void;
  windowedDoubles(x: Address, window: Address, count: number): number;
  burg(x: Address, count: number, order: number, a: Address, room: Address): void;
  melPower(
    setup: number,
    x: Address,
    window: Address,
    size: number,
    hop: number,
    frames: number,
    firsts: Address,
    counts: Address,
    weights: Address,
    bands: number,
    block: Address,
    spectrum: Address,
    work: Address,
    out: Address,
  ): void;
  decibels(x: Address, count: number, least: number): number;
  floorLevels(x: Address, count: number, floor: number, offset: number): void;
  productOfRows(a: Address, rows: number, b: Address, columns: number, inner: number, out: Address): void;
  harmonicRatio(x: Address, count: number, cosHalf: number, sinHalf: number): number;
  hopProducts(x: Address, lag: number, hop: number, count: number, out: Address): void;
  dot(x: Address, y: Address, count: number): number;
  goertzel(x: Address, count: number, twice: Address, frequencies: number, power: Address): void;
  foldedSpectrum(
    setup: number,
    x: Address,
    window: Address,
    size: number,
    middle: number,
    folded: Address,
    spectrum: Address,
    work: Address,
  ): void;
  readBands(
    spectrum: Address,
    before: Address,
    cosines: Address,
    sines: Address,
    centres: Address,
    hertz: number,
    count: number,
    amplitudes: Address,
    frequencies: Address,
  ): void;
  lineCorrelation(
    setup: number,
    amplitudes: Address,
    frequencies: Address,
    count: number,
    scale: number,
    size: number,
    lines: Address,
    correlation: Address,
    work: Address,
  ): void;
  extendPaths(
    totals: Address,
    correlation: Address,
    gains: Address,
    next: Address,
    origins: Address,
    count: number,
    reach: number,
  ): void;
  meanOfPartials(
    amplitudes: Address,
    frequencies: Address,
    count: number,
    coarse: number,
    tolerance: number,
  ): number;
  localMaxima(x: Address, from: number, to: number, threshold: number, places: Address): number;
  weightStretch(
    weights: Address,
    taps: number,
    y: Address,
    lefts: Address,
    count: number,
    out: Address,
  ): void;
  polyphase(
    x: Address,
    weights: Address,
    taps: number,
    lefts: Address,
    phases: number,
    advance: number,
    periods: number,
    out: Address,
  ): void;
  powerSpectrum(
    setup: number,
    x: Address,
    spectrum: Address,
    work: Address,
    size: number,
    power: Address,
  ): void;
  doublePowerSpectrum(x: Address, size: number, factors: Address, work: Address, power: Address): void;
  logDoubles(x: Address, count: number, floor: number, levels: Address): void;
  weightDoubles(
    weights: Address,
    taps: number,
    y: Address,
    lefts: Address,
    count: number,
    out: Address,
  ): void;
  accumulate(x: Address, total: Address, count: number): void;
  energy(x: Address, count: number): number;
  normaliseShifts(
    lags: Address,
    energy: number,
    y: Address,
    length: number,
    count: number,
    size: number,
    result: Address,
  ): void;
};

/** PFFFT in WebAssembly with SIMD: Fourier transforms in 32 bits, errors about 1e-7 of the largest value. */
export const { pffft, memory } = await loadPffft();

/** The inner loops, see `assembly/kernels.ts`. */
export const kernels = loadKernels();

/** The library hides its memory; whoever makes the instance sees it. */
async function loadPffft(): Promise<{ pffft: Pffft; memory: WebAssembly.Memory }> {
  const script = createRequire(import.meta.url).resolve("@echogarden/pffft-wasm/simd");
  const module = new WebAssembly.Module(readFileSync(join(dirname(script), "pffft.wasm")));
  let instance: WebAssembly.Instance | undefined;
  const pffft = await load({
    instantiateWasm: (imports, receive) => {
      instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
  });
  const memory = Object.values(instance?.exports ?? {}).find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new Error("the Fourier library shows no memory");
  return { pffft, memory };
}

function loadKernels(): Kernels {
  const module = new WebAssembly.Module(Buffer.from(kernelsBinary, "base64"));
  const { transform, transformOrdered } = directTransforms();
  const imports = { env: { memory }, pffft: { transform, transformOrdered } };
  return new WebAssembly.Instance(module, imports).exports as Kernels;
}

/** At its first call the library puts a WebAssembly function in the place of each of its own, which kernels call directly. */
function directTransforms() {
  const setup = pffft._pffft_new_setup(32, 0);
  const room = pffft._pffft_aligned_malloc(3 * 32 * Float32Array.BYTES_PER_ELEMENT);
  const [input, output, work] = [room, room + 128, room + 256];
  pffft._pffft_transform(setup, input, output, work, 0);
  pffft._pffft_transform_ordered(setup, input, output, work, 0);
  pffft._pffft_aligned_free(room);
  return { transform: pffft._pffft_transform, transformOrdered: pffft._pffft_transform_ordered };
}

/** Numbers of 32 or 64 bits in the shared memory; `values` is only valid until the memory grows, so ask anew. */
export type Shared<T> = { readonly address: Address; readonly length: number; readonly values: T };

type Numbers = Float32Array | Float64Array | Int32Array;
type NumbersType<T> = {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

class SharedNumbers<T extends Numbers> implements Shared<T> {
  readonly address: Address;
  readonly length: number;
  readonly #type: NumbersType<T>;
  #values: T;

  constructor(type: NumbersType<T>, length: number) {
    // Kernels read and write in fours.
    this.address = pffft._pffft_aligned_malloc(type.BYTES_PER_ELEMENT * (4 * Math.ceil(length / 4) + 4));
    if (this.address === 0) throw new RangeError(`no memory for ${length} numbers`);
    this.length = length;
    this.#type = type;
    this.#values = new type(memory.buffer, this.address, length);
  }

  get values(): T {
    // Growing memory detaches its views, which then have no length.
    if (this.#values.length !== this.length)
      this.#values = new this.#type(memory.buffer, this.address, this.length);
    return this.#values;
  }
}

/** Room for the numbers of one computation; `release` gives all of it back. */
export class Workspace {
  readonly #addresses: Address[] = [];
  readonly #buffers: ArrayBuffer[] = [];

  /** Room for `length` numbers of 32 bits, not cleared. */
  floats(length: number): Shared<Float32Array> {
    return this.#keep(new SharedNumbers(Float32Array, length));
  }

  /** Room for `length` numbers of 64 bits, not cleared. */
  doubles(length: number): Shared<Float64Array> {
    return this.#keep(new SharedNumbers(Float64Array, length));
  }

  /** Room for `length` integers of 32 bits, not cleared. */
  integers(length: number): Shared<Int32Array> {
    return this.#keep(new SharedNumbers(Int32Array, length));
  }

  /** Numbers of 64 bits, copied. */
  doublesOf(values: ArrayLike<number>): Shared<Float64Array> {
    const shared = this.doubles(values.length);
    shared.values.set(values);
    return shared;
  }

  /** Numbers of 32 bits, copied. */
  floatsOf(values: ArrayLike<number>): Shared<Float32Array> {
    const shared = this.floats(values.length);
    shared.values.set(values);
    return shared;
  }

  /** Integers of 32 bits, copied. */
  integersOf(values: ArrayLike<number>): Shared<Int32Array> {
    const shared = this.integers(values.length);
    shared.values.set(values);
    return shared;
  }

  /**
   * An array outside the kernels' memory, not cleared: for what grows with the recording, since that memory never
   * shrinks.
   */
  large<T>(type: NumbersType<T>, length: number): T {
    const buffer = takeBuffer(type.BYTES_PER_ELEMENT * length);
    this.#buffers.push(buffer);
    return new type(buffer, 0, length);
  }

  release(): void {
    for (const address of this.#addresses.splice(0)) pffft._pffft_aligned_free(address);
    for (const buffer of this.#buffers.splice(0)) giveBackBuffer(buffer);
  }

  #keep<T extends Numbers>(numbers: SharedNumbers<T>): SharedNumbers<T> {
    this.#addresses.push(numbers.address);
    return numbers;
  }
}

/** What `work` makes of a workspace that is released when it returns or throws: nothing of the room may leave it. */
export function inWorkspace<T>(work: (room: Workspace) => T): T {
  const room = new Workspace();
  try {
    return work(room);
  } finally {
    room.release();
  }
}

const setups = new Map<number, number>();

/**
 * PFFFT's plan for real transforms of `size` points, made once. Throws a RangeError for a length that it does not
 * take: a multiple of 32 without other prime factors than 2, 3 and 5.
 */
export function fftSetup(size: number): number {
  const known = setups.get(size);
  if (known) return known;
  const setup = size >= 32 && size % 32 === 0 ? pffft._pffft_new_setup(size, 0) : 0;
  if (!setup)
    throw new RangeError(`no transform of ${size} points: multiples of 32 with factors 2, 3 and 5 only`);
  setups.set(size, setup);
  return setup;
}
