import { ZoomOut } from "lucide-react";
import { Segmented } from "../components/segmented.tsx";
import type { SpectrogramView } from "./picture-queries.ts";

const scales = [
  { id: "mel", name: "Mel" },
  { id: "linear", name: "Linear" },
] as const;
const windows = [
  { id: "narrow", name: "Narrow band", hint: "30 ms window: harmonics" },
  { id: "wide", name: "Wide band", hint: "5 ms window: formants and pulses" },
] as const;
const windowSeconds = { narrow: 0.03, wide: 0.005 } as const;

type ViewControlsProps = {
  view: SpectrogramView;
  nativeHz: number;
  onView: (view: SpectrogramView) => void;
  zoomed: boolean;
  onReset: () => void;
};

/** How the spectrogram is computed and drawn. */
export function ViewControls({ view, nativeHz, onView, zoomed, onReset }: ViewControlsProps) {
  const limits = [4000, 8000, 16000].filter((hz) => hz < nativeHz / 2);
  return (
    <>
      <button
        type="button"
        className="quiet icon"
        aria-label="Show the whole recording"
        title="Show the whole recording (drag in the picture to zoom in)"
        disabled={!zoomed}
        onClick={onReset}
      >
        <ZoomOut size={16} aria-hidden />
      </button>
      <Segmented
        label="Frequency scale"
        choices={scales}
        value={view.scale}
        onChange={(scale) => onView({ ...view, scale })}
      />
      <Segmented
        label="Window length"
        choices={windows}
        value={view.windowSeconds === windowSeconds.wide ? "wide" : "narrow"}
        onChange={(id) => onView({ ...view, windowSeconds: windowSeconds[id] })}
      />
      <select
        aria-label="Highest frequency"
        value={view.maximumHz}
        onChange={({ target }) => onView({ ...view, maximumHz: Number(target.value) })}
      >
        {[...limits, nativeHz / 2].map((hz) => (
          <option key={hz} value={hz}>
            to {(hz / 1000).toFixed(hz % 1000 ? 2 : 0)} kHz
          </option>
        ))}
      </select>
    </>
  );
}
