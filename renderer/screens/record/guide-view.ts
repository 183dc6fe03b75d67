import { guidePath } from "../../../shared/contract/shell.ts";
import type { RoomStage } from "./record-session.ts";

const channelName = "bulbar:guide";

/** What the patient's screen shows. */
export type GuideView = {
  /** From 1. */
  task: number;
  tasks: number;
  instruction: string;
  /** What is read aloud. */
  text: string | null;
  phase:
    | { kind: "ready" }
    | { kind: "count-in"; left: number; of: number }
    | { kind: "recording"; seconds: number; levelDb: number }
    | { kind: "thanks" }
    | { kind: "paused" }
    /** What is asked for while the room is checked. */
    | { kind: "room"; stage: RoomStage };
};

type Message = { type: "view"; view: GuideView } | { type: "asked" };

/** The operator's side: tells every open patient's screen, and one that opens later, what to show. */
export function guideTeller() {
  const channel = new BroadcastChannel(channelName);
  let last: GuideView | null = null;
  const tell = (view: GuideView) => {
    last = view;
    channel.postMessage({ type: "view", view } satisfies Message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === "asked" && last) tell(last);
  };
  return { tell, close: () => channel.close() };
}

/** The patient's side. @returns what ends the listening */
export function listenToGuide(show: (view: GuideView) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === "view") show(data.view);
  };
  channel.postMessage({ type: "asked" } satisfies Message);
  return () => channel.close();
}

type ScreenDetails = { screens: readonly Display[]; currentScreen: Display };
type Display = { availLeft: number; availTop: number; availWidth: number; availHeight: number };

/** Opens the patient's screen in a window of its own, on the other display where there is one and it may be known. */
export async function openGuide(): Promise<void> {
  const other = await otherDisplay();
  const place = other
    ? `left=${other.availLeft},top=${other.availTop},width=${other.availWidth},height=${other.availHeight}`
    : "width=1100,height=760";
  window.open(`${location.pathname}#${guidePath}`, "bulbar-guide", `popup,${place}`);
}

async function otherDisplay(): Promise<Display | null> {
  const { isExtended } = screen as Screen & { isExtended?: boolean };
  const { getScreenDetails } = window as Window & { getScreenDetails?: () => Promise<ScreenDetails> };
  if (!isExtended || !getScreenDetails) return null;
  const details = await getScreenDetails.call(window).catch(() => null);
  return details?.screens.find((display) => display !== details.currentScreen) ?? null;
}
