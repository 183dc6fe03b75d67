import type { PassageId, PassageLanguage } from "../../../shared/domain/passage.ts";
import type { Protocols, RecordingStep } from "../../../shared/domain/protocol.ts";
import { type AskedTaskId, type TaskFamily, tasks } from "../../../shared/domain/task.ts";

type Times = Pick<RecordingStep, "maximumSeconds" | "silenceSeconds">;

/**
 * Own choice of times: a vowel is asked for 5 s and more, a longest /a/ of healthy speakers stays under 60 s; silence
 * that ends a task is longer than the pauses in it.
 */
const times: Readonly<Record<Exclude<TaskFamily, "unknown">, Times>> = {
  vowel: { maximumSeconds: 12, silenceSeconds: 1.5 },
  ddk: { maximumSeconds: 15, silenceSeconds: 1.5 },
  mpt: { maximumSeconds: 60, silenceSeconds: 1.5 },
  speech: { maximumSeconds: 120, silenceSeconds: 4 },
  free: { maximumSeconds: 180, silenceSeconds: null },
};

/** A step as the program records a task. */
export function usualStep(task: AskedTaskId, passage: PassageId | null = null, takes = 1): RecordingStep {
  const { family } = tasks[task];
  return {
    ...{ task, passage, takes },
    instruction: null,
    countInSeconds: 3,
    ...times[family],
    hasExample: family !== "speech" && family !== "free",
  };
}

/** The protocols that the program brings, to be read in a language: the whole one, and one of about five minutes. */
export function usualProtocols(language: PassageLanguage): Pick<Protocols, "full" | "short"> {
  const passage: PassageId = `north-wind-${language}`;
  const sentences: PassageId = `sentences-${language}`;
  return {
    full: [
      usualStep("vowel-a", null, 2),
      ...(["vowel-e", "vowel-i", "vowel-o", "vowel-u", "ddk-pa", "ddk-ta", "ddk-ka"] as const).map((task) =>
        usualStep(task),
      ),
      usualStep("ddk-pataka", null, 2),
      usualStep("mpt-a", null, 2),
      usualStep("reading", passage),
      usualStep("sentences"),
      usualStep("digits"),
    ],
    short: [
      usualStep("vowel-a"),
      usualStep("vowel-i"),
      usualStep("ddk-pataka"),
      usualStep("mpt-a"),
      usualStep("reading", sentences),
    ],
  };
}
