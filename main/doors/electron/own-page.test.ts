import { expect, test } from "vitest";
import { isOwnPage, mayLoad, mayUse, ownPath } from "./own-page.ts";

const own = "app://bulbar/";

test.each([
  ["app://bulbar/", true],
  ["app://bulbar/assets/x.js", true],
  ["app://other/", false],
  ["app://bulbar.evil.example/", false],
  ["https://bulbar/", false],
  ["file:///etc/passwd", false],
  ["not a url", false],
])("%s is our own page: %s", (url, isOwn) => {
  expect(isOwnPage(url)).toBe(isOwn);
  expect(ownPath(url) !== null).toBe(isOwn);
  expect(mayLoad(url)).toBe(isOwn);
});

test("a page may load what it made itself, and nothing that another page made", () => {
  expect(mayLoad("blob:app://bulbar/0c4e")).toBe(true);
  expect(mayLoad("data:image/png;base64,AA")).toBe(true);
  expect(mayLoad("blob:https://bulbar/0c4e")).toBe(false);
  expect(mayLoad("blob:app://bulbar.evil.example/0c4e")).toBe(false);
  expect(mayLoad("ws://127.0.0.1:80/")).toBe(false);
});

test("our page gets the microphone and writes to the clipboard, nothing else; another page gets nothing", () => {
  expect(mayUse("media", own, ["audio"])).toBe(true);
  expect(mayUse("media", own, ["audio", "video"])).toBe(false);
  expect(mayUse("media", own)).toBe(false);
  expect(mayUse("media", "https://evil.example/", ["audio"])).toBe(false);
  expect(mayUse("clipboard-sanitized-write", own)).toBe(true);
  expect(mayUse("clipboard-sanitized-write", "app://other/")).toBe(false);
  expect(mayUse("clipboard-read", own)).toBe(false);
  expect(mayUse("geolocation", own)).toBe(false);
  expect(mayUse("display-capture", own, ["audio"])).toBe(false);
});
