import { rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { languages } from "../../../shared/words/language.ts";
import { axeFaults, misfits } from "./page-faults.fixture.ts";
import { firstScreens, screens } from "./screens.fixture.ts";
import { makeScreensHistory, type ScreensHistory } from "./screens-history.fixture.ts";
import { asSeen, settle, views } from "./views.fixture.ts";
import { walkScreens } from "./walk-screens.fixture.ts";

// Every screen in every state; a machine that does other things besides takes its time.
vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 600_000 });

let history: ScreensHistory;
beforeAll(async () => {
  history = await makeScreensHistory();
});
afterAll(() => rmSync(history.folder, { recursive: true }));

const [light, dark, , zoomed] = views;

/**
 * BULBAR_WALK=visit,report walks to these screens alone, BULBAR_WALK_LANGUAGE=de in this language alone: what a run found
 * is looked at again, and a run that was cut short is finished, without all the others.
 */
const { BULBAR_WALK: names, BULBAR_WALK_LANGUAGE: chosen } = process.env;
const only = names?.split(",");
const walked = only
  ? screens.filter(({ name, isWay }) => isWay || only.includes(name))
  : [...firstScreens, ...screens];

/** Faults of a page in both themes, and at 200 % zoom. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const view of [light, dark])
    await asSeen(page, view, async () => {
      await settle(page);
      for (const fault of await axeFaults(page)) faults.push(`${view.theme}: ${fault}`);
    });
  await asSeen(page, zoomed, async () => {
    await settle(page);
    for (const fault of await misfits(page)) faults.push(`200 %: ${fault}`);
  });
  return faults;
}

test.each(languages.filter((one) => !chosen || one === chosen))(
  "in %s no screen has anything that axe calls serious, nothing is cut off at 200 % zoom, long names included",
  async (language) => {
    const faults: string[] = [];
    const seen: string[] = [];
    const failures = await walkScreens({
      history,
      language,
      ...(only && { only }),
      look: async (page, name) => {
        seen.push(name);
        process.stderr.write(`${language}: ${name}\n`);
        for (const fault of await faultsOf(page)) {
          process.stderr.write(`  ${fault}\n`);
          faults.push(`${name}, ${fault}`);
        }
      },
    });
    const failed = [...failures].map(([name, error]) => `${name}: ${error}`);
    expect([...failed, ...faults]).toEqual([]);
    expect(seen).toEqual(walked.map(({ name }) => name));
  },
);
