import type { CaptureEnd } from "../../shared/domain/capture.ts";
import type { StopRule } from "./stop-rule.ts";
import type { Refused } from "./take-sender.ts";

/** What a moment of sound looked like, over all channels, full scale 1. */
export type Level = { minimum: number; maximum: number; rms: number; seconds: number };

/** Address and protocols of the door's socket. */
export type SocketAddress = { url: string; protocols: string[] };

/** From the page to the worker. */
export type ToWorker =
  /** `socket` is null where the page gives ports. */
  | { type: "open"; readable: ReadableStream<AudioData>; socket: SocketAddress | null }
  | { type: "port"; port: MessagePort }
  | { type: "begin"; rule: StopRule }
  | { type: "ticket"; ticket: string }
  | { type: "end"; why: CaptureEnd }
  | { type: "count" };

/** From the worker to the page. */
export type FromWorker =
  | { type: "format"; sampleRateHz: number; channels: number }
  | { type: "levels"; levels: Level[]; takeSeconds: number | null }
  | { type: "ended"; why: CaptureEnd; seconds: number }
  | { type: "stored"; refused: Refused | null }
  | { type: "connection"; isThere: boolean }
  | { type: "port-wanted" }
  | { type: "counted"; frames: number }
  /** The microphone gives no more sound. */
  | { type: "exhausted" };
