import { core } from "./core-client.ts";
import { type LogOffReason, loggedOff, sessionNow } from "./session.ts";
import { isUnfinished, subscribeUnfinished } from "./unfinished.ts";

type Told = "active" | "lock";

/** Joins the tabs of one browser: activity in one counts in all, and they lock together. */
const tabs = new BroadcastChannel("bulbar:presence");

let activeAt = Date.now();
/** Of the last activity that the core was told. */
let toldAt = activeAt;
/** Pointer moves come by the hundred: within this, ms, one is enough. */
const activityGrainMs = 1000;
const tellEveryMs = 5000;

/** When a person last did something at this program's pages, ms since 1970. */
export const lastActivity = (): number => activeAt;

/** Watches for activity, for the computer being locked, and for the other tabs; once, before the first screen. */
export function watchPresence(): void {
  for (const type of ["pointerdown", "pointermove", "keydown", "wheel"])
    window.addEventListener(type, stay, { capture: true, passive: true });
  tabs.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data === "lock") blank("locked");
    else activeAt = Date.now();
  };
  window.bulbar?.onLock(() => lock());
  setInterval(tellCore, tellEveryMs);
}

/** A person is there: the time to the automatic log-off begins anew. */
export function stay(): void {
  const now = Date.now();
  if (now - activeAt < activityGrainMs) return;
  activeAt = now;
  tabs.postMessage("active" satisfies Told);
}

function tellCore(): void {
  if (sessionNow().kind !== "logged-on" || activeAt <= toldAt) return;
  toldAt = activeAt;
  // an error that matters ends the session, which the page sees by itself
  core.session.stay().catch(() => {});
}

/** Blanks all tabs and logs off; unsaved input is kept for the same user. */
export function lock(why: LogOffReason = "locked"): void {
  if (sessionNow().kind !== "logged-on") return;
  tabs.postMessage("lock" satisfies Told);
  blank(why);
}

/** The page forgets who was there at once, the core as soon as no import runs any more. */
function blank(why: LogOffReason): void {
  if (sessionNow().kind !== "logged-on") return;
  loggedOff(why);
  logOffWhenDone();
}

function logOffWhenDone(): void {
  if (!isUnfinished("import")) {
    core.session.logOff().catch(() => {});
    return;
  }
  const leave = subscribeUnfinished(() => {
    const isBack = sessionNow().kind === "logged-on";
    if (!isBack && isUnfinished("import")) return;
    leave();
    if (!isBack) core.session.logOff().catch(() => {});
  });
}
