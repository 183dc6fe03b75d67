/**
 * How well read speech is aligned to its text, on voices of flite and festival with their own times. Prints each figure with its
 * bound; exit status 1 where one does not hold. Skips with a line where neither synthesiser is installed (Debian's `flite`,
 * `festival`, `festvox-kdlpc16k`, `festvox-us-slt-hts`).
 * - `times`: word beginnings, words a minute and pauses, through codecs, with white noise at 20 dB and at half speed;
 * - `errors`: words left out, said twice or replaced;
 * - `panel`: each part of articulatory precision under its own degradation (ten voices of flite; the longest part).
 *
 *   npm run alignment-check -- [times] [errors] [panel] [--voice NAME]...
 */
import { parseArgs } from "node:util";
import { alignApart } from "../../main/core/alignment/align-apart.ts";
import { findPassage } from "../../main/core/protocol/passages.ts";
import { checkErrors } from "./alignment/errors.ts";
import { type Figure, holds, inWords } from "./alignment/figure.ts";
import { checkPanel } from "./alignment/panel.ts";
import type { Align, Reader } from "./alignment/reader.ts";
import {
  fliteVoices,
  installedFestivalVoices,
  isInstalled,
  sayWithFestival,
  sayWithFlite,
} from "./alignment/synthetic-readers.ts";
import { checkTimes } from "./alignment/times.ts";

const textOf = (id: "sentences-en" | "unseen-en-6") => findPassage(id)!.text;

const hasFlite = isInstalled("flite");
const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { voice: { type: "string", multiple: true, default: [] } },
});
/** Whether a reader was asked for by a part of its name; where none was, all are. */
const isAsked = (name: string) =>
  values.voice.length === 0 || values.voice.some((part) => name.includes(part));

const readers = [
  ...(hasFlite ? fliteVoices : []).map((voice) => ({
    name: `flite ${voice}`,
    say: (words: string, stretch: number) => sayWithFlite(voice, words, stretch),
  })),
  ...installedFestivalVoices().map((voice) => ({
    name: `festival ${voice}`,
    say: (words: string, stretch: number) => sayWithFestival(voice, words, stretch),
  })),
].filter(({ name }: Reader) => isAsked(name));
/** The bounds by which a word counts as another one were chosen on the other voices. */
const unseenReaders = readers.filter(({ name }) => !/awb|kal/.test(name));

const align: Align = (sound, text) => alignApart(sound, { language: "en", text, pronunciations: {} });

const parts: Record<string, () => Promise<Figure[]>> = {
  times: () => checkTimes(readers, textOf("sentences-en"), align),
  errors: () => checkErrors(unseenReaders, [textOf("sentences-en"), textOf("unseen-en-6")], align),
  panel: () => (hasFlite ? checkPanel(align, isAsked) : Promise.resolve([])),
};

if (readers.length === 0)
  console.log("alignment check skipped: no such voice of flite or festival is installed");
else {
  const figures: Figure[] = [];
  for (const [part, check] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(part)) figures.push(...(await check()));
  for (const figure of figures) console.log(inWords(figure));
  process.exitCode = figures.every(holds) ? 0 : 1;
}
