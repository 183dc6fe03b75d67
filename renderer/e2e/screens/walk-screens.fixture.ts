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
 * not stop the walk: it goes on in a new browser.
 * @returns by the screen's name why it failed, and what the page complained of there: errors that it logged or did not
 * catch, and requests to other computers
 */
export async function walkScreens(walk: Walk): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
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
  failures: Map<string, string>,
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
  failures: Map<string, string>,
): Promise<number> {
  for (let place = from; place < list.length; place++) {
    const screen = list[place]!;
    const { name } = screen;
    const failure = await within(
      name,
      openScreen(station, screen, walk).then((page) => walk.look(page, name)),
    ).then(() => null, String);
    const faults = [
      ...(failure === null ? [] : [failure]),
      ...unexpected(station.complaints.splice(0), screen),
    ];
    if (faults.length > 0) failures.set(name, faults.join("; "));
    if (failure !== null) return place + 1;
  }
  return list.length;
}

/** What a page complained of; where a screen has its own complaint, that it is missing. */
function unexpected(complaints: readonly string[], { complaint }: Screen): string[] {
  const others = complaints.filter((one) => complaint === undefined || !one.includes(complaint));
  const isMissing = complaint !== undefined && others.length === complaints.length;
  return [...others, ...(isMissing ? [`${complaint}: not heard`] : [])].map((one) => `complained: ${one}`);
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
