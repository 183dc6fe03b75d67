import type { IncomingHttpHeaders } from "node:http";

/** What shows that a request was not made for this server: DNS rebinding, another site's page, a page of another port. */
export type ForeignPart = "host" | "origin" | "site";

/** How a server is reached: its scheme, and which Host headers name it. */
export type OwnAddress = { scheme: "http" | "https"; isOwnHost(host: string): boolean };

/** The address of a server that listens on this computer alone. */
export function loopbackAddress(port: number): OwnAddress {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return { scheme: "http", isOwnHost: (host) => hosts.includes(host) };
}

/** Why a request is refused before anything is looked at, or null. */
export function foreignPart(
  headers: IncomingHttpHeaders,
  { scheme, isOwnHost }: OwnAddress,
): ForeignPart | null {
  const { host = "", origin } = headers;
  if (!isOwnHost(host)) return "host";
  if (origin !== undefined && origin !== `${scheme}://${host}`) return "origin";
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none" ? null : "site";
}
