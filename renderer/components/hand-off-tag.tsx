import type { HandOff } from "../../shared/domain/hand-off.ts";
import type { Speaker } from "../speaker.ts";
import { useWords } from "../words.ts";

/** "to review", "to sign again": where a visit stands, and why, on the tag. */
export function HandOffTag({ handOff }: { handOff: HandOff | undefined }) {
  const speaker = useWords();
  if (!handOff) return null;
  return (
    <span className={`tag hand-off ${handOff.state}`} title={handOffWhy(handOff, speaker)}>
      {speaker.words.visit.handOff[handOff.state]}
    </span>
  );
}

/** Why a visit stands there: what is open or was changed; undefined where the state says it all. */
export function handOffWhy(
  { state, recordings, notAnalysed, openTasks }: HandOff,
  { words, say }: Speaker,
): string | undefined {
  const { handOffWhy } = words.visit;
  if (state === "to-sign-again") return handOffWhy.changed;
  if (state !== "incomplete") return undefined;
  if (recordings === 0) return handOffWhy.noRecordings;
  return [
    notAnalysed > 0 ? handOffWhy.notAnalysed(say.count(notAnalysed, "recording")) : "",
    openTasks.length > 0 ? handOffWhy.openTasks(say.list(openTasks.map(say.taskShort))) : "",
  ]
    .filter(Boolean)
    .join("; ");
}
