import type { Sufficiency } from "../../shared/domain/sufficiency.ts";
import { useWords } from "../words.ts";

/** Whether there is enough to be judged, before what is said: what is missing with the task that would tell it. */
export function EnoughData({ sufficiency }: { sufficiency: Sufficiency }) {
  const { words, say } = useWords();
  const { enough } = words.visit;
  const { verdict, subsystems, changesJudged } = sufficiency;
  const named = (state: "missing" | "doubtful") => {
    const names = subsystems
      .filter((one) => one.state === state)
      .map(({ subsystem, task }) =>
        enough.subsystem(words.profile.subsystem[subsystem], say.taskShort(task)),
      );
    return names.length > 0 ? enough[state](say.list(names)) : "";
  };
  const sentences = [
    enough.verdict[verdict],
    verdict === "in-part" ? named("missing") : "",
    named("doubtful"),
    changesJudged > 0 ? enough.changes(say.count(changesJudged, "measure")) : enough.noChanges,
  ];
  return (
    <p className={`enough-data small ${verdict}`}>
      <span className="visually-hidden">{enough.label} </span>
      {sentences.filter(Boolean).join(" ")}
    </p>
  );
}
