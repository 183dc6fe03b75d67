import type { CaptureEnd } from "../../shared/domain/capture.ts";
import { blockOf, levelOf } from "./block.ts";
import type { FromWorker, Level, SocketAddress, ToWorker } from "./capture-messages.ts";
import { watchForStop } from "./stop-rule.ts";
import { type Connect, TakeSender } from "./take-sender.ts";

/**
 * Reads the microphone's blocks and sends the take that is being recorded to the door. It runs beside the page, so that
 * neither a busy page nor a hidden one, whose timers sleep, loses sound or ends a take late.
 */
type Take = { sender: TakeSender; endAfter: ReturnType<typeof watchForStop>; seconds: number };
type Hearing = Parameters<Connect>[0];

/** Levels are told to the page in bundles of this, s. */
const tellEverySeconds = 0.04;
/** A microphone that gives a take nothing for so long is gone, though nothing says so, ms. */
const longestPauseMs = 5000;
const lookMs = 1000;

let socket: SocketAddress | null = null;
let takePort: ((port: MessagePort) => void) | null = null;
let format: { sampleRateHz: number; channels: number } | null = null;
let take: Take | null = null;
/** Of the newest take, running or ended: its ticket may come late. */
let sender: TakeSender | null = null;
let frames = 0;
let levels: Level[] = [];
let heardAtMs = 0;

const tell = (message: FromWorker) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "open") {
    socket = data.socket;
    void read(data.readable);
  } else if (data.type === "port") takePort?.(data.port);
  else if (data.type === "begin" && format) {
    sender = new TakeSender(format, connect, (isThere) => tell({ type: "connection", isThere }));
    take = { sender, endAfter: watchForStop(data.rule), seconds: 0 };
    heardAtMs = performance.now();
  } else if (data.type === "ticket") sender?.giveTicket(data.ticket);
  else if (data.type === "end") end(data.why);
  else if (data.type === "count") tell({ type: "counted", frames });
};

async function read(readable: ReadableStream<AudioData>): Promise<void> {
  const reader = readable.getReader();
  setInterval(() => {
    if (take && performance.now() - heardAtMs > longestPauseMs) tell({ type: "exhausted" });
  }, lookMs);
  for (;;) {
    const { done, value } = await reader.read();
    // why it ended the page knows: the permission may be gone, or the device
    if (done) return tell({ type: "exhausted" });
    hear(value);
  }
}

function hear(data: AudioData): void {
  const { sampleRate: sampleRateHz, numberOfChannels: channels, numberOfFrames } = data;
  const block = blockOf(data);
  data.close();
  if (format?.sampleRateHz !== sampleRateHz || format.channels !== channels) {
    // another device goes on in the stream: what it says is not of this take
    end("device-gone");
    format = { sampleRateHz, channels };
    tell({ type: "format", ...format });
  }
  frames += numberOfFrames;
  heardAtMs = performance.now();
  const level = levelOf(block, numberOfFrames / sampleRateHz);
  if (take) {
    take.sender.add(block);
    take.seconds += level.seconds;
  }
  tellLevel(level);
  const why = take?.endAfter(level.rms, level.seconds);
  if (why) end(why);
}

function tellLevel(level: Level): void {
  levels.push(level);
  if (levels.reduce((sum, { seconds }) => sum + seconds, 0) < tellEverySeconds) return;
  tell({ type: "levels", levels, takeSeconds: take?.seconds ?? null });
  levels = [];
}

function end(why: CaptureEnd): void {
  const ended = take;
  if (!ended) return;
  take = null;
  tell({ type: "ended", why, seconds: ended.seconds });
  void ended.sender.end().then((refused) => tell({ type: "stored", refused }));
}

const connect: Connect = (hearing) => (socket ? connectSocket(socket, hearing) : connectPort(hearing));

function connectSocket({ url, protocols }: SocketAddress, hearing: Hearing): ReturnType<Connect> {
  const opened = new WebSocket(url, protocols);
  opened.onmessage = ({ data }) => hearing.onMessage(data);
  return new Promise((resolve, reject) => {
    opened.onclose = () => reject(new Error("no connection"));
    opened.onopen = () => {
      opened.onclose = hearing.onClose;
      resolve({ send: (message) => opened.send(message), close: () => opened.close() });
    };
  });
}

function connectPort(hearing: Hearing): ReturnType<Connect> {
  return new Promise((resolve) => {
    takePort = (port) => {
      takePort = null;
      port.onmessage = ({ data }) => hearing.onMessage(data);
      port.addEventListener("close", hearing.onClose);
      resolve({ send: (message) => port.postMessage(message), close: () => port.close() });
    };
    tell({ type: "port-wanted" });
  });
}
