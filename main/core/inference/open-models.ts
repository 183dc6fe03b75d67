import {
  type Device,
  DeviceChoice,
  type DeviceChooser,
  type DeviceRefusal,
  type DeviceTiming,
  type ModelDevices,
} from "../../../shared/domain/device.ts";
import { BulbarError, errorFound } from "../../../shared/domain/error.ts";
import { chooseDevice, chosenDevice, measuredDevices, rememberDevices } from "./device-memory.ts";
import { tryDevice } from "./device-trial.ts";
import type { ModelPackage } from "./model-package.ts";
import { offeredDevices } from "./offered-devices.ts";
import { selfTestApart } from "./self-test-apart.ts";
import { type GraphOutput, type ModelSession, openSession } from "./session.ts";

type Options = {
  dataFolder: string;
  programVersion: string;
  /** What the call asks for; null: as the environment says, else as the site chose, else `auto`. */
  device: DeviceChoice | null;
  threads: number;
  now: () => Date;
  /** It measures devices in the background: a door that stays does. */
  measures: boolean;
};

/** A model that nobody ran for so long gives its memory back, ms. */
const idleMs = 10 * 60_000;
/** So much of graphs stays loaded, bytes: beyond it, those that ran longest ago give their memory back. */
const mostBytes = 1024 ** 3;
/** How often models that nobody uses are looked for, ms. */
const sweepEveryMs = 60_000;
/** One that ran within this time may run again at once, ms. */
const busyMs = 30_000;

/** The models that run, each on its device: opened at the first use, let go of when nobody uses them. */
export class OpenModels {
  readonly #options: Options;
  /** By id, with the package that it was, since another may be installed in its place. */
  readonly #open = new Map<string, { of: string; model: Promise<OpenModel> }>();
  readonly #loaded = new Set<OpenModel>();
  readonly #stopped = new AbortController();
  readonly #sweeping: NodeJS.Timeout;
  #measuring: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    this.#sweeping = setInterval(() => this.sweep(), sweepEveryMs).unref();
  }

  /**
   * A model that is ready to run. A device that was asked for by name is the one that runs, or there is no answer;
   * `auto` runs on the CPU until the devices were measured.
   * @throws BulbarError `model-tampered`, `model-failed`; `device-unusable` for a device by name
   */
  get(found: ModelPackage): Promise<ModelSession> {
    const { id } = found.manifest;
    const of = `${found.folder} ${found.manifestSha256} ${found.trusted}`;
    const known = this.#open.get(id);
    if (known?.of === of) return known.model;
    const model = this.#opened(found);
    this.#open.set(id, { of, model });
    model.catch(() => this.#open.delete(id)); // the next call tries again
    return model;
  }

  /** Which device is wanted, and who wants it. @throws BulbarError `invalid-input` for an unknown `BULBAR_DEVICE` */
  choice(): { choice: DeviceChoice; by: DeviceChooser } {
    const { device, dataFolder } = this.#options;
    if (device) return { choice: device, by: "call" };
    const { BULBAR_DEVICE: named } = process.env;
    if (named) return { choice: parseDevice(named), by: "environment" };
    const chosen = chosenDevice(dataFolder);
    return chosen ? { choice: chosen, by: "setting" } : { choice: "auto", by: "nobody" };
  }

  /** Chooses the device of this site, for models that are opened from now on. @throws the file system's own error */
  choose(choice: DeviceChoice): void {
    chooseDevice(this.#options.dataFolder, choice);
    this.forget();
  }

  /** The devices beside the CPU; without `why` where one is worth a try here. */
  offered(): DeviceRefusal[] {
    return offeredDevices().map(({ device, refusal }) => refusal ?? { device });
  }

  /** What is known of a model on the devices of this computer; null where nothing was measured, or holds no longer. */
  measured({ manifest }: ModelPackage): ModelDevices | null {
    const { dataFolder, programVersion, now } = this.#options;
    return measuredDevices(dataFolder, graphHash(manifest), { programVersion, now: now() });
  }

  /**
   * Runs a model on the CPU and on every device that is offered, or on those that are named, each in a process of its
   * own, and remembers what was found.
   * @throws the signal's reason
   */
  async measure(
    found: ModelPackage,
    devices: readonly Device[] | null,
    signal?: AbortSignal,
  ): Promise<ModelDevices> {
    const { threads, dataFolder, programVersion, now } = this.#options;
    const offered = offeredDevices().filter(({ device }) => devices === null || devices.includes(device));
    const refused = offered.flatMap(({ refusal }) => refusal ?? []);
    const measured: DeviceTiming[] = [];
    const tried = offered.filter(({ refusal }) => refusal === null).map(({ device }) => device);
    for (const device of ["cpu", ...tried] as const) {
      const trial = await tryDevice(found, { device, threads, ...(signal && { signal }) });
      if ("timing" in trial) measured.push(trial.timing);
      else refused.push(trial.refusal);
    }
    const [fastest] = measured.toSorted((a, b) => a.medianMs - b.medianMs);
    const { id, version } = found.manifest;
    const result = {
      model: id,
      version,
      fastest: fastest?.device ?? "cpu",
      measured,
      refused,
      measuredAt: now().toISOString(),
    };
    if (devices === null) {
      rememberDevices(dataFolder, graphHash(found.manifest), { ...result, programVersion });
      this.#open.delete(id);
    }
    return result;
  }

  /** Opens every model anew when it is next asked for. */
  forget(): void {
    this.#open.clear();
  }

  /** Gives the memory back of what nobody has used for long, and of what is beyond the bound. */
  sweep(): void {
    const now = this.#options.now().getTime();
    let bytes = 0;
    for (const model of [...this.#loaded].toSorted((a, b) => b.usedAt - a.usedAt)) {
      bytes += model.bytes;
      const idle = now - model.usedAt;
      if (model.isRunning || (idle < idleMs && (bytes <= mostBytes || idle < busyMs))) continue;
      bytes -= model.bytes;
      this.#loaded.delete(model);
      void model.release();
    }
  }

  /** Ends what is measured and looked for in the background. */
  close(): void {
    clearInterval(this.#sweeping);
    this.#stopped.abort();
  }

  async #opened(found: ModelPackage): Promise<OpenModel> {
    // A stranger's graph shows in a process of its own that it ends, before this one runs it.
    if (!found.trusted) await selfTestApart(found);
    const { choice } = this.choice();
    if (choice === "cpu" || (choice === "auto" && found.manifest.input.kind === "features")) {
      return this.#openOn(found, "cpu", []);
    }
    if (choice !== "auto") {
      await this.#requireUsable(found, choice);
      return this.#openOn(found, choice, []);
    }
    const known = this.measured(found);
    if (!known) return this.#openUnmeasured(found);
    const refused = refusedFor(known);
    if (known.fastest === "cpu") return this.#openOn(found, "cpu", refused);
    return this.#openOn(found, known.fastest, refused).catch((error: BulbarError) =>
      this.#openOn(found, "cpu", [...refused, { device: known.fastest, ...error.data }]),
    );
  }

  #openUnmeasured(found: ModelPackage): Promise<OpenModel> {
    const offered = offeredDevices();
    const waiting = offered.filter(({ refusal }) => refusal === null);
    if (waiting.length > 0 && this.#options.measures) this.#measureLater(found);
    const refused = offered.map(
      ({ device, refusal }) => refusal ?? { device, why: "not-measured", facts: { device } },
    );
    return this.#openOn(found, "cpu", refused.filter(isWorthTelling));
  }

  /** One after the other, and the winner is made ready to run. */
  #measureLater(found: ModelPackage): void {
    const { signal } = this.#stopped;
    const measure = async () => {
      const { fastest } = await this.measure(found, null, signal);
      if (fastest !== "cpu") await this.get(found);
    };
    this.#measuring = this.#measuring.then(measure).catch(() => {}); // it is tried again at the next start
  }

  async #requireUsable(found: ModelPackage, device: Device): Promise<void> {
    const isKnown = this.measured(found)?.measured.some((timing) => timing.device === device);
    if (isKnown) return;
    const offer = offeredDevices().find((one) => one.device === device);
    const trial = offer?.refusal
      ? { refusal: offer.refusal }
      : await tryDevice(found, { device, threads: this.#options.threads, signal: this.#stopped.signal });
    if (!("refusal" in trial)) return;
    const { device: _device, ...why } = trial.refusal;
    throw errorFound("device-unusable", { file: found.manifest.id, ...why });
  }

  async #openOn(found: ModelPackage, device: Device, refused: DeviceRefusal[]): Promise<OpenModel> {
    const { threads, now } = this.#options;
    const model = new OpenModel(
      found,
      refused,
      now,
      async () => {
        const session = await openSession(found, { device, threads });
        this.#loaded.add(model);
        return session;
      },
      device,
    );
    await model.load();
    return model;
  }
}

/** A model on its device; its graph is loaded anew when it runs after it was let go of. */
class OpenModel implements ModelSession {
  readonly package: ModelPackage;
  readonly device: Device;
  readonly refusedDevices: DeviceRefusal[];
  /** When it ran last, ms since 1970. */
  usedAt: number;
  readonly #now: () => Date;
  readonly #open: () => Promise<ModelSession>;
  #graph: Promise<ModelSession> | null = null;
  #running = 0;

  constructor(
    found: ModelPackage,
    refused: DeviceRefusal[],
    now: () => Date,
    open: () => Promise<ModelSession>,
    device: Device,
  ) {
    this.package = found;
    this.device = device;
    this.refusedDevices = refused;
    this.#now = now;
    this.#open = open;
    this.usedAt = now().getTime();
  }

  get isRunning(): boolean {
    return this.#running > 0;
  }

  /** Of its graph on the disk. */
  get bytes(): number {
    return this.package.manifest.files["model.onnx"]!.bytes;
  }

  load(): Promise<ModelSession> {
    this.#graph ??= this.#open();
    return this.#graph;
  }

  async run(input: Float32Array, target: number): Promise<GraphOutput> {
    this.#running += 1;
    try {
      const graph = await this.load();
      return await graph.run(input, target);
    } finally {
      this.#running -= 1;
      this.usedAt = this.#now().getTime();
    }
  }

  async release(): Promise<void> {
    const graph = this.#graph;
    this.#graph = null;
    await (await graph)?.release();
  }
}

/** Devices that were measured or tried and are not the fastest, with the reason. */
function refusedFor({ measured, refused, fastest }: ModelDevices): DeviceRefusal[] {
  const best = measured.find(({ device }) => device === fastest)?.medianMs ?? 0;
  const slower: DeviceRefusal[] = measured
    .filter(({ device }) => device !== "cpu" && device !== fastest)
    .map(({ device, medianMs }) => ({
      device,
      why: "slower",
      facts: { device, milliseconds: round(medianMs), fastest, fastestMilliseconds: round(best) },
    }));
  return [...refused, ...slower].filter(isWorthTelling).map(({ detail: _detail, ...why }) => why);
}

/** A device that no computer of this kind has is not told of at every answer. */
function isWorthTelling({ why }: DeviceRefusal): boolean {
  return why !== "not-offered";
}

function round(milliseconds: number): number {
  return Number(milliseconds.toPrecision(2));
}

function graphHash({ files }: ModelPackage["manifest"]): string {
  return files["model.onnx"]!.sha256;
}

function parseDevice(named: string): DeviceChoice {
  const parsed = DeviceChoice.safeParse(named.toLowerCase());
  if (parsed.success) return parsed.data;
  throw new BulbarError("invalid-input", {
    file: "BULBAR_DEVICE",
    why: "field-options",
    facts: { field: "BULBAR_DEVICE", value: named, options: DeviceChoice.options.join(", ") },
  });
}
