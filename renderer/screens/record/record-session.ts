import type { CaptureEvent } from "../../../shared/contract/captures.ts";
import type { CaptureDevice } from "../../../shared/domain/capture-device.ts";
import type { CaptureId, RecordingId, VisitId } from "../../../shared/domain/ids.ts";
import type { LevelCalibrationId } from "../../../shared/domain/level-calibration.ts";
import type { RecordingStep } from "../../../shared/domain/protocol.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import type { Level } from "../../capture/capture-messages.ts";
import {
  type EndedTake,
  Microphone,
  MicrophoneError,
  type MicrophoneProblem,
  type RunningTake,
} from "../../capture/microphone.ts";
import type { Refused } from "../../capture/take-sender.ts";
import type { Core } from "../../core-client.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { setUnfinished } from "../../unfinished.ts";

export type MicrophoneState =
  | { kind: "asking" }
  | { kind: "open"; device: CaptureDevice }
  | { kind: "problem"; problem: MicrophoneProblem }
  | { kind: "gone"; why: "refused" | "device-gone" };

type Judged = Omit<Extract<CaptureEvent, { type: "judged" }>, "type">;

/** Where the take of the moment is. */
export type Phase =
  | { kind: "ready" }
  /** The protocol rests: the microphone is let go of. */
  | { kind: "paused" }
  /** It is listened for a check of the room or a calibration. */
  | { kind: "probing"; stage: RoomStage | null }
  | { kind: "count-in"; left: number }
  | { kind: "recording" }
  | { kind: "storing" }
  /** `recording` is null until the models have been asked. */
  | ({ kind: "judged"; take: EndedTake; recording: Recording | null } & Judged)
  | { kind: "failed"; problem: Problem; retry: () => void }
  | { kind: "not-kept"; refused: Refused };

/** What is asked for while the room is checked. */
export type RoomStage = "quiet" | "tone" | "voice";

export type RecordState = { microphone: MicrophoneState; isConnected: boolean; phase: Phase };

type Steps = {
  core: Core;
  /** A recording is in the visit. */
  onStored: () => void;
};

/** Records the takes of one visit: the microphone, the take of the moment, and what becomes of it. */
export class RecordSession {
  readonly #visitId: VisitId;
  readonly #steps: Steps;
  readonly #listeners = new Set<() => void>();
  readonly #levelListeners = new Set<(levels: readonly Level[], takeSeconds: number | null) => void>();
  #state: RecordState = { microphone: { kind: "asking" }, isConnected: true, phase: { kind: "ready" } };
  #microphone: Microphone | null = null;
  #running: RunningTake | null = null;
  #counting: ReturnType<typeof setTimeout> | undefined;
  /** What the operator says holds for the microphone: takes are kept with it. */
  calibration: LevelCalibrationId | null = null;
  /** Counts openings and closings: what a former one waited for is not taken. */
  #turn = 0;
  /** Nobody is logged on any more: the take of the moment is cut, and not finished for whoever logs on next. */
  #isCut = false;

  constructor(visitId: VisitId, steps: Steps) {
    this.#visitId = visitId;
    this.#steps = steps;
  }

  get = (): RecordState => this.#state;

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** What is heard, whether it is recorded or not. */
  onLevels(listener: (levels: readonly Level[], takeSeconds: number | null) => void) {
    this.#levelListeners.add(listener);
    return () => void this.#levelListeners.delete(listener);
  }

  /** Asks for the microphone. */
  async open(): Promise<void> {
    const turn = ++this.#turn;
    this.#change({ microphone: { kind: "asking" } });
    try {
      const microphone = await Microphone.open({
        onLevels: (levels, takeSeconds) => {
          for (const listener of this.#levelListeners) listener(levels, takeSeconds);
        },
        onConnection: (isConnected) => this.#change({ isConnected }),
        onGone: (why) => this.#gone(why),
      });
      if (turn !== this.#turn) return microphone.close();
      this.#microphone = microphone;
      this.#change({ microphone: { kind: "open", device: microphone.device } });
    } catch (error) {
      if (!(error instanceof MicrophoneError)) throw error;
      if (turn !== this.#turn) return;
      this.#change({ microphone: { kind: "problem", problem: error.problem } });
    }
  }

  /** Lets go of the microphone; a take that is recorded ends and is kept. */
  close(): void {
    this.#turn++;
    clearTimeout(this.#counting);
    this.#microphone?.close();
    this.#microphone = null;
  }

  /** Lets go of the microphone where the log-on has ended; the take that is recorded is offered after the next one. */
  cut(): void {
    this.#isCut = true;
    this.close();
  }

  /** Lets go of the microphone till `resume`, between two takes. */
  pause(): void {
    if (!this.#isFree()) return;
    this.close();
    this.#enter({ kind: "paused" });
  }

  async resume(): Promise<void> {
    this.#enter({ kind: "ready" });
    await this.open();
  }

  /**
   * Listens for a check of the room or a calibration.
   * @returns what the core knows the sound by; null where it ended before its time, or no microphone was free
   * @throws what the core refuses it with
   */
  async probe(seconds: number): Promise<CaptureId | null> {
    const microphone = this.#microphone;
    if (!microphone || !this.#isFree()) return null;
    const take = microphone.begin({ maximumSeconds: seconds, silenceSeconds: null });
    this.#running = take;
    this.#enter({ kind: "probing", stage: null });
    const { captures } = this.#steps.core;
    try {
      const { id, ticket } = await captures.begin({
        ...{ visitId: this.#visitId, task: "free", passage: null, purpose: "probe" },
        device: microphone.device,
      });
      take.giveTicket(ticket);
      const { ended, refused } = await take.stored;
      if (ended === "time" && !refused) return id;
      await captures.discard({ id });
      return null;
    } catch (error) {
      take.stop();
      await take.ended;
      throw error;
    } finally {
      this.#running = null;
      this.#enter({ kind: "ready" });
    }
  }

  /** What is asked for now, while a probe runs. */
  tellStage(stage: RoomStage): void {
    if (this.#state.phase.kind === "probing") this.#enter({ kind: "probing", stage });
  }

  /** Counts in, then records a take of a step. */
  start(step: RecordingStep): void {
    if (!this.#microphone || !this.#isFree()) return;
    this.#countIn(step, step.countInSeconds);
  }

  /** Ends the count-in, or the take. */
  stop = (): void => {
    clearTimeout(this.#counting);
    if (this.#state.phase.kind === "count-in") this.#enter({ kind: "ready" });
    this.#running?.stop();
  };

  /** Back to the beginning of a take. */
  next(): void {
    if (["judged", "not-kept", "failed"].includes(this.#state.phase.kind)) this.#enter({ kind: "ready" });
  }

  /** Leaves the take out that was just judged, and is ready for another. */
  async replace(id: RecordingId, reason: string): Promise<void> {
    await this.#steps.core.captures.replace({ id, reason });
    this.next();
    this.#steps.onStored();
  }

  #isFree(): boolean {
    return ["ready", "judged", "not-kept"].includes(this.#state.phase.kind);
  }

  #countIn(step: RecordingStep, left: number): void {
    if (left === 0) this.#record(step);
    else {
      this.#enter({ kind: "count-in", left });
      this.#counting = setTimeout(() => this.#countIn(step, left - 1), 1000);
    }
  }

  #record({ task, passage, maximumSeconds, silenceSeconds }: RecordingStep): void {
    if (!this.#microphone) return;
    const { device } = this.#microphone;
    const take = this.#microphone.begin({ maximumSeconds, silenceSeconds });
    this.#running = take;
    this.#enter({ kind: "recording" });
    void take.ended.then(() => this.#enter({ kind: "storing" }));
    const begin = async () => {
      try {
        const { id, ticket } = await this.#steps.core.captures.begin({
          visitId: this.#visitId,
          ...{ task, passage, device, calibration: this.calibration },
        });
        take.giveTicket(ticket);
        const ended = await take.stored;
        this.#running = null;
        if (this.#isCut) return this.#enter({ kind: "ready" });
        if (ended.refused) this.#enter({ kind: "not-kept", refused: ended.refused });
        await this.#finish(id, ended);
      } catch (error) {
        take.stop();
        // its end is told first: a take that is being stored
        await take.ended;
        this.#fail(error, begin);
      }
    };
    void begin();
  }

  /** Has the core make a recording of what arrived. */
  async #finish(id: CaptureId, take: EndedTake): Promise<void> {
    const { ended, lostSamples } = take;
    try {
      for await (const event of await this.#steps.core.captures.finish({ id, ended, lostSamples })) {
        if (event.type === "judged") {
          const { acceptance, quality } = event;
          if (!take.refused) this.#enter({ kind: "judged", take, recording: null, acceptance, quality });
        } else if (event.type === "done") this.#finished(event.recording);
      }
    } catch (error) {
      this.#fail(error, () => this.#finish(id, take));
    }
  }

  #fail(error: unknown, again: () => Promise<void>): void {
    if (this.#isCut) {
      this.#enter({ kind: "ready" });
      return;
    }
    const retry = () => {
      this.#enter({ kind: "storing" });
      void again();
    };
    this.#enter({ kind: "failed", problem: toProblem(error), retry });
  }

  #finished(recording: Recording): void {
    const { phase } = this.#state;
    if (phase.kind === "judged" && phase.recording === null) this.#enter({ ...phase, recording });
    this.#steps.onStored();
  }

  #gone(why: "refused" | "device-gone"): void {
    clearTimeout(this.#counting);
    this.#microphone = null;
    if (this.#state.phase.kind === "count-in") this.#enter({ kind: "ready" });
    this.#change({ microphone: { kind: "gone", why } });
  }

  #enter(phase: Phase): void {
    setUnfinished("recording", isUnfinished(phase));
    this.#change({ phase });
  }

  #change(change: Partial<RecordState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Whether something would be cut or left behind if the page ended now. */
function isUnfinished(phase: Phase): boolean {
  if (phase.kind === "judged") return phase.recording === null;
  return ["recording", "storing", "failed"].includes(phase.kind);
}
