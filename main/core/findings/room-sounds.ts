import type { MeasuredPart } from "../../../shared/domain/analysis.ts";
import { type RoomSound, type RoomSoundKind, roomSoundKinds } from "../../../shared/domain/room-sound.ts";
import { type TaskFamily, type TaskId, tasks } from "../../../shared/domain/task.ts";

/** What a model of sound events answered about one piece of a recording. */
export type HeardWindow = { startSeconds: number; endSeconds: number; probabilities: readonly number[] };

/** AudioSet's names of a kind of sound (Gemmeke et al. 2017), and the probability from which it is told. */
type Told = { labels: readonly string[]; from: number };

/**
 * Probabilities above all that YAMNet gives the clean recordings of `npm run room-sounds`, which prints how often each
 * kind is told falsely and, of telephone and speech, how often it is found. Music, animals, engines and hum are no kinds:
 * sustained vowels are taken for them.
 */
const told: Readonly<Record<RoomSoundKind, Told>> = {
  telephone: {
    labels: [
      "Telephone",
      "Telephone bell ringing",
      "Ringtone",
      "Telephone dialing, DTMF",
      "Dial tone",
      "Busy signal",
    ],
    from: 0.5,
  },
  alarm: {
    labels: ["Alarm", "Alarm clock", "Beep, bleep", "Buzzer", "Fire alarm", "Smoke detector, smoke alarm"],
    from: 0.6,
  },
  speech: {
    labels: ["Speech", "Child speech, kid speaking", "Conversation", "Narration, monologue"],
    from: 0.5,
  },
  door: { labels: ["Door", "Doorbell", "Ding-dong", "Knock", "Slam"], from: 0.3 },
  typing: { labels: ["Typing", "Computer keyboard", "Typewriter"], from: 0.3 },
  cough: { labels: ["Cough", "Throat clearing", "Sneeze"], from: 0.3 },
};

/** Tasks whose own voice ends somewhere: speech before and after it is not of the task. */
const endsSomewhere: readonly TaskFamily[] = ["vowel", "ddk", "mpt"];
/**
 * Within a sustained vowel speech is told from this probability only: YAMNet calls vowels speech too, those of Minsk2020 up
 * to 0.90. Repeated syllables are speech themselves, and of two people who speak at once it hears one.
 */
const speechInVowelFrom = 0.95;

/**
 * What else is in a recording, from what a model of sound events answered about its windows. A sound is as long as the
 * middles of its windows: half a window less at either end than all of them together, since a window tells of its whole.
 * @param windows of one length, in the order of time
 * @param labels of the probabilities; kinds that the model does not know are not told
 * @param part what the task asks for, s; null where nothing of it was found
 */
export function judgeRoomSounds(
  windows: readonly HeardWindow[],
  labels: readonly string[],
  { task, part }: { task: TaskId; part: MeasuredPart | null },
): RoomSound[] {
  return roomSoundKinds
    .flatMap((sound) => {
      const indices = told[sound].labels.map((label) => labels.indexOf(label)).filter((index) => index >= 0);
      const probabilities = windows.map((window) => {
        const probability = Math.max(0, ...indices.map((index) => window.probabilities[index]!));
        const from = sound === "speech" ? speechFrom(window, task, part) : told[sound].from;
        return probability >= from ? probability : 0;
      });
      return stretchesOf(sound, windows, probabilities);
    })
    .filter((found, _, all) => found.sound !== "alarm" || !all.some((other) => ringsAt(found, other)))
    .map((found) => ({ ...found, during: isDuring(found, part) }))
    .sort((a, b) => a.startSeconds - b.startSeconds);
}

/** A model of all of AudioSet's sounds; one of a site's own question (cough or not) tells nothing of the room. */
export function namesRoomSounds(labels: readonly string[]): boolean {
  return roomSoundKinds.every((sound) => told[sound].labels.some((label) => labels.includes(label)));
}

/** Probability from which a window holds speech that is not of the task; infinite where that cannot be told. */
function speechFrom(window: HeardWindow, task: TaskId, part: MeasuredPart | null): number {
  const { family } = tasks[task];
  if (!part || !endsSomewhere.includes(family)) return Number.POSITIVE_INFINITY;
  const isOutside = window.endSeconds <= part.startSeconds || window.startSeconds >= part.endSeconds;
  if (isOutside) return told.speech.from;
  return family === "ddk" ? Number.POSITIVE_INFINITY : speechInVowelFrom;
}

/** Within what the task asks for, or anywhere where nothing of it was found. */
function isDuring({ startSeconds, endSeconds }: MeasuredPart, part: MeasuredPart | null): boolean {
  return part === null || (startSeconds < part.endSeconds && endSeconds > part.startSeconds);
}

type Stretch = Omit<RoomSound, "during">;

/** In AudioSet every telephone is an alarm: where one rings, that is told alone. */
function ringsAt({ startSeconds, endSeconds }: Stretch, other: Stretch): boolean {
  return other.sound === "telephone" && other.startSeconds < endSeconds && other.endSeconds > startSeconds;
}

/** Neighbouring windows in which a sound is told, joined. */
function stretchesOf(
  sound: RoomSoundKind,
  windows: readonly HeardWindow[],
  probabilities: readonly number[],
): Stretch[] {
  const found: Stretch[] = [];
  let before = -2;
  for (const [index, probability] of probabilities.entries()) {
    if (probability === 0) continue;
    const { startSeconds, endSeconds } = middleOf(windows, index);
    const last = found.at(-1);
    if (last && before === index - 1) {
      last.endSeconds = endSeconds;
      last.probability = Math.max(last.probability, probability);
    } else found.push({ sound, startSeconds, endSeconds, probability });
    before = index;
  }
  return found;
}

/** The part of a window that is nearer to its middle than to that of its neighbours; to the edge at either end. */
function middleOf(windows: readonly HeardWindow[], index: number): MeasuredPart {
  const { startSeconds, endSeconds } = windows[index]!;
  const previous = windows[index - 1];
  const next = windows[index + 1];
  return {
    startSeconds: previous ? (startSeconds + Math.max(startSeconds, previous.endSeconds)) / 2 : startSeconds,
    endSeconds: next ? (endSeconds + Math.min(endSeconds, next.startSeconds)) / 2 : endSeconds,
  };
}
