import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { Segmented } from "../../components/segmented.tsx";
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
  /** Shows so many times as much of the recording; Infinity for all of it. */
  onZoom: (factor: number) => void;
};

/** How the spectrogram is computed and drawn. */
export function ViewControls({ view, nativeHz, onView, zoomed, onZoom }: ViewControlsProps) {
  const limits = [4000, 8000, 16000].filter((hz) => hz < nativeHz / 2);
  return (
    <>
      <span className="zoom">
        <button
          type="button"
          className="quiet icon"
          aria-label="Zoom in"
          title="Zoom in at the cursor (+), or drag in the picture"
          onClick={() => onZoom(0.5)}
        >
          <ZoomIn size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="quiet icon"
          aria-label="Zoom out"
          title="Zoom out (−)"
          disabled={!zoomed}
          onClick={() => onZoom(2)}
        >
          <ZoomOut size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="quiet icon"
          aria-label="Show the whole recording"
          title="Show the whole recording (0)"
          disabled={!zoomed}
          onClick={() => onZoom(Number.POSITIVE_INFINITY)}
        >
          <Maximize2 size={16} aria-hidden />
        </button>
      </span>
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
