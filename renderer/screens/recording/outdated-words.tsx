import { useWords } from "../../words.ts";

/** That a correction was kept for words that are aligned otherwise now: it counts as unsaved until it is thrown away. */
export function OutdatedWords({ onDiscard }: { onDiscard: () => void }) {
  const { words } = useWords().words.recording;
  return (
    <div className="notice" role="alert">
      <div>{words.outdated}</div>
      <div className="foot">
        <button type="button" onClick={onDiscard}>
          {words.throwAway}
        </button>
      </div>
    </div>
  );
}
