import { captureSocketPath } from "../../shared/contract/capture-stream.ts";
import type { CaptureEnd } from "../../shared/domain/capture.ts";
import type { CaptureDevice } from "../../shared/domain/capture-device.ts";
import { tabProtocols } from "../tab-secret.ts";
import { isBluetooth } from "./bluetooth.ts";
import type { FromWorker, Level, SocketAddress, ToWorker } from "./capture-messages.ts";
import { LossCount } from "./loss-count.ts";
import type { StopRule } from "./stop-rule.ts";
import type { Refused } from "./take-sender.ts";

/** Why there is no microphone: refused by the person, none there, in use elsewhere, or a browser that cannot. */
export type MicrophoneProblem = "refused" | "none" | "busy" | "unsupported";

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;
  constructor(problem: MicrophoneProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** A take as it ended: `refused` where the program could not keep all of it. */
export type EndedTake = {
  ended: CaptureEnd;
  seconds: number;
  lostSamples: number | null;
  refused: Refused | null;
};

/** A take that is being recorded. */
export type RunningTake = {
  /** May come after the beginning: the sound waits for it. */
  giveTicket(ticket: string): void;
  stop(why?: CaptureEnd): void;
  /** Settles when the sound has ended; it is still on its way. */
  ended: Promise<CaptureEnd>;
  /** Settles when all of it is stored. */
  stored: Promise<EndedTake>;
};

export type MicrophoneEvents = {
  onLevels(levels: readonly Level[], takeSeconds: number | null): void;
  /** The sound of a take cannot be sent now, or can again; nothing of it is lost meanwhile. */
  onConnection(isThere: boolean): void;
  /** It gives nothing any more: no longer allowed, or taken away. */
  onGone(why: "refused" | "device-gone"): void;
};

/** The queue between the microphone and the worker: a minute of 10 ms blocks, so that a busy computer loses nothing. */
const maximumWaitingBlocks = 6000;
const deviceLookMs = 1000;
/** So long a closed microphone's counters can still be read, ms. */
const lingerMs = 5000;
/** All that a browser may do to a voice is asked to be off; what came of that is read back. */
const plainSound: MediaTrackConstraints = {
  echoCancellation: false,
  autoGainControl: false,
  noiseSuppression: false,
};

type Opened = {
  track: MediaStreamAudioTrack;
  worker: Worker;
  device: CaptureDevice;
  events: MicrophoneEvents;
};

/** An open microphone: it is heard all the time, and recorded in takes. */
export class Microphone {
  readonly device: CaptureDevice;
  readonly #track: MediaStreamAudioTrack;
  readonly #worker: Worker;
  readonly #events: MicrophoneEvents;
  readonly #loss: LossCount;
  readonly #looking: ReturnType<typeof setInterval>;
  #take: { end(why: CaptureEnd, seconds: number): void; store(refused: Refused | null): void } | null = null;
  #isClosed = false;

  /** Asks for the microphone and waits until it is heard. @throws MicrophoneError */
  static async open(events: MicrophoneEvents): Promise<Microphone> {
    if (typeof MediaStreamTrackProcessor === "undefined") throw new MicrophoneError("unsupported");
    const track = await askForTrack();
    const worker = new Worker(new URL("./capture-worker.ts", import.meta.url), { type: "module" });
    const format = new Promise<Format>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => data.type === "format" && resolve(data);
    });
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: maximumWaitingBlocks });
    worker.postMessage({ type: "open", readable, socket: socketAddress() } satisfies ToWorker, [readable]);
    return new Microphone({ track, worker, device: deviceOf(track, await format), events });
  }

  private constructor({ track, worker, device, events }: Opened) {
    this.device = device;
    this.#track = track;
    this.#worker = worker;
    this.#events = events;
    this.#loss = new LossCount(
      () => track.stats?.deliveredFrames ?? null,
      () => this.#tell({ type: "count" }),
    );
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(data);
    track.addEventListener("ended", () => void this.#gone());
    this.#looking = setInterval(() => void this.#lookForDevice(), deviceLookMs);
  }

  /** Begins a take. */
  begin(rule: StopRule): RunningTake {
    const before = this.#loss.offset();
    const ended = Promise.withResolvers<{ why: CaptureEnd; seconds: number }>();
    const stored = Promise.withResolvers<Refused | null>();
    this.#take = { end: (why, seconds) => ended.resolve({ why, seconds }), store: stored.resolve };
    this.#tell({ type: "begin", rule });
    const whole = async (): Promise<EndedTake> => {
      const { why, seconds } = await ended.promise;
      const [lostSamples, refused] = await Promise.all([this.#loss.since(before), stored.promise]);
      return { ended: why, seconds, lostSamples, refused };
    };
    return {
      giveTicket: (ticket) => this.#tell({ type: "ticket", ticket }),
      stop: (why = "by-hand") => this.#tell({ type: "end", why }),
      ended: ended.promise.then(({ why }) => why),
      stored: whole(),
    };
  }

  /** Ends the take that is recorded, and lets go of the microphone. What is on its way arrives. */
  close(why: CaptureEnd = "by-hand"): void {
    this.#isClosed = true;
    clearInterval(this.#looking);
    this.#loss.close();
    this.#tell({ type: "end", why });
    this.#track.stop();
    if (!this.#take) this.#worker.terminate();
  }

  #stored(refused: Refused | null): void {
    this.#take?.store(refused);
    this.#take = null;
    if (this.#isClosed) setTimeout(() => this.#worker.terminate(), lingerMs);
  }

  #tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #hear(told: FromWorker): void {
    if (told.type === "levels") this.#events.onLevels(told.levels, told.takeSeconds);
    else if (told.type === "ended") this.#take?.end(told.why, told.seconds);
    else if (told.type === "stored") this.#stored(told.refused);
    else if (told.type === "connection") this.#events.onConnection(told.isThere);
    else if (told.type === "counted") this.#loss.counted(told.frames);
    else if (told.type === "port-wanted") this.#givePort();
    else if (told.type === "exhausted") void this.#gone();
  }

  async #gone(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const why = (await isAllowed()) ? "device-gone" : "refused";
    this.close(why);
    this.#events.onGone(why);
  }

  /** A device that was taken away may give no event, and another one's sound: so the list is looked at. */
  async #lookForDevice(): Promise<void> {
    const { deviceId } = this.#track.getSettings();
    const devices = await navigator.mediaDevices.enumerateDevices();
    if (!devices.some((one) => one.kind === "audioinput" && one.deviceId === deviceId)) await this.#gone();
  }

  #givePort(): void {
    const receive = ({ data, ports: [port] }: MessageEvent) => {
      if (data !== "bulbar:capture" || !port) return;
      window.removeEventListener("message", receive);
      this.#tell({ type: "port", port }, [port]);
    };
    window.addEventListener("message", receive);
    window.bulbar?.connectCapture();
  }
}

async function askForTrack(): Promise<MediaStreamAudioTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: plainSound });
    return stream.getAudioTracks()[0] as MediaStreamAudioTrack;
  } catch (error) {
    throw new MicrophoneError(problemOf(error as DOMException));
  }
}

function problemOf({ name }: DOMException): MicrophoneProblem {
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotReadableError" ? "busy" : "none";
}

async function isAllowed(): Promise<boolean> {
  const asked = navigator.permissions.query({ name: "microphone" as PermissionName });
  return (await asked.catch(() => null))?.state !== "denied";
}

type Format = { sampleRateHz: number; channels: number };

function deviceOf(track: MediaStreamTrack, { sampleRateHz, channels }: Format): CaptureDevice {
  const { echoCancellation, autoGainControl, noiseSuppression } = track.getSettings();
  return {
    label: track.label,
    sampleRateHz,
    channels,
    echoCancellation: isOn(echoCancellation),
    autoGainControl: isOn(autoGainControl),
    noiseSuppression: isOn(noiseSuppression),
    suspectedBluetooth: isBluetooth(track.label, sampleRateHz),
  };
}

/** A browser may name the kind of its processing in place of true. */
const isOn = (setting: unknown): boolean | null => (setting === undefined ? null : setting !== false);

function socketAddress(): SocketAddress | null {
  if (window.bulbar) return null;
  const url = new URL(captureSocketPath, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return { url: url.href, protocols: tabProtocols };
}
