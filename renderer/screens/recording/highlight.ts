import { useState } from "react";
import type { ExplanationMethod } from "../../../shared/contract/recordings.ts";
import type { Prediction } from "../../../shared/domain/prediction.ts";
import { useViewSetting } from "../../view-settings.ts";

/** Which decision is highlighted in the spectrogram, and how it is explained. */
export type Highlight = {
  choices: Prediction[];
  prediction: Prediction | null;
  target: string;
  method: ExplanationMethod;
  shown: boolean;
  setModel: (model: string) => void;
  setTarget: (target: string) => void;
  setMethod: (method: ExplanationMethod) => void;
  toggle: () => void;
  /** Leaves a computation: back to the own map, or no highlight. */
  stop: () => void;
};

/** The model brings a map of its own; any model can be explained by occlusion and SHAP, which take their time. */
export const hasOwnMap = ({ explanation }: Prediction): boolean =>
  explanation.method === "grad-cam" || explanation.method === "attention-rollout";

export function useHighlight(predictions: Prediction[]): Highlight {
  const [model, setModel] = useState("");
  const [target, setTarget] = useState("");
  const [chosenMethod, setMethod] = useState<ExplanationMethod>("own");
  const [shown, setShown] = useViewSetting("highlightShown");
  const prediction =
    predictions.find((one) => one.model === model) ?? predictions.find(hasOwnMap) ?? predictions[0] ?? null;
  const own = prediction !== null && hasOwnMap(prediction);
  // What takes long starts on request only.
  const isShown = shown && prediction !== null && (own || chosenMethod !== "own");
  const method = own || chosenMethod !== "own" ? chosenMethod : "occlusion";
  const show = (method: ExplanationMethod) => {
    setMethod(method);
    setShown(true);
  };
  return {
    choices: predictions,
    prediction,
    target: prediction?.labels.includes(target) ? target : (prediction?.explanation.target ?? ""),
    method,
    shown: isShown,
    setModel: (next) => {
      setModel(next);
      setTarget("");
      show("own");
    },
    setTarget,
    setMethod: show,
    toggle: () => (isShown ? setShown(false) : show(method)),
    stop: () => (own ? show("own") : setShown(false)),
  };
}

/** Classes to choose from: all of a few, the ten most probable of many. */
export function targetChoices({ labels, probabilities }: Prediction): string[] {
  if (labels.length <= 10) return labels;
  const order = labels.map((_, k) => k).toSorted((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  return order.slice(0, 10).map((k) => labels[k] ?? "");
}
