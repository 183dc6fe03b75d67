const storageKey = "bulbar-tab";

/**
 * The secret that makes this tab one of its session: given in the fragment of the address that a token opened, kept for
 * this tab alone, and shown to the program with whatever reaches patients. Taken out of the address, which is a
 * screen's place and is remembered by the browser. Null inside Electron, whose window needs none, and in a tab that no
 * token opened, and where a test reads what uses it without a page.
 */
function takeTabSecret(): string | null {
  if (typeof location === "undefined") return null;
  const given = /^#tab=([\w-]+)$/.exec(location.hash)?.[1];
  if (given) {
    sessionStorage.setItem(storageKey, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(storageKey);
}

// Before the first screen reads the address.
const secret = takeTabSecret();

/** Headers of a request that reaches patients. */
export const tabHeaders: Record<string, string> = secret ? { "x-bulbar-tab": secret } : {};

/** Subprotocols of a WebSocket, whose headers a page cannot set. */
export const tabProtocols: string[] = secret ? ["bulbar", `bulbar-tab.${secret}`] : [];
