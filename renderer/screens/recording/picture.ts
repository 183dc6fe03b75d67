import type { ExplanationMethod, Waveform } from "../../../shared/contract/recordings.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { tasks } from "../../../shared/domain/task.ts";
import type { SpectrogramLevels } from "../../charts/spectrogram-levels.ts";
import type { Overlay } from "../../charts/spectrogram-picture.tsx";
import { problemWords, toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { Highlight } from "./highlight.ts";
import { highlightWords } from "./highlight-words.ts";
import {
  type SpectrogramView,
  useExplanation,
  useSpectrogram,
  useSpectrogramView,
  useWaveform,
} from "./picture-queries.ts";

/** Waveform, spectrogram and highlight of a recording, ready to be drawn. */
export type Picture = {
  drawn: {
    waveform: Waveform;
    /** With the settings it was made with, which can lag behind those chosen. */
    spectrogram: { view: SpectrogramView; levels: SpectrogramLevels };
  } | null;
  overlay: Overlay | null;
  error: unknown;
  /** What is going on with the highlight, in words; empty when it is drawn or not wanted. */
  highlightState: string;
  computing: boolean;
  /** What the picture shows, for a picture that leaves the program. */
  caption: string;
};

/** Highest rate that a picture of the recording may show, Hz. */
export const nativeHzOf = ({ analysis }: Recording): number => analysis?.audio.sampleRateHz ?? 16_000;

/** Asks for what the picture shows, and is the picture once it has come. */
export function usePicture(
  recording: Recording,
  highlight: Highlight,
  labelShown: (label: string) => string,
): Picture {
  const { prediction, target, method, shown } = highlight;
  const speaker = useWords();
  const view = useSpectrogramView(nativeHzOf(recording));
  const waveform = useWaveform(recording.id, tasks[recording.task].family === "ddk" ? 6000 : 1200);
  const spectrogram = useSpectrogram(recording.id, view);
  const explanation = useExplanation(
    recording.id,
    shown && prediction ? { model: prediction.model, target, method } : null,
  );
  const map = shown ? explanation.data : undefined;
  const overlay = map ? { map, label: labelShown(target) } : null;
  return {
    drawn:
      waveform.data && spectrogram.data ? { waveform: waveform.data, spectrogram: spectrogram.data } : null,
    overlay,
    error: waveform.error ?? spectrogram.error,
    highlightState: highlightState(explanation, method, speaker),
    computing: explanation.isFetching,
    caption: captionWords(recording, overlay, speaker),
  };
}

function highlightState(
  { isFetching, error, data, fraction }: ReturnType<typeof useExplanation>,
  method: ExplanationMethod,
  speaker: Speaker,
): string {
  const { words, say } = speaker;
  const { highlight } = words.recording;
  const doing = { own: highlight.computing, occlusion: highlight.removing, shap: highlight.mixing }[method];
  if (isFetching) return words.frame.doing(fraction > 0 ? `${doing}, ${say.percent(fraction)}` : doing);
  if (error) return problemWords(toProblem(error), speaker).reason;
  const { shap } = data ?? {};
  const shared = shap ? highlight.fromTo(say.probability(shap.baseline), say.probability(shap.whole)) : "";
  return data?.maximum === 0 ? `${highlight.nothing} ${shared}`.trim() : shared;
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
