import type { Page } from "playwright-core";
import { temporaryFolder, writeVoice } from "../../../main/doors/cli/run-cli.fixture.ts";
import type { Language } from "../../../shared/words/language.ts";
import { wordsOf } from "../../../shared/words/words.ts";
import { openWorkstation } from "../workstation.fixture.ts";
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

/**
 * Opens one screen after the other in a language and has each looked at. A screen that cannot be opened or looked at
 * does not stop the walk. @returns why, by the screen's name
 */
export async function walkScreens(walk: Walk): Promise<Map<string, unknown>> {
  const failures = new Map<string, unknown>();
  await walkIn(temporaryFolder(), walk.only ? [] : firstScreens, walk, failures);
  const isWanted = (name: string) => walk.only?.includes(name) ?? true;
  const wanted = screens.filter(({ name, isWay }) => isWay || isWanted(name));
  await walkIn(walk.history.folder, wanted, walk, failures);
  return failures;
}

async function walkIn(
  folder: string,
  list: readonly Screen[],
  { history, language, look }: Walk,
  failures: Map<string, unknown>,
): Promise<void> {
  if (list.length === 0) return;
  const microphone = writeVoice(folder, "vowel-a", 5);
  const station = await openWorkstation({ folder, language, logsOn: false, microphone });
  try {
    const { page, context } = station;
    page.setDefaultTimeout(120_000);
    await letCallsBeWithheld(context);
    await page.reload();
    for (const { name, open, isPatients } of list) {
      try {
        await open({ page, context, words: wordsOf(language), at: history });
        await look(isPatients ? context.pages().at(-1)! : page, name);
      } catch (error) {
        failures.set(name, error);
      }
    }
  } finally {
    await station.close();
  }
}
