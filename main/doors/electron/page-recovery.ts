import type { BrowserWindow } from "electron";
import type { Log } from "../log.ts";

/** What a person is asked or told about the page. */
export type PageQuestions = {
  /** The page ended and is there again. */
  tellReopened(): Promise<void>;
  /** It ended too often. */
  askAgainOrQuit(): Promise<"again" | "quit">;
  /** It does not answer; `answered` aborts when it does. */
  askWaitOrReload(answered: AbortSignal): Promise<"wait" | "reload">;
};

/** Pages that are opened within a minute in place of one that ended. More would hide that something is wrong. */
const reloadsPerMinute = 3;
const minuteMs = 60_000;

/**
 * Opens the page again where it was when its process ends, and asks when it hangs.
 * @param quit ends the program in order
 * @param now a steady clock, ms
 */
export function recoverPage(
  window: BrowserWindow,
  questions: PageQuestions,
  { log, quit, now = () => performance.now() }: { log: Log; quit: () => void; now?: () => number },
): void {
  const { webContents: contents } = window;
  let reloads: number[] = [];

  contents.on("render-process-gone", async (_event, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    reloads = reloads.filter((at) => now() - at < minuteMs);
    const isTooOften = reloads.length >= reloadsPerMinute;
    log(`page-ended: ${reason}, exit code ${exitCode}; ${isTooOften ? "asked what to do" : "opened again"}`);
    if (isTooOften && (await questions.askAgainOrQuit()) === "quit") return quit();
    if (isTooOften) reloads = [];
    reloads.push(now());
    contents.reload();
    if (!isTooOften) await questions.tellReopened();
  });

  let answered: AbortController | null = null;
  window.on("unresponsive", async () => {
    if (answered) return;
    const asked = new AbortController();
    answered = asked;
    log("page-hangs");
    const choice = await questions.askWaitOrReload(asked.signal);
    answered = null;
    // Its end is a crash like any other, and the page is opened again.
    if (choice === "reload" && !asked.signal.aborted) contents.forcefullyCrashRenderer();
  });
  window.on("responsive", () => answered?.abort());
}
