import { useId } from "react";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import { Segmented } from "../../components/segmented.tsx";
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
  const { prediction, choices, target, method, shown } = highlight;
  if (!prediction) return <p className="content muted">No model answered on this recording.</p>;
  const name = (id: string) => models.find((model) => model.id === id)?.name ?? id;
  return (
    <div className="highlight-controls">
      <label>
        <input type="checkbox" checked={shown} onChange={highlight.toggle} /> Highlight
      </label>
      <select
        aria-label="Model"
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
        for{" "}
        <select
          value={target}
          aria-label="Class"
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
        label="Explanation"
        choices={methodChoices(prediction)}
        value={shown ? method : null}
        onChange={highlight.setMethod}
      />
      <Opacity highlight={highlight} />
      <p className="small">
        {shown && highlightWords(method === "own" ? "grad-cam" : "occlusion", labelShown(target))}
        {state && <span className="muted"> {state}</span>}
        {computing && method === "occlusion" && (
          <button type="button" className="quiet small" onClick={highlight.stop}>
            Stop
          </button>
        )}
      </p>
    </div>
  );
}

function methodChoices(prediction: Prediction) {
  const rollout = prediction.explanation.method === "attention-rollout";
  const own = {
    id: "own",
    name: "Model's own map",
    hint: rollout ? "Attention rollout" : "Grad-CAM",
  } as const;
  const occlusion = {
    id: "occlusion",
    name: "Occlusion",
    hint: "What the answer loses when a patch of sound is removed; works for every model, takes its time",
  } as const;
  return hasOwnMap(prediction) ? [own, occlusion] : [occlusion];
}

function Opacity({ highlight: { opacity, shown, setOpacity } }: { highlight: Highlight }) {
  const slider = useId();
  return (
    <span className="opacity">
      <label htmlFor={slider}>opacity</label>
      <input
        id={slider}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={opacity}
        disabled={!shown}
        onChange={({ target: { value } }) => setOpacity(Number(value))}
      />
    </span>
  );
}
