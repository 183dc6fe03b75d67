import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ShellSettings } from "./shell-settings.ts";

const place = { x: 1, y: 2, width: 1200, height: 800, isMaximised: true };
const freshFolder = () => mkdtempSync(join(tmpdir(), "bulbar-shell-"));

test("window and choices are there at the next start", () => {
  const folder = join(freshFolder(), "not-there-yet");
  const settings = new ShellSettings(folder);
  expect([settings.window, settings.choices]).toEqual([null, {}]);
  settings.keepWindow(place);
  settings.keepChoices({ language: "de" });
  settings.keepChoices({ theme: "dark" });
  const again = new ShellSettings(folder);
  expect(again.window).toEqual(place);
  expect(again.choices).toEqual({ language: "de", theme: "dark" });
});

test.each(["", "{", '{"window":{"x":"left"}}', '{"choices":{"theme":"pink"}}', "null"])(
  "a damaged file %j is as good as none",
  (content) => {
    const folder = freshFolder();
    writeFileSync(join(folder, "shell.json"), content);
    expect(new ShellSettings(folder).window).toBeNull();
    new ShellSettings(folder).keepWindow(place);
    expect(JSON.parse(readFileSync(join(folder, "shell.json"), "utf8")).window).toEqual(place);
  },
);

test("a folder that cannot be written stops nothing", () => {
  const folder = freshFolder();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file");
  const settings = new ShellSettings(folder);
  settings.keepWindow(place);
  expect(settings.window).toEqual(place);
});
