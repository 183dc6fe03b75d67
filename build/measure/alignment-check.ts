/**
 * How well read speech is aligned to its text, on voices of flite, festival and espeak-ng with their own times. Prints each figure
 * with its bound; exit status 1 where one does not hold. Skips with a line where no synthesiser is installed (Debian's `flite`,
 * `festival`, `festvox-kdlpc16k`, `festvox-us-slt-hts`, `libespeak-ng-dev`).
 * - `times`: word beginnings, words a minute and pauses, through codecs, with white noise at 20 dB and at half speed;
 * - `french`: the same in French, which espeak-ng alone says;
 * - `errors`: words left out, said twice or replaced;
 * - `panel`: each part of articulatory precision under its own degradation (ten voices of flite, festival and espeak-ng; the longest part).
 *
 *   npm run alignment-check -- [times] [french] [errors] [panel] [--voice NAME]...
 */
import { parseArgs } from "node:util";
import { alignApart } from "../../main/core/alignment/align-apart.ts";
import { findPassage } from "../../main/core/protocol/passages.ts";
import { warpedReading } from "./alignment/changed-sound.ts";
import { checkErrors } from "./alignment/errors.ts";
import { type Figure, holds, inWords } from "./alignment/figure.ts";
import { checkPanel } from "./alignment/panel.ts";
import type { Align, Reader } from "./alignment/reader.ts";
import {
  fliteVoices,
  installedFestivalVoices,
  isInstalled,
  sayWithEspeak,
  sayWithFestival,
  sayWithFlite,
} from "./alignment/synthetic-readers.ts";
import { checkTimes } from "./alignment/times.ts";

const textOf = (id: "sentences-en" | "unseen-en-6" | "sentences-fr") => findPassage(id)!.text;

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
/** Two voices of one formant synthesiser, and each with a longer vocal tract. */
const frenchReaders = (isInstalled("espeak") ? ["fr+klatt2", "fr+klatt4"] : [])
  .flatMap((voice) => [1, 0.93].map((factor) => frenchReader(voice, factor)))
  .filter(({ name }) => isAsked(name));
/** The bounds by which a word counts as another one were chosen on the other voices. */
const unseenReaders = readers.filter(({ name }) => !/awb|kal/.test(name));

function frenchReader(voice: string, factor: number): Reader {
  return {
    name: `espeak-ng ${voice}${factor === 1 ? "" : ` ${factor}`}`,
    say: async (words, stretch) => warpedReading(await sayWithEspeak(voice, words, stretch), factor),
  };
}

const align: Align = (sound, text) => alignApart(sound, { language: "en", text, pronunciations: {} });
const { pronunciations } = findPassage("sentences-fr")!;
const alignFrench: Align = (sound, text) => alignApart(sound, { language: "fr", text, pronunciations });

const parts: Record<string, () => Promise<Figure[]>> = {
  times: () => checkTimes({ readers, text: textOf("sentences-en"), language: "en" }, align),
  french: () =>
    checkTimes({ readers: frenchReaders, text: textOf("sentences-fr"), language: "fr" }, alignFrench),
  errors: () => checkErrors(unseenReaders, [textOf("sentences-en"), textOf("unseen-en-6")], align),
  panel: () => checkPanel(align, isAsked),
};

const figures: Figure[] = [];
for (const [part, check] of Object.entries(parts))
  if (asked.length === 0 || asked.includes(part)) figures.push(...(await check()));
if (figures.length === 0)
  console.log("alignment check skipped: no such voice of flite, festival or espeak-ng is installed");
for (const figure of figures) console.log(inWords(figure));
process.exitCode = figures.every(holds) ? 0 : 1;
