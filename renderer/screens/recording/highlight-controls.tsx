import { useId } from "react";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Words } from "../../../shared/words/words.ts";
import { Segmented } from "../../components/segmented.tsx";
import { useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";
import { type Highlight, hasOwnMap, targetChoices } from "./highlight.ts";
import { highlightWords } from "./highlight-words.ts";

type HighlightControlsProps = {
  highlight: Highlight;
  models: ModelSummary[];
  /** What is going on with the map: "computing", an error in words, or nothing. */
  state: string;
  computing: boolean;
  labelShown: (label: string) => string;
};

/** Chooses whose decision is highlighted, how it is explained, for which class, and how strongly. */
export function HighlightControls(props: HighlightControlsProps) {
  const { highlight, models, state, computing, labelShown } = props;
  const { words, say } = useWords();
  const screen = words.recording.highlight;
  const { prediction, choices, target, method, shown } = highlight;
  if (!prediction) return <p className="content muted">{screen.none}</p>;
  const name = (id: string) => say.modelName(id, models.find((model) => model.id === id)?.name);
  return (
    <div className="highlight-controls">
      <label>
        <input type="checkbox" checked={shown} onChange={highlight.toggle} /> {screen.name}
      </label>
      <select
        aria-label={screen.model}
        value={prediction.model}
        onChange={({ target: { value } }) => highlight.setModel(value)}
      >
        {choices.map(({ model }) => (
          <option key={model} value={model}>
            {name(model)}
          </option>
        ))}
      </select>
      <label>
        {screen.forClass}{" "}
        <select
          value={target}
          aria-label={screen.class}
          onChange={({ target: { value } }) => highlight.setTarget(value)}
        >
          {targetChoices(prediction).map((label) => (
            <option key={label} value={label}>
              {labelShown(label)}
            </option>
          ))}
        </select>
      </label>
      <Segmented
        label={screen.explanation}
        choices={methodChoices(prediction, words)}
        value={shown ? method : null}
        onChange={highlight.setMethod}
      />
      <Opacity disabled={!shown} />
      <p className="small">
        {shown && highlightWords(method === "own" ? "grad-cam" : "occlusion", labelShown(target), screen)}
        {state && <span className="muted"> {state}</span>}
        {computing && method === "occlusion" && (
          <button type="button" className="quiet small" onClick={highlight.stop}>
            {words.frame.stop}
          </button>
        )}
      </p>
    </div>
  );
}

function methodChoices(prediction: Prediction, words: Words) {
  const { highlight: screen } = words.recording;
  const { method } = prediction.explanation;
  const own = {
    id: "own",
    name: screen.ownMap,
    hint: words.modelList.explanations[method],
  } as const;
  const occlusion = {
    id: "occlusion",
    name: screen.occlusion,
    hint: screen.occlusionHint,
  } as const;
  return hasOwnMap(prediction) ? [own, occlusion] : [occlusion];
}

/** Drawn again by itself: the highlight follows the slider without the page. */
function Opacity({ disabled }: { disabled: boolean }) {
  const [opacity, setOpacity] = useViewSetting("highlightOpacity");
  const slider = useId();
  const screen = useWords().words.recording.highlight;
  return (
    <span className="opacity">
      <label htmlFor={slider}>{screen.opacity}</label>
      <input
        id={slider}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={opacity}
        disabled={disabled}
        onChange={({ target: { value } }) => setOpacity(Number(value))}
      />
    </span>
  );
}
