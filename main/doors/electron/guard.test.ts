import { EventEmitter } from "node:events";
import type { Session, WebContents } from "electron";
import { expect, test, vi } from "vitest";
import { guardContents, guardSession } from "./guard.ts";

const own = "app://bulbar/";
const foreign = "https://example.org/";

/** The listeners and handlers that a session was given. */
function guardedSession() {
  const session = Object.assign(new EventEmitter(), {
    webRequest: { onBeforeRequest: vi.fn() },
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    setDisplayMediaRequestHandler: vi.fn(),
    setSpellCheckerEnabled: vi.fn(),
  });
  guardSession(session as unknown as Session);
  const given = (handler: { mock: { calls: unknown[][] } }) =>
    handler.mock.calls[0]![0] as (...asked: unknown[]) => unknown;
  return { session, given };
}

test("a session loads our pages and what they made, nothing else", () => {
  const { session, given } = guardedSession();
  const cancels = (url: string) => {
    const answer = vi.fn();
    given(session.webRequest.onBeforeRequest)({ url }, answer);
    return answer.mock.calls[0]![0].cancel;
  };
  expect(
    [own, "blob:app://bulbar/1", foreign, "ws://127.0.0.1:1/", "file:///etc/passwd"].map(cancels),
  ).toEqual([false, false, true, true, true]);
});

test("permissions are refused when they are asked for and when they are checked; no device, no dictionary", () => {
  const { session, given } = guardedSession();
  const requested = (permission: string, requestingUrl: string, mediaTypes?: string[]) => {
    const answer = vi.fn();
    given(session.setPermissionRequestHandler)(null, permission, answer, { requestingUrl, mediaTypes });
    return answer.mock.calls[0]![0];
  };
  const checked = (permission: string, origin: string, mediaType?: string) =>
    given(session.setPermissionCheckHandler)(null, permission, origin, { mediaType });
  expect(requested("media", own, ["audio"])).toBe(true);
  expect(requested("media", foreign, ["audio"])).toBe(false);
  expect(requested("notifications", own)).toBe(false);
  expect(checked("media", own, "audio")).toBe(true);
  expect(checked("media", own, "video")).toBe(false);
  expect(checked("media", own, "unknown")).toBe(false);
  expect(checked("serial", own)).toBe(false);
  expect(given(session.setDevicePermissionHandler)()).toBe(false);
  expect(session.setSpellCheckerEnabled).toHaveBeenCalledWith(false);
});

test("only what the page made is saved to a file", () => {
  const { session } = guardedSession();
  const isPrevented = (url: string) => {
    const preventDefault = vi.fn();
    session.emit("will-download", { preventDefault }, { getURL: () => url });
    return preventDefault.mock.calls.length > 0;
  };
  expect([`blob:${own}1`, `blob:${foreign}1`, own, foreign].map(isPrevented)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test("a page is led nowhere else, in no frame, and holds no foreign view", () => {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
  guardContents(contents as unknown as WebContents);
  for (const name of ["will-navigate", "will-redirect", "will-frame-navigate"])
    for (const [url, times] of [
      [own, 0],
      [foreign, 1],
      ["file:///etc/passwd", 1],
    ] as const) {
      const preventDefault = vi.fn();
      contents.emit(name, { url, preventDefault });
      expect([name, url, preventDefault.mock.calls.length]).toEqual([name, url, times]);
    }
  const preventDefault = vi.fn();
  contents.emit("will-attach-webview", { preventDefault });
  expect(preventDefault).toHaveBeenCalled();
  const opened = [own, `${own}#/guide`, `${foreign}#/guide`].map(
    (url) => contents.setWindowOpenHandler.mock.calls[0]![0]({ url }).action,
  );
  expect(opened).toEqual(["deny", "allow", "deny"]);
});
