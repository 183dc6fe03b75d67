import { useId } from "react";
import type { ModelSummary } from "../../shared/domain/prediction.ts";
import { type Highlight, targetChoices } from "./highlight.ts";

type HighlightControlsProps = {
  highlight: Highlight;
  models: ModelSummary[];
  /** What is going on with the map: "computing", an error in words, or nothing. */
  state: string;
  labelShown: (label: string) => string;
};

/** Chooses whose decision is highlighted, for which class, and how strongly. */
export function HighlightControls({ highlight, models, state, labelShown }: HighlightControlsProps) {
  const { prediction, choices, target, opacity, shown } = highlight;
  const slider = useId();
  if (!prediction)
    return <p className="content muted">No model with a highlight answered on this recording.</p>;
  const name = (id: string) => models.find((model) => model.id === id)?.name ?? id;
  const method = prediction.explanation.method === "grad-cam" ? "Grad-CAM" : "Attention rollout";
  return (
    <div className="highlight-controls">
      <label>
        <input type="checkbox" checked={shown} onChange={highlight.toggle} /> {method}
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
          onChange={({ target: { value } }) => highlight.setOpacity(Number(value))}
        />
      </span>
      <p className="small">
        Highlighted: what pushed the model towards {labelShown(target)}; not a finding by itself.
        {state && <span className="muted"> {state}</span>}
      </p>
    </div>
  );
}
