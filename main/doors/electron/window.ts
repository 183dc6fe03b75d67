import { join } from "node:path";
import { app, BrowserWindow, type Session, screen } from "electron";
import { choicesArgument } from "../../../shared/contract/shell.ts";
import type { ShellSettings } from "./shell-settings.ts";
import { placeWindow, smallestWindow, type WindowPlace } from "./window-place.ts";

/**
 * The one window, where it was; it shows itself when its page is drawn. The page has no Node and no other tie than the
 * preload script.
 */
export function openWindow(session: Session, { window: place, choices }: ShellSettings): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const { isMaximised, ...bounds } = placeWindow(
    place,
    [main, ...others].map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    webPreferences: {
      session,
      preload: join(import.meta.dirname, "preload.cjs"),
      additionalArguments: [choicesArgument + JSON.stringify(choices)],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once("ready-to-show", () => {
    if (isMaximised) window.maximize();
    window.show();
  });
  return window;
}

/** Where the window is now; of one that fills its display, where it would be otherwise. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), isMaximised: window.isMaximized() };
}
