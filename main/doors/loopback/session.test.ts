import { expect, test } from "vitest";
import { refusal, Sessions, sessionCookie } from "./session.ts";

test("a token works once, and its cookie from then on", () => {
  const sessions = new Sessions();
  const { token } = sessions;
  const session = sessions.redeem(token);
  expect(session).not.toBeNull();
  expect(sessions.redeem(token)).toBeNull();
  expect(sessions.token).not.toBe(token);
  const cookie = sessionCookie(session!);
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Strict");
  expect(sessions.accepts({ cookie: `other=1; ${cookie.split(";")[0]}` })).toBe(true);
  expect(sessions.accepts({ cookie: "bulbar=guess" })).toBe(false);
  expect(sessions.accepts({})).toBe(false);
});

test.each([
  ["the page itself", { host: "127.0.0.1:4000" }, true],
  ["its own script", { host: "localhost:4000", origin: "http://localhost:4000" }, true],
  ["a rebound name", { host: "evil.example:4000" }, false],
  ["another port", { host: "127.0.0.1:4001" }, false],
  ["another site", { host: "127.0.0.1:4000", origin: "https://evil.example" }, false],
  ["an opaque origin", { host: "127.0.0.1:4000", origin: "null" }, false],
  ["a cross-site navigation", { host: "127.0.0.1:4000", "sec-fetch-site": "cross-site" }, false],
  ["no host", {}, false],
])("%s", (_name, headers, allowed) => {
  expect(refusal(headers, 4000) === null).toBe(allowed);
});
