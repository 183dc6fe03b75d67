import { app, type BrowserWindow, type Event, powerMonitor } from "electron";
import type { OrderlyQuit } from "./orderly-quit.ts";

type Preventable = Pick<Event, "preventDefault">;

/** Leads every way to end the program through `quit`: the window's button, the menu, the computer's shutdown. */
export function quitInOrder(window: BrowserWindow, quit: OrderlyQuit): void {
  const first = (event: Preventable) => {
    if (quit.isDone) return;
    event.preventDefault();
    void quit.quit();
  };
  window.on("close", first);
  app.on("before-quit", first);
  app.on("window-all-closed", () => app.quit());
  // Windows ends a session with little time; Linux and macOS wait for who prevents it.
  window.on("session-end", () => void quit.quitUnasked());
  powerMonitor.on("shutdown", (event?: Preventable) => {
    event?.preventDefault();
    void quit.quitUnasked();
  });
  // What the page would ask by itself was asked already.
  window.webContents.on("will-prevent-unload", (event) => event.preventDefault());
}
