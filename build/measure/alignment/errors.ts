import { wordsIn } from "../../../main/core/protocol/passages.ts";
import type { Alignment } from "../../../shared/domain/alignment.ts";
import { fewAtOnce } from "./at-once.ts";
import type { Figure } from "./figure.ts";
import type { Align, Reader } from "./reader.ts";

/** How a text is misread, and how many of its words are told of then at the least, %. */
const kinds = { "left out": 90, "said twice": 70, replaced: 70 } as const;
type Kind = keyof typeof kinds;

/** Words that take the place of others. */
const replacements = ["garlic", "window", "seven", "basket", "yellow"];

/**
 * Words left out, said twice and replaced, one in ten: how many are told of, and how many words are told of wrongly, in readings
 * as written too. A word that is misread is told of if anything is said of it.
 */
export async function checkErrors(
  readers: readonly Reader[],
  texts: readonly string[],
  align: Align,
): Promise<Figure[]> {
  if (readers.length === 0) return [];
  const counts = { "left out": 0, "said twice": 0, replaced: 0, misread: 0, wrong: 0, all: 0 };
  for (const text of texts) {
    const words = wordsIn(text.toLowerCase());
    const places = replacements.map((_, k) => Math.floor(((k + 0.5) * words.length) / replacements.length));
    await fewAtOnce(readers, async ({ name, say }) => {
      for (const [kind, read] of Object.entries(readingsOf(words, places))) {
        const { sound } = await say(read.join(" "), 1);
        const told = toldOf(await align(sound, text), words.length);
        const misread = kind === "as written" ? [] : places;
        const right = misread.filter((place) => told.has(place));
        const wrong = [...told].filter((index) => !misread.includes(index));
        if (kind !== "as written") counts[kind as Kind] += right.length;
        counts.wrong += wrong.length;
        counts.all += words.length;
        console.log(
          `${name}, ${kind}: ${right.length} of ${misread.length} told; wrongly ${wrong.map((index) => words[index]).join(" ") || "none"}`,
        );
      }
      counts.misread += places.length;
    });
  }
  return [
    ...Object.entries(kinds).map(([kind, atLeast]) => ({
      name: `words ${kind} that are told`,
      value: (100 * counts[kind as Kind]) / counts.misread,
      unit: "%",
      atLeast,
    })),
    { name: "words told of wrongly", value: (100 * counts.wrong) / counts.all, unit: "%", atMost: 2 },
  ];
}

function readingsOf(
  words: readonly string[],
  places: readonly number[],
): Record<Kind | "as written", string[]> {
  return {
    "left out": words.filter((_, k) => !places.includes(k)),
    "said twice": words.flatMap((word, k) => (places.includes(k) ? [word, word] : [word])),
    replaced: words.map((word, k) => (places.includes(k) ? replacements[places.indexOf(k)]! : word)),
    "as written": [...words],
  };
}

/** Words of the text of which something is told; all of them where nothing could be aligned. */
function toldOf(alignment: Alignment, all: number): Set<number> {
  if (alignment.status !== "aligned") return new Set(Array.from({ length: all }, (_, k) => k));
  const said = alignment.words.filter(({ manner }) => manner !== "read");
  return new Set([...said, ...alignment.skipped].map(({ index }) => index));
}
