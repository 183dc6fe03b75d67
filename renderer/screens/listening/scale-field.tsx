import { highestOf, isLine, type ListeningScale } from "../../../shared/domain/listening.ts";
import { useWords } from "../../words.ts";

type ScaleFieldProps = {
  scale: ListeningScale;
  /** Undefined until it is marked; null: the listener cannot tell. */
  mark: number | null | undefined;
  onMark: (mark: number | null) => void;
};

/** A line to mark a point on, or steps to choose from. Nothing is marked at first, so that nothing is suggested. */
export function ScaleField({ scale, mark, onMark }: ScaleFieldProps) {
  const { words, say } = useWords();
  const screen = words.listening;
  return (
    <fieldset className="scale">
      <legend>{say.measure(scale).plain}</legend>
      {isLine(scale) ? <Line {...{ scale, mark, onMark }} /> : <Steps {...{ scale, mark, onMark }} />}
      <label className="cannot-tell">
        <input
          type="radio"
          name={isLine(scale) ? `${scale}-none` : scale}
          checked={mark === null}
          onChange={() => onMark(null)}
        />
        {screen.cannotTell}
      </label>
    </fieldset>
  );
}

function Line({ scale, mark, onMark }: ScaleFieldProps) {
  const { words, say } = useWords();
  const screen = words.listening;
  const [low, high] = screen.ends[scale as keyof typeof screen.ends] as [string, string];
  const isMarked = mark != null;
  return (
    <div className="line">
      <span className="muted">{low}</span>
      <input
        type="range"
        min={0}
        max={highestOf(scale)}
        step={1}
        value={mark ?? highestOf(scale) / 2}
        className={isMarked ? undefined : "unmarked"}
        aria-label={say.measure(scale).plain}
        aria-valuetext={isMarked ? say.number(mark, 0) : screen.notMarked}
        onChange={({ target }) => onMark(target.valueAsNumber)}
        onClick={({ currentTarget }) => onMark(currentTarget.valueAsNumber)}
      />
      <span className="muted">{high}</span>
    </div>
  );
}

function Steps({ scale, mark, onMark }: ScaleFieldProps) {
  const screen = useWords().words.listening;
  return (
    <div className="steps">
      {screen.steps.map((word, step) => (
        <label key={word}>
          <input type="radio" name={scale} checked={mark === step} onChange={() => onMark(step)} />
          {step} {word}
        </label>
      ))}
    </div>
  );
}
