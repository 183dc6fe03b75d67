import type { Channel } from "../../../shared/domain/audio-info.ts";
import type { FileLook, FileToJudge, JudgedFile, JudgedIntake } from "../../../shared/domain/intake.ts";
import type { TaskId } from "../../../shared/domain/task.ts";
import { type Problem, toProblem } from "../../problem.ts";
import type { SendableFile } from "../../upload.ts";

/** A file as it was chosen or dropped; `path` has the folders above it where a folder was. */
export type ChosenFile = { file: SendableFile; path: string };

export type Looking =
  | { kind: "waiting" }
  | { kind: "reading" }
  | { kind: "looked"; look: FileLook }
  | { kind: "failed"; problem: Problem };

/** What a person says of a file; null or absent: as it is proposed. */
export type Said = { task?: TaskId; channel: Channel | null; isConfirmed: boolean; isTaken: boolean | null };

/** A file that waits for a person's word. */
export type IntakeRow = ChosenFile & {
  id: number;
  visitId: string;
  looking: Looking;
  said: Said;
  /** Null until the core has judged it. */
  judged: JudgedFile | null;
};

type Intake = {
  rows: readonly IntakeRow[];
  /** What the names of a visit's files say together. */
  names: ReadonlyMap<string, Pick<JudgedIntake, "said" | "named">>;
  /** Why files could not be judged. */
  problem: Problem | null;
};

/** What the table needs from the program; replaced in tests. */
export type IntakeSteps = {
  look: (file: SendableFile, signal: AbortSignal) => Promise<FileLook>;
  judge: (visitId: string, files: FileToJudge[]) => Promise<JudgedIntake>;
  /** The file was left out. */
  onLeft: (file: SendableFile) => void;
};

const unsaid: Said = { channel: null, isConfirmed: false, isTaken: null };

/** Is the file to be taken in as things stand? One that could not be read never is. */
export function isTaken({ looking, judged, said }: IntakeRow): boolean {
  return looking.kind === "looked" && judged !== null && (said.isTaken ?? judged.isProposed);
}

/** Is it still to be found out what the file is? */
export function isOpen({ looking, judged }: IntakeRow): boolean {
  return looking.kind !== "failed" && judged === null;
}

/** Must a person look at the file: it could not be read, or is not simply ready? */
export function wantsLook({ looking, judged }: IntakeRow): boolean {
  return looking.kind === "failed" || (judged !== null && judged.state !== "ready");
}

/**
 * Files before they are taken in, `parallel` looked at at a time. Nothing is stored; the table outlives the screen, so
 * that something may be looked up meanwhile.
 */
export function createIntakeTable(steps: IntakeSteps, parallel: number) {
  let intake: Intake = { rows: [], names: new Map(), problem: null };
  let nextId = 1;
  const listeners = new Set<() => void>();
  const running = new Map<number, AbortController>();
  const judging = new Map<string, number>();

  const change = (next: Partial<Intake>) => {
    intake = { ...intake, ...next };
    for (const listener of listeners) listener();
  };
  const setRow = (id: number, next: Partial<IntakeRow>) =>
    change({ rows: intake.rows.map((row) => (row.id === id ? { ...row, ...next } : row)) });

  const lookAtWaiting = () => {
    for (const row of intake.rows) {
      if (running.size >= parallel) return;
      if (row.looking.kind === "waiting") void lookAt(row);
    }
  };
  const lookAt = async ({ id, visitId, file }: IntakeRow) => {
    const controller = new AbortController();
    running.set(id, controller);
    setRow(id, { looking: { kind: "reading" } });
    try {
      const look = await steps.look(file, controller.signal);
      setRow(id, { looking: { kind: "looked", look } });
      void judge(visitId);
    } catch (error) {
      if (!controller.signal.aborted) setRow(id, { looking: { kind: "failed", problem: toProblem(error) } });
    } finally {
      running.delete(id);
      lookAtWaiting();
    }
  };
  /** Judges a visit's files together; an answer that a later question has overtaken is dropped. */
  const judge = async (visitId: string) => {
    const number = (judging.get(visitId) ?? 0) + 1;
    judging.set(visitId, number);
    const asked = intake.rows.flatMap((row) =>
      row.visitId === visitId && row.looking.kind === "looked"
        ? [{ id: row.id, file: toJudge(row, row.looking.look) }]
        : [],
    );
    try {
      const { files, ...names } = await steps.judge(
        visitId,
        asked.map(({ file }) => file),
      );
      if (judging.get(visitId) !== number) return;
      const judged = new Map(asked.map(({ id }, index) => [id, files[index] ?? null]));
      change({
        rows: intake.rows.map((row) => (judged.has(row.id) ? { ...row, judged: judged.get(row.id)! } : row)),
        names: new Map(intake.names).set(visitId, names),
        problem: null,
      });
    } catch (error) {
      if (judging.get(visitId) === number) change({ problem: toProblem(error) });
    }
  };
  const remove = (gone: (row: IntakeRow) => boolean) => {
    const left = intake.rows.filter(gone);
    for (const { id } of left) running.get(id)?.abort();
    change({ rows: intake.rows.filter((row) => !gone(row)) });
    return left;
  };

  return {
    get: () => intake,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (visitId: string, files: readonly ChosenFile[]) => {
      const added = files.map(
        (file): IntakeRow => ({
          ...file,
          ...{ id: nextId++, visitId, looking: { kind: "waiting" }, said: unsaid, judged: null },
        }),
      );
      change({ rows: [...intake.rows, ...added] });
      lookAtWaiting();
    },
    /** What a person says of one file. Another task, channel or person makes it proposed anew. */
    say: (id: number, said: Partial<Said>) => {
      const row = intake.rows.find((one) => one.id === id);
      if (!row) return;
      setRow(id, { said: { ...row.said, isTaken: null, ...said } });
      if (!("isTaken" in said)) void judge(row.visitId);
    },
    /** Takes the files out of the table that are to be taken in; the others are left where they lie. */
    take: (visitId: string): IntakeRow[] => {
      const rows = remove((row) => row.visitId === visitId);
      const taken = rows.filter(isTaken);
      for (const row of rows) if (!taken.includes(row)) steps.onLeft(row.file);
      return taken;
    },
    leave: (visitId: string) => {
      for (const { file } of remove((row) => row.visitId === visitId)) steps.onLeft(file);
    },
    clear: () => {
      for (const { file } of remove(() => true)) steps.onLeft(file);
    },
  };
}

function toJudge({ path, said }: IntakeRow, { sha256, flags }: FileLook): FileToJudge {
  const { task, channel, isConfirmed } = said;
  return { path, sha256, flags, task, channel, isConfirmed };
}
