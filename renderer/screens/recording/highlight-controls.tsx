import { CircleHelp } from "lucide-react";
import { useId, useState } from "react";
import { shapSamples } from "../../../shared/contract/recordings.ts";
import type { ModelSummary, Prediction } from "../../../shared/domain/prediction.ts";
import type { Words } from "../../../shared/words/words.ts";
import { Drawer } from "../../components/drawer.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";
import { ModelCardButton } from "../models/model-card-button.tsx";
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
  const screen = useWords().words.recording.highlight;
  const { highlight } = props;
  const { prediction, shown } = highlight;
  if (!prediction)
    return (
      <div className="highlight-controls">
        <span className="muted">{screen.none}</span>
        <ReadingGuide />
      </div>
    );
  return (
    <div className="highlight-controls">
      <label>
        <input type="checkbox" checked={shown} onChange={highlight.toggle} /> {screen.name}
        <KeyHint action="highlight" />
      </label>
      {shown && <ShownHighlight {...props} prediction={prediction} />}
      <ReadingGuide />
    </div>
  );
}

/** Of a highlight that is drawn: whose decision, for which class, how explained, how strongly; and what it says. */
function ShownHighlight({
  highlight,
  models,
  state,
  computing,
  labelShown,
  prediction,
}: HighlightControlsProps & { prediction: Prediction }) {
  const { words, say } = useWords();
  const screen = words.recording.highlight;
  const { choices, target, method } = highlight;
  const name = (id: string) => say.modelName(id, models.find((model) => model.id === id)?.name);
  const model = models.find(({ id }) => id === prediction.model);
  return (
    <>
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
        value={method}
        onChange={highlight.setMethod}
      />
      <Opacity />
      {model?.explanation.method === "grad-cam" && method === "own" && (
        <span className="muted small" title={screen.onlyLayer}>
          {screen.layer(model.explanation.targetLayer)}
        </span>
      )}
      {model && <ModelCardButton model={model} />}
      <p className="small">
        {highlightWords(method, labelShown(target), screen)} {words.general.researchUseOnly}
        {state && <span className="muted"> {state}</span>}
        {computing && method !== "own" && (
          <button type="button" className="quiet small" onClick={highlight.stop}>
            {words.frame.stop}
          </button>
        )}
      </p>
    </>
  );
}

/** How the picture is read, for who sees one seldom. */
function ReadingGuide() {
  const { guide } = useWords().words.recording;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet small guide-button" onClick={() => setOpen(true)}>
        <CircleHelp size={15} aria-hidden />
        {guide.title}
      </button>
      {isOpen && (
        <Drawer title={guide.title} onClose={() => setOpen(false)}>
          <dl className="reading-guide">
            {guide.entries.map(([what, how]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </Drawer>
      )}
    </>
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
  const shap = { id: "shap", name: screen.shap, hint: screen.shapHint(String(shapSamples)) } as const;
  return hasOwnMap(prediction) ? [own, occlusion, shap] : [occlusion, shap];
}

/** Drawn again by itself: the highlight follows the slider without the page. */
function Opacity() {
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
        onChange={({ target: { value } }) => setOpacity(Number(value))}
      />
    </span>
  );
}
