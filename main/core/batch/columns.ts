import type { FileResult } from "../../../shared/domain/file-result.ts";
import { catalogue } from "../../../shared/domain/measure-catalogue.ts";
import {
  type ModelSummary,
  type Prediction,
  type Refusal,
  researchUseOnly,
} from "../../../shared/domain/prediction.ts";
import { mfccIds } from "../measures/spectrum/mfcc-means.ts";
import type { Given } from "./batch-item.ts";
import type { BatchLine } from "./batch-line.ts";
import type { Cell } from "./csv-line.ts";

/** A column of `results.csv`: its name, and what stands in it of a line. */
type Column = { name: string; cell(line: BatchLine): Cell };

/** Every measure that a single recording can have, in the order of display, then what models alone take in. */
const measureIds = [
  ...catalogue.filter(({ scopes }) => !scopes.includes("visit")).map(({ id }) => id),
  ...mfccIds,
];

/** Unit of each measure's column. */
export const measureUnits: Readonly<Record<string, string>> = Object.fromEntries([
  ...catalogue.filter(({ id }) => measureIds.includes(id)).map(({ id, unit }) => [id, unit]),
  ...mfccIds.map((id) => [id, "1"]),
]);

/**
 * The columns of `results.csv`: where the recording lies and what was told of it, its quality, a column a measure
 * (which are missing or doubted, and why, in two of their own), then `MODEL/...` for each model.
 * @param isTable whether a table told more of the recordings than their files
 */
export function columnsOf(models: readonly ModelSummary[], isTable: boolean): readonly Column[] {
  return [
    { name: "number", cell: ({ number }) => number },
    { name: "file", cell: ({ file }) => file },
    { name: "sha256", cell: ({ sha256 }) => sha256 },
    ofResult("task", ({ task }) => task),
    ...(isTable ? givenColumns : []),
    { name: "error", cell: ({ error }) => error?.code ?? null },
    ...soundColumns,
    ...measureIds.map((id) => ofResult(id, ({ measures }) => measures[id]?.value ?? null)),
    ofResult("missing", (result) => reasons(result, ({ missing }) => missing && [missing])),
    ofResult("doubts", (result) => reasons(result, ({ doubts }) => doubts)),
    ...models.flatMap(modelColumns),
    { name: "notice", cell: () => researchUseOnly },
  ];
}

function ofResult(name: string, cell: (result: FileResult) => Cell): Column {
  return { name, cell: (line) => (line.error ? null : cell(line)) };
}

const givenColumns: readonly Column[] = (["label", "speaker", "sex", "age", "passage"] as const).map(
  (name: keyof Given) => ({ name, cell: ({ given }) => given?.[name] ?? null }),
);

const soundColumns: readonly Column[] = [
  ofResult("durationSeconds", ({ quality }) => quality.durationSeconds),
  ofResult("sampleRateHz", ({ audio }) => audio.sampleRateHz),
  ofResult("channels", ({ audio }) => audio.channels),
  ofResult("codec", ({ audio }) => audio.codec),
  ofResult("usableSeconds", ({ quality }) => quality.usableSeconds),
  ofResult("peakDbfs", ({ quality }) => quality.peakDbfs),
  ofResult("rmsDbfs", ({ quality }) => quality.rmsDbfs),
  ofResult("clippedFraction", ({ quality }) => quality.clippedFraction),
  ofResult("dcOffset", ({ quality }) => quality.dcOffset),
  ofResult("snrDb", ({ quality }) => quality.snrDb),
  ofResult("bandwidthHz", ({ quality }) => quality.bandwidthHz),
  ofResult("flags", ({ quality }) => quality.flags.join(" ")),
];

type Measure = FileResult["measures"][string];

/** "jitter-local=short clipped; hnr=low-snr". */
function reasons({ measures }: FileResult, of: (measure: Measure) => readonly string[] | undefined): string {
  return Object.entries(measures)
    .flatMap(([id, measure]) => {
      const found = of(measure);
      return found?.length ? [`${id}=${found.join(" ")}`] : [];
    })
    .join("; ");
}

function modelColumns({ id, labels, ordinal }: ModelSummary): Column[] {
  const answer = (name: string, cell: (prediction: Prediction) => Cell): Column =>
    ofResult(`${id}/${name}`, ({ predictions }) => {
      const found = predictions.find(({ model }) => model === id);
      return found ? cell(found) : null;
    });
  const refusal = ({ refusals }: { refusals: Refusal[] }) => refusals.find(({ model }) => model === id);
  return [
    answer("version", ({ version }) => version),
    answer("label", ({ top }) => top.label),
    answer("probability", ({ top }) => top.probability),
    ...labels.map((label, k) => answer(`p/${label}`, ({ probabilities }) => probabilities[k]!)),
    ...(ordinal ? [answer("level", ({ expectedLevel }) => expectedLevel)] : []),
    answer("set", ({ set }) => set?.labels.join(" | ") ?? null),
    answer("rejected", ({ rejected }) => rejected),
    ofResult(`${id}/refused`, (result) => refusal(result)?.code ?? null),
  ];
}
