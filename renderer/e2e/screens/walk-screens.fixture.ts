import type { Page } from "playwright-core";
import { temporaryFolder, writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Language } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import { openWorkstation, type Workstation } from "../workstation.fixture.ts";
import { firstScreens, type Screen, screens } from "./screens.fixture.ts";
import type { ScreensHistory } from "./screens-history.fixture.ts";
import { letCallsBeWithheld } from "./withheld-calls.fixture.ts";

type Walk = {
  history: ScreensHistory;
  language: Language;
  /** Only these of the screens behind the log-on; absent: all, and those before it. */
  only?: readonly string[];
  look: (page: Page, name: string) => Promise<void>;
};

/** Longer than any screen takes to be opened and looked at, ms: what takes so long hangs. */
const longestMs = 600_000;

/**
 * Opens one screen after the other in a language and has each looked at. A screen that cannot be opened or looked at does
 * not stop the walk: it goes on in a new browser. @returns why, by the screen's name, and what was logged as an error there
 */
export async function walkScreens(walk: Walk): Promise<Map<string, unknown>> {
  const failures = new Map<string, unknown>();
  await walkIn(temporaryFolder(), walk.only ? [] : firstScreens, walk, failures);
  const isWanted = (name: string) => walk.only?.includes(name) ?? true;
  const wanted = screens.filter(({ name, isWay }) => isWay || isWanted(name));
  await walkIn(walk.history.folder, wanted, walk, failures);
  return failures;
}

/** Walks a list to its end. After a screen that failed, those on the way lead to the next one again. */
async function walkIn(
  folder: string,
  list: readonly Screen[],
  walk: Walk,
  failures: Map<string, unknown>,
): Promise<void> {
  for (let next = 0; next < list.length; ) {
    const way = list.slice(0, next).filter(({ isWay }) => isWay);
    const station = await openStation(folder, walk.language);
    try {
      for (const screen of way) await within(screen.name, openScreen(station, screen, walk));
      next = await walkOn(station, list, next, walk, failures);
    } finally {
      await station.close();
    }
  }
}

/** @returns the place after the first screen that could not be opened or looked at, or the list's end */
async function walkOn(
  station: Workstation,
  list: readonly Screen[],
  from: number,
  walk: Walk,
  failures: Map<string, unknown>,
): Promise<number> {
  for (let place = from; place < list.length; place++) {
    const screen = list[place]!;
    const { name } = screen;
    try {
      await within(
        name,
        openScreen(station, screen, walk).then((page) => walk.look(page, name)),
      );
      const logged = station.complaints.splice(0);
      if (logged.length > 0) failures.set(name, `logged: ${logged.join("; ")}`);
    } catch (error) {
      failures.set(name, error);
      return place + 1;
    }
  }
  return list.length;
}

async function openStation(folder: string, language: Language): Promise<Workstation> {
  const microphone = writeVoice(folder, "vowel-a", 5);
  const station = await openWorkstation({ folder, language, logsOn: false, microphone });
  station.page.setDefaultTimeout(120_000);
  await letCallsBeWithheld(station.context);
  await station.page.reload();
  return station;
}

/** @returns the page to look at */
async function openScreen(
  { page, context }: Workstation,
  { open, isPatients }: Screen,
  { language, history }: Walk,
): Promise<Page> {
  await open({ page, context, words: wordsOf(language), at: history });
  return isPatients ? context.pages().at(-1)! : page;
}

/** @throws where the work hangs: waits inside a page have no limit of their own */
async function within<T>(name: string, work: Promise<T>): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${name} hangs.`)), longestMs);
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}
