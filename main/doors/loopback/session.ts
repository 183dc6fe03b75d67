import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { type ForeignPart, foreignPart, loopbackAddress } from "../foreign-request.ts";
import { newSecret, sameSecret } from "../secret.ts";

/** What a redeemed token gives: the browser's session, null where it has one already, and the secret of the new tab. */
export type Redeemed = { session: string | null; tab: string };

/** Header in which a tab shows its secret; on a WebSocket, whose headers a page cannot set, a subprotocol does. */
export const tabHeader = "x-bulbar-tab";
const tabProtocol = "bulbar-tab.";

/**
 * Tokens, sessions and tabs of one running server. A URL's token works once; then a cookie and the tab's secret stand
 * for it.
 *
 * A cookie alone does not protect: a browser sends it to every port of this host, so that a server of another user of
 * this computer is given it by whoever can be led there, and keeping the name apart by port only stops two servers from
 * overwriting each other's. So the page that a token opens is also given a secret, in the address's fragment, which no
 * server is sent. It keeps that in sessionStorage, which belongs to this origin, port included, and to this tab, and
 * shows it whenever it talks to the core or hands over a file. A stolen cookie, or another tab without a token, then
 * gets the bare pages and nothing of a patient.
 *
 * The secret is asked for from the moment on that one tab of the session has shown its own, which a page does within
 * its first moments. A client that took the token itself and is no browser (a script) never does, and goes on with the
 * cookie alone, which nobody else can have.
 */
export class Sessions {
  readonly #cookieName: string;
  #token = newSecret();
  /** By the digest of the cookie: the digests of its tabs' secrets, and whether one was shown yet. */
  readonly #sessions = new Map<string, { tabs: Set<string>; hasShown: boolean }>();

  constructor(port: number) {
    this.#cookieName = `bulbar-${port}`;
  }

  /** The token that the next window may use. */
  get token(): string {
    return this.#token;
  }

  /** What a right token opens, which is used up by it; null for a wrong one. */
  redeem(token: string, headers: IncomingHttpHeaders): Redeemed | null {
    if (!sameSecret(token, this.#token)) return null;
    this.#token = newSecret();
    const tab = newSecret();
    const known = this.#sessionOf(headers);
    const session = known ? null : newSecret();
    if (session) this.#sessions.set(digest(session), { tabs: new Set([digest(tab)]), hasShown: false });
    known?.tabs.add(digest(tab));
    return { session, tab };
  }

  /** Whether the request carries a session's cookie: enough for the pages. */
  accepts(headers: IncomingHttpHeaders): boolean {
    return this.#sessionOf(headers) !== null;
  }

  /** Whether the request comes from a tab of its session: what reaches the core. */
  acceptsTab(headers: IncomingHttpHeaders): boolean {
    const session = this.#sessionOf(headers);
    if (!session) return false;
    const secret = tabSecretOf(headers);
    if (secret === null) return !session.hasShown;
    const isKnown = session.tabs.has(digest(secret));
    session.hasShown ||= isKnown;
    return isKnown;
  }

  /** Set-Cookie value of a session: unreadable for scripts, never sent from another site. */
  cookie(session: string): string {
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  #sessionOf({ cookie = "" }: IncomingHttpHeaders) {
    const values = cookie.split(/;\s*/).flatMap((pair) => {
      const [name, value] = pair.split("=");
      return name === this.#cookieName && value ? [value] : [];
    });
    return values.map((value) => this.#sessions.get(digest(value))).find((found) => found) ?? null;
  }
}

function tabSecretOf(headers: IncomingHttpHeaders): string | null {
  const header = headers[tabHeader];
  if (typeof header === "string") return header;
  const protocols = (headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  const shown = protocols.find((protocol) => protocol.startsWith(tabProtocol));
  return shown === undefined ? null : shown.slice(tabProtocol.length);
}

const refusals: Readonly<Record<ForeignPart, string>> = {
  host: "The Host header is not this computer's.",
  origin: "The Origin is another site.",
  site: "The request comes from another site.",
};

/** Why a request is refused before anything is looked at, or null. */
export function refusal(headers: IncomingHttpHeaders, port: number): string | null {
  const foreign = foreignPart(headers, loopbackAddress(port));
  return foreign && refusals[foreign];
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
