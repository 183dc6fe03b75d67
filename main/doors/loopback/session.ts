import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Tokens and sessions of one running server. A URL's token works once; then a cookie stands for it. */
export class Sessions {
  #token = newSecret();
  readonly #sessions = new Set<string>();

  /** The token that the next window may use. */
  get token(): string {
    return this.#token;
  }

  /** A session for a right token, which is used up by it; null for a wrong one. */
  redeem(token: string): string | null {
    if (!sameSecret(token, this.#token)) return null;
    this.#token = newSecret();
    const session = newSecret();
    this.#sessions.add(digest(session));
    return session;
  }

  /** Whether the request carries a session's cookie. */
  accepts(headers: IncomingHttpHeaders): boolean {
    const cookie = /(?:^|;\s*)bulbar=([\w-]+)/.exec(headers.cookie ?? "")?.[1];
    return cookie !== undefined && this.#sessions.has(digest(cookie));
  }
}

/** Set-Cookie value of a session: unreadable for scripts, never sent from another site. */
export function sessionCookie(session: string): string {
  return `bulbar=${session}; HttpOnly; SameSite=Strict; Path=/`;
}

/**
 * Why a request is refused before anything is looked at, or null. A foreign Host is DNS rebinding, a foreign Origin
 * another site's page.
 */
export function refusal(headers: IncomingHttpHeaders, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) return "The Host header is not this computer's.";
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) return "The Origin is another site.";
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "The request comes from another site.";
  return null;
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}
