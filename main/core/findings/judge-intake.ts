import type {
  FileToJudge,
  IntakeRemark,
  IntakeState,
  JudgedFile,
  JudgedIntake,
} from "../../../shared/domain/intake.ts";
import type { QualityFlag } from "../../../shared/domain/quality.ts";
import { guessTask } from "../protocol/guess-task.ts";
import { identifierIn, isSameKind, names, type Person, plainIdentifier } from "./named-person.ts";

/** A recording of the history with the sound of a file: of this visit, of another of the patient, or another patient's. */
export type Twin =
  | { where: "this-visit"; file: string }
  | { where: "another-visit"; file: string; date: string }
  | { where: "another-patient" };

/** What the history knows that a file for a visit has to be held against. */
export type KnownBeside = {
  patient: Person;
  others: readonly Person[];
  /** By the SHA-256 of the sound. */
  twins: ReadonlyMap<string, Twin>;
};

/** Flags that ask which channel is the voice. */
const channelFlags: readonly QualityFlag[] = ["channels-differ", "channels-opposed", "channel-dead"];
/** Flags that make a take doubtful or tell of sound that was not read. */
const doubtfulFlags: readonly QualityFlag[] = [
  "too-quiet",
  "clipped",
  "low-snr",
  "truncated",
  "bytes-left-over",
];

/**
 * What is to be said of files before they are taken into a visit: their tasks, whose they may be by their names, and which
 * are there already. Who speaks in them is not claimed.
 */
export function judgeIntake(files: readonly FileToJudge[], known: KnownBeside): JudgedIntake {
  const said = countIdentifiers(files);
  const judged = files.map((file, index) =>
    judgeFile(file, [...duplicates(files, index, known), ...persons(file, said, known)]),
  );
  return { files: judged, said, named: files.filter(({ path }) => names(path, known.patient)).length };
}

function judgeFile(file: FileToJudge, found: readonly IntakeRemark[]): JudgedFile {
  const { path, flags, task: chosen, channel = null } = file;
  const guessed = guessTask(path);
  const task = chosen ?? guessed.task;
  const isTold = chosen !== undefined;
  const flagRemarks = (wanted: readonly QualityFlag[]): IntakeRemark[] =>
    flags.filter((flag) => wanted.includes(flag)).map((flag) => ({ code: "flag", flag }));
  const remarks: IntakeRemark[] = [
    ...flagRemarks(["silent"]),
    ...found,
    ...(task === "unknown" ? [{ code: "task-unknown" as const }] : []),
    ...(channel === null ? flagRemarks(channelFlags) : []),
    ...flagRemarks(doubtfulFlags),
  ];
  const state = stateOf(remarks);
  return {
    task,
    taskFrom: isTold ? "person" : guessed.from,
    state,
    remarks,
    // An unknown task that was left so by hand is a choice as well.
    isProposed:
      state === "ready" || state === "doubtful" || (state === "choose" && (task !== "unknown" || isTold)),
  };
}

function stateOf([gravest]: readonly IntakeRemark[]): IntakeState {
  if (!gravest) return "ready";
  switch (gravest.code) {
    case "in-this-visit":
    case "in-another-visit":
    case "twice-here":
      return "already-here";
    case "of-another-patient":
    case "names-another":
    case "another-id":
    case "unlike-the-others":
      return "check-person";
    case "task-unknown":
      return "choose";
    case "flag":
      if (gravest.flag === "silent") return "empty";
      return channelFlags.includes(gravest.flag) ? "choose" : "doubtful";
  }
}

function duplicates(files: readonly FileToJudge[], index: number, { twins }: KnownBeside): IntakeRemark[] {
  const { sha256, isConfirmed } = files[index]!;
  const twin = twins.get(sha256);
  if (twin?.where === "this-visit") return [{ code: "in-this-visit", file: twin.file }];
  const first = files.findIndex((file) => file.sha256 === sha256);
  if (first < index) return [{ code: "twice-here", file: nameOf(files[first]!.path) }];
  if (!twin || isConfirmed) return [];
  return twin.where === "another-patient"
    ? [{ code: "of-another-patient" }]
    : [{ code: "in-another-visit", file: twin.file, date: twin.date }];
}

type Counted = JudgedIntake["said"];

function persons(
  { path, isConfirmed }: FileToJudge,
  said: Counted,
  { patient, others }: KnownBeside,
): IntakeRemark[] {
  if (isConfirmed || names(path, patient)) return [];
  const other = others.find((one) => names(path, one, true));
  if (other) return [{ code: "names-another", said: identifierIn(path) ?? other.code }];
  const identifier = identifierIn(path);
  if (identifier === null) return [];
  if (isSameKind(identifier, patient.code))
    return [{ code: "another-id", said: identifier, expected: patient.code }];
  const [most, next] = said;
  const isMost = most && most.files > 1 && most.files > (next?.files ?? 0);
  if (!isMost || plainIdentifier(most.identifier) === plainIdentifier(identifier)) return [];
  return [{ code: "unlike-the-others", said: identifier, expected: most.identifier }];
}

function countIdentifiers(files: readonly FileToJudge[]): Counted {
  const found = files.flatMap(({ path }) => identifierIn(path) ?? []);
  return [...Map.groupBy(found, plainIdentifier).values()]
    .map((same) => ({ identifier: same[0]!, files: same.length }))
    .toSorted((a, b) => b.files - a.files);
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, "");
}
