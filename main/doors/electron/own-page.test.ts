import { expect, test } from "vitest";
import { isOwnPage, mayUse, ownPath } from "./own-page.ts";

test.each([
  ["app://bulbar/", true],
  ["app://bulbar/assets/x.js", true],
  ["app://other/", false],
  ["https://bulbar/", false],
  ["file:///etc/passwd", false],
  ["not a url", false],
])("%s is our own page: %s", (url, own) => {
  expect(isOwnPage(url)).toBe(own);
  expect(ownPath(url) !== null).toBe(own);
});

test("the window gets the microphone and nothing else", () => {
  expect(mayUse("media", ["audio"])).toBe(true);
  expect(mayUse("media", ["audio", "video"])).toBe(false);
  expect(mayUse("media")).toBe(false);
  expect(mayUse("geolocation")).toBe(false);
});
