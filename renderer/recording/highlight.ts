import { useMemo, useState } from "react";
import type { Prediction } from "../../shared/domain/prediction.ts";

/** Which decision is highlighted in the spectrogram, and how strongly. */
export type Highlight = {
  /** Predictions that come with a map. */
  choices: Prediction[];
  prediction: Prediction | null;
  target: string;
  opacity: number;
  shown: boolean;
  setModel: (model: string) => void;
  setTarget: (target: string) => void;
  setOpacity: (opacity: number) => void;
  toggle: () => void;
};

const hasMap = ({ explanation }: Prediction) =>
  explanation.method === "grad-cam" || explanation.method === "attention-rollout";

export function useHighlight(predictions: Prediction[]): Highlight {
  const choices = useMemo(() => predictions.filter(hasMap), [predictions]);
  const [model, setModel] = useState("");
  const [target, setTarget] = useState("");
  const [opacity, setOpacity] = useState(0.8);
  const [shown, setShown] = useState(true);
  const prediction = choices.find((choice) => choice.model === model) ?? choices[0] ?? null;
  return {
    choices,
    prediction,
    target: prediction?.labels.includes(target) ? target : (prediction?.explanation.target ?? ""),
    opacity,
    shown: shown && prediction !== null,
    setModel: (next) => {
      setModel(next);
      setTarget("");
      setShown(true);
    },
    setTarget,
    setOpacity,
    toggle: () => setShown(!shown),
  };
}

/** Classes to choose from: all of a few, the ten most probable of many. */
export function targetChoices({ labels, probabilities }: Prediction): string[] {
  if (labels.length <= 10) return labels;
  const order = labels.map((_, k) => k).toSorted((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  return order.slice(0, 10).map((k) => labels[k] ?? "");
}
