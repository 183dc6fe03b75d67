import { guidePath } from "../../../shared/contract/shell.ts";

/** Scheme and host under which Electron serves the pages. */
export const ownScheme = "app";
export const appOrigin = `${ownScheme}://bulbar`;

/** The screen that shows a patient what to say, in a window of its own. */
export const guideAddress = `${appOrigin}/#${guidePath}`;

/** Whether a page is one of ours: only those may talk to the core. */
export function isOwnPage(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}` === appOrigin;
  } catch {
    return false;
  }
}

/** Path of a request to our own scheme, or null when it is for another host. */
export function ownPath(url: string): string | null {
  return isOwnPage(url) ? new URL(url).pathname : null;
}

/** What a page may load: ours, and what it made itself. Anything else would be another computer or another program. */
export function mayLoad(url: string): boolean {
  return isOwnPage(url) || url.startsWith("data:") || url.startsWith(`blob:${appOrigin}/`);
}

/**
 * What a page may ask the system for: ours for the microphone, and to put a text on the clipboard when its button was
 * pressed; nothing else, and no other page anything.
 */
export function mayUse(permission: string, page: string, mediaTypes: readonly string[] = []): boolean {
  if (!isOwnPage(page)) return false;
  if (permission === "clipboard-sanitized-write") return true;
  return permission === "media" && mediaTypes.length > 0 && mediaTypes.every((type) => type === "audio");
}
