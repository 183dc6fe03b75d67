import { z } from "zod";
import { PatientId } from "../domain/ids.ts";
import { Agreement, AskedListening, ListeningKind, ListeningSession, Ratings } from "../domain/listening.ts";
import { TaskId } from "../domain/task.ts";
import { may } from "./may.ts";

const session = z.object({ sessionId: z.string() });
const listening = z.object({ id: z.string() });
const asked = z.object({ kind: ListeningKind, patientIds: z.array(PatientId).min(1).max(200) });

/** What people hear: recordings in random order, which tell neither whose they are nor of when. */
export const listenings = {
  /** How much there is to hear of patients, by task. */
  choices: may("clinician", "technician")
    .input(asked)
    .output(
      z.object({
        visits: z.int(),
        tasks: z.array(z.object({ task: TaskId, recordings: z.int().positive() })),
      }),
    ),
  /** Begins a session of one's own. `repeats`: some are heard twice, to tell how well the listener agrees with himself. */
  begin: may("clinician", "technician")
    .input(asked.extend({ tasks: z.array(TaskId).min(1), repeats: z.boolean() }))
    .output(session),
  /** One's own sessions that are not done. */
  open: may("clinician", "technician").output(z.array(ListeningSession)),
  /** Null at the end of the session. */
  next: may("clinician", "technician").input(session).output(AskedListening.nullable()),
  /** What is heard: 16-bit WAV at the native rate. */
  sound: may("clinician", "technician").input(listening).output(z.instanceof(Blob)),
  rate: may("clinician", "technician")
    .input(listening.extend({ ratings: Ratings }))
    .output(z.object({ saved: z.boolean() })),
  /** Keeps what was written down, with its score. */
  transcribe: may("clinician", "technician")
    .input(listening.extend({ typed: z.string().max(4000) }))
    .output(z.object({ right: z.int(), words: z.int() })),
  /** Ends a session of one's own; what was heard stays. */
  end: may("clinician", "technician")
    .input(session)
    .output(z.object({ ended: z.boolean() })),
  /** How well all listeners of the site agree, and each with himself. */
  agreement: may("clinician").output(z.array(Agreement)),
};
