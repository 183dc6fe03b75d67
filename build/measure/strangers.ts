/**
 * `npm run -s strangers -- [FOLDER]`: what the program answers about single words of speakers that no model of digits
 * heard, right and wrong, and how it turns other words away; into models/strangers.json. FOLDER (by default
 * ../shared/data/speech-commands-digits) holds `digits` and `other-words`, files `WORD_SPEAKER_*.wav`.
 * Nothing is chosen by these figures.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyseRecording } from "../../main/core/analysis/analyse-recording.ts";
import { answersOf } from "../../main/core/analysis/visit-results.ts";
import { createCore } from "../../main/core/core.ts";
import { testCoreOptions } from "../../main/core/core-options.fixture.ts";
import { mean } from "../../main/core/dsp/mean.ts";
import { bootstrapIntervals } from "../../main/core/evaluation/bootstrap.ts";
import type { JointAnswer } from "../../shared/domain/joint-answer.ts";
import type { RejectionPoint, StrangersFigure, StrangersFile } from "./strangers-file.ts";

const root = join(import.meta.dirname, "../..");
const folder = process.argv[2] ?? join(root, "../shared/data/speech-commands-digits");
const digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const thresholds = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99];

type Answer = Pick<JointAnswer, "top" | "known" | "notSure" | "members">;
/** A word that was said; null for an answer that was refused. */
type Heard = { word: string; speaker: string; joint: Answer | null; models: Answer[] };

const dataFolder = mkdtempSync(join(tmpdir(), "bulbar-strangers-"));
const core = createCore(testCoreOptions(dataFolder));
const said = await hearAll(join(folder, "digits"));
const others = await hearAll(join(folder, "other-words"));
await core.close();
rmSync(dataFolder, { recursive: true });

const members = said.find(({ joint }) => joint)?.joint?.members ?? [];
const jointFigure = figureOf(members, (heard) => heard.joint);
const single = [...new Set(said.flatMap(({ models }) => models.map((one) => one.members[0]!.model)))];
const figures = single.map((model) => {
  const answer = (heard: Heard) => heard.models.find((one) => one.members[0]!.model === model) ?? null;
  const first = said.map(answer).find((one) => one !== null)!;
  return figureOf(first.members, answer);
});
const file: StrangersFile = {
  corpus: "Speech Commands (Warden, arXiv 1804.03209), words of the test set",
  command: "npm run -s strangers",
  figures: [jointFigure, ...figures],
};
writeFileSync(join(root, "models", "strangers.json"), `${JSON.stringify(file, null, 2)}\n`);
for (const figure of file.figures) print(figure);

async function hearAll(from: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const name of readdirSync(from).sort()) {
    const [word, speaker] = name.split("_") as [string, string];
    const request = { source: { path: join(from, name) }, fileName: name, task: "digits" } as const;
    const { analysis } = await analyseRecording(core, request);
    const [joint = null] = await answersOf(core, analysis);
    const models = analysis.predictions.map(({ model, version, top, rejected }) => ({
      ...{ top, notSure: rejected },
      members: [{ model, version }],
    }));
    heard.push({ word, speaker, joint, models });
  }
  return heard;
}

/** What one model, or all joined, answered; a refusal is a wrong answer. */
function figureOf(models: Answer["members"], answer: (heard: Heard) => Answer | null): StrangersFigure {
  const rows = said.map((heard) => ({ ...heard, answer: answer(heard) }));
  const isRight = ({ word, answer }: (typeof rows)[number]) =>
    answer?.top.label === String(digits.indexOf(word));
  const scored = rows.map((one) => ({
    speaker: one.speaker,
    truth: digits.indexOf(one.word),
    right: Number(isRight(one)),
  }));
  const accuracyOf = (some: readonly { right: number }[]) => mean(some.map(({ right }) => right));
  const { accuracy: interval } = bootstrapIntervals(scored, { accuracy: accuracyOf });
  const confusion = digits.map((word) =>
    digits.map(
      (_, k) => rows.filter((one) => one.word === word && one.answer?.top.label === String(k)).length,
    ),
  );
  return {
    models,
    words: rows.length,
    speakers: new Set(rows.map(({ speaker }) => speaker)).size,
    refused: rows.filter((one) => !one.answer).length,
    accuracy: accuracyOf(scored),
    interval,
    confusion,
    otherWords: others.length,
    sure: {
      digitsLost: share(said, (heard) => answer(heard)?.notSure ?? true),
      othersTurnedAway: share(others, (heard) => answer(heard)?.notSure ?? true),
    },
    rejection: thresholds.map((threshold): RejectionPoint => {
      const isTurnedAway = (heard: Heard) => {
        const { top, known = 1 } = answer(heard) ?? { top: { probability: -1 } };
        return top.probability * known < threshold;
      };
      return {
        threshold,
        digitsLost: share(said, isTurnedAway),
        othersTurnedAway: share(others, isTurnedAway),
      };
    }),
  };
}

function share(heard: readonly Heard[], is: (one: Heard) => boolean): number {
  return mean(heard.map((one) => Number(is(one))));
}

function print({
  models,
  accuracy,
  interval,
  words,
  speakers,
  refused,
  sure,
  rejection,
}: StrangersFigure): void {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  console.log(models.map(({ model, weight }) => (weight ? `${model}^${weight}` : model)).join(" * "));
  console.log(
    `  right ${accuracy.toFixed(3)} (${(interval ?? []).map((end) => end.toFixed(3)).join("-")}) of ${words} words of ${speakers} speakers, ${refused} refused`,
  );
  console.log(`  as shown: ${percent(sure.digitsLost)} lost, ${percent(sure.othersTurnedAway)} turned away`);
  for (const { threshold, digitsLost, othersTurnedAway } of rejection)
    console.log(
      `  below ${threshold}: ${percent(digitsLost)} lost, ${percent(othersTurnedAway)} turned away`,
    );
}
