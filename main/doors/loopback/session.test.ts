import { expect, test } from "vitest";
import { type Redeemed, refusal, Sessions, tabHeader } from "./session.ts";

const port = 4000;

function opened(sessions: Sessions, headers = {}): Redeemed & { cookie: string } {
  const redeemed = sessions.redeem(sessions.token, headers)!;
  return { ...redeemed, cookie: redeemed.session ? sessions.cookie(redeemed.session).split(";")[0]! : "" };
}

test("a token works once, and its cookie from then on", () => {
  const sessions = new Sessions(port);
  const { token } = sessions;
  const { session } = sessions.redeem(token, {})!;
  expect(sessions.redeem(token, {})).toBeNull();
  expect(sessions.token).not.toBe(token);
  const cookie = sessions.cookie(session!);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Strict");
  expect(sessions.accepts({ cookie: `other=1; ${cookie.split(";")[0]}` })).toBe(true);
  expect(sessions.accepts({ cookie: "bulbar-4000=guess" })).toBe(false);
  expect(sessions.accepts({})).toBe(false);
});

test("two servers on one host do not share a session, and neither overwrites the other's cookie", () => {
  const [one, other] = [new Sessions(4000), new Sessions(4001)];
  const jar = `${opened(one).cookie}; ${opened(other).cookie}`;
  expect(one.accepts({ cookie: jar })).toBe(true);
  expect(other.accepts({ cookie: jar })).toBe(true);
  expect(one.accepts({ cookie: opened(other).cookie })).toBe(false);
  expect(new Sessions(4000).accepts({ cookie: jar })).toBe(false);
});

test("once a tab has shown its secret, the cookie alone reaches the pages and nothing else", () => {
  const sessions = new Sessions(port);
  const { cookie, tab } = opened(sessions);
  expect(sessions.acceptsTab({ cookie })).toBe(true);
  expect(sessions.acceptsTab({ cookie, [tabHeader]: "guess" })).toBe(false);
  expect(sessions.acceptsTab({ cookie, [tabHeader]: tab })).toBe(true);
  expect(sessions.acceptsTab({ cookie })).toBe(false);
  expect(sessions.accepts({ cookie })).toBe(true);
  expect(sessions.acceptsTab({ cookie, "sec-websocket-protocol": `bulbar, bulbar-tab.${tab}` })).toBe(true);
  expect(sessions.acceptsTab({ [tabHeader]: tab })).toBe(false);
});

test("a second window of the same browser is another tab of its session; another browser's secret is not", () => {
  const sessions = new Sessions(port);
  const first = opened(sessions);
  expect(sessions.acceptsTab({ cookie: first.cookie, [tabHeader]: first.tab })).toBe(true);
  const second = opened(sessions, { cookie: first.cookie });
  expect(second.session).toBeNull();
  for (const { tab } of [first, second]) {
    expect(sessions.acceptsTab({ cookie: first.cookie, [tabHeader]: tab })).toBe(true);
  }
  const stranger = opened(sessions);
  expect(sessions.acceptsTab({ cookie: first.cookie, [tabHeader]: stranger.tab })).toBe(false);
});

test.each([
  ["the page itself", { host: "127.0.0.1:4000" }, true],
  ["its own script", { host: "localhost:4000", origin: "http://localhost:4000" }, true],
  ["a rebound name", { host: "evil.example:4000" }, false],
  ["another port", { host: "127.0.0.1:4001" }, false],
  ["another site", { host: "127.0.0.1:4000", origin: "https://evil.example" }, false],
  ["another port's page", { host: "127.0.0.1:4000", origin: "http://127.0.0.1:4001" }, false],
  ["an opaque origin", { host: "127.0.0.1:4000", origin: "null" }, false],
  ["a cross-site navigation", { host: "127.0.0.1:4000", "sec-fetch-site": "cross-site" }, false],
  ["another port's request", { host: "127.0.0.1:4000", "sec-fetch-site": "same-site" }, false],
  ["no host", {}, false],
])("%s", (_name, headers, allowed) => {
  expect(refusal(headers, 4000) === null).toBe(allowed);
});
