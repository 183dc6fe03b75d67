/**
 * `npm run screenshots -- [--only NAME ...] [--language en] [--readme]`: every screen in every state, light and
 * dark, at 1280 x 720 and at 200 % zoom, in English and German, as PNG in `out/screenshots`, which git ignores. `--only`:
 * these screens. `--readme`: the pictures of the README instead, into `resources/screenshots`.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { makeScreensHistory } from "../../renderer/e2e/screens/screens-history.fixture.ts";
import { asSeen, settle, type View, views } from "../../renderer/e2e/screens/views.fixture.ts";
import { walkScreens } from "../../renderer/e2e/screens/walk-screens.fixture.ts";
import { languages } from "../../shared/words/language.ts";
import { withFewerLevels } from "./fewer-levels.ts";

const { values: asked } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    language: { type: "string" },
    readme: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "../..");

/** The README's name of a screen. */
const readmeNames: Readonly<Record<string, string>> = {
  patient: "patient",
  visit: "visit",
  "visit-findings": "whole-visit",
  report: "report",
  "recording-highlight": "recording",
  "recording-onsets": "onsets",
};

process.stderr.write("making the history that is looked at ...\n");
const history = await makeScreensHistory();
try {
  const failures = asked.readme ? await photographForReadme() : await photographAll();
  for (const [name, error] of failures) process.stderr.write(`${name}: ${error}\n`);
  if (failures.size > 0) process.exitCode = 1;
} finally {
  rmSync(history.folder, { recursive: true });
}

async function photographAll(): Promise<Map<string, string>> {
  const folder = join(root, "out", "screenshots");
  if (asked.only === undefined) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const failures = new Map<string, string>();
  for (const language of languages.filter((one) => !asked.language || one === asked.language)) {
    const look = async (page: Page, name: string) => {
      for (const view of views) await save(page, view, join(folder, `${name}.${view.name}.${language}.png`));
    };
    const failed = await walkScreens({ history, language, look, ...(asked.only && { only: asked.only }) });
    for (const [name, error] of failed) failures.set(`${name}, ${language}`, error);
  }
  return failures;
}

function photographForReadme(): Promise<Map<string, string>> {
  const look = async (page: Page, name: string) => {
    const known = readmeNames[name];
    if (known) await save(page, views[0], join(root, "resources", "screenshots", `${known}.png`));
  };
  return walkScreens({ history, language: "en", look, only: Object.keys(readmeNames) });
}

async function save(page: Page, view: View, path: string): Promise<void> {
  await asSeen(page, view, async () => {
    await settle(page);
    writeFileSync(path, withFewerLevels(await page.screenshot()));
  });
}
