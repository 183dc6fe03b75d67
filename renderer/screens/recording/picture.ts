import { useMemo } from "react";
import type { Recording } from "../../../shared/domain/recording.ts";
import { tasks } from "../../../shared/domain/task.ts";
import { useChartColours } from "../../charts/chart-colours.ts";
import { explanationGrid } from "../../charts/explanation-grid.ts";
import type { Figure } from "../../charts/figure.ts";
import { type Overlay, viewerFigure } from "../../charts/spectrogram-figure.ts";
import type { SpectrogramLevels } from "../../charts/spectrogram-levels.ts";
import { problemWords, toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { Highlight } from "./highlight.ts";
import { type HighlightMethod, highlightWords } from "./highlight-words.ts";
import { type SpectrogramView, useExplanation, useSpectrogram, useWaveform } from "./picture-queries.ts";

/** Waveform, spectrogram and highlight of a recording, ready to be drawn. */
export type Picture = {
  drawn: {
    figure: Figure;
    durationSeconds: number;
    /** With the settings it was made with, which can lag behind those chosen. */
    spectrogram: { view: SpectrogramView; levels: SpectrogramLevels };
  } | null;
  error: unknown;
  /** What is going on with the highlight, in words; empty when it is drawn or not wanted. */
  highlightState: string;
  computing: boolean;
  /** What the picture shows, for a picture that leaves the program. */
  caption: string;
};

export function usePicture(
  recording: Recording,
  view: SpectrogramView,
  highlight: Highlight,
  labelShown: (label: string) => string,
): Picture {
  const { prediction, target, method, opacity, shown } = highlight;
  const colours = useChartColours();
  const speaker = useWords();
  const { charts } = speaker.words;
  const waveform = useWaveform(recording.id, tasks[recording.task].family === "ddk" ? 6000 : 1200);
  const spectrogram = useSpectrogram(recording.id, view);
  const explanation = useExplanation(
    recording.id,
    shown && prediction ? { model: prediction.model, target, method } : null,
  );
  const scale = spectrogram.data?.view.scale ?? view.scale;
  const map = shown ? explanation.data : undefined;
  const grid = useMemo(() => map && explanationGrid(map, scale, 240, 160), [map, scale]);
  const label = labelShown(target);
  const overlay = useMemo<Overlay | null>(
    () => (map && grid ? { map, grid, opacity, label } : null),
    [map, grid, opacity, label],
  );
  const part = recording.analysis?.part ?? null;
  const drawn = useMemo(() => {
    if (!waveform.data || !spectrogram.data) return null;
    const { view: drawnView, levels } = spectrogram.data;
    const content = { waveform: waveform.data, spectrogram: levels, ...drawnView, overlay, part };
    const { durationSeconds } = waveform.data;
    return { figure: viewerFigure(content, colours, charts), durationSeconds, spectrogram: spectrogram.data };
  }, [waveform.data, spectrogram.data, overlay, colours, charts, part]);
  return {
    drawn,
    error: waveform.error ?? spectrogram.error,
    highlightState: highlightState(explanation, method, speaker),
    computing: explanation.isFetching,
    caption: captionWords(recording, overlay, speaker),
  };
}

function highlightState(
  { isFetching, error, data }: ReturnType<typeof useExplanation>,
  method: HighlightMethod,
  speaker: Speaker,
): string {
  const { frame, recording } = speaker.words;
  const { highlight } = recording;
  if (isFetching) return frame.doing(method === "occlusion" ? highlight.removing : highlight.computing);
  if (error) return problemWords(toProblem(error), speaker).reason;
  return data?.maximum === 0 ? highlight.nothing : "";
}

function captionWords({ task }: Recording, overlay: Overlay | null, { words, say }: Speaker): string {
  const highlighted =
    overlay &&
    [
      highlightWords(
        overlay.map.method,
        overlay.label,
        words.recording.highlight,
        say.modelName(overlay.map.model),
      ),
      words.general.researchUseOnly,
    ].join(" ");
  return [`${say.task(task)}.`, highlighted].filter(Boolean).join(" ");
}
