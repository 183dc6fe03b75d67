/** Scheme and host under which Electron serves the pages. */
export const appOrigin = "app://bulbar";

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

/** What the window may ask the system for: the microphone, nothing else. */
export function mayUse(permission: string, mediaTypes: readonly string[] = []): boolean {
  return permission === "media" && mediaTypes.length > 0 && mediaTypes.every((type) => type === "audio");
}
