import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { Segmented } from "../../components/segmented.tsx";
import { useWords } from "../../words.ts";
import type { SpectrogramView } from "./picture-queries.ts";

const scales = ["mel", "linear"] as const;
const windows = ["narrow", "wide"] as const;
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
  const { words, say } = useWords();
  const screen = words.recording.view;
  const limits = [4000, 8000, 16000].filter((hz) => hz < nativeHz / 2);
  return (
    <>
      <span className="zoom">
        <button
          type="button"
          className="quiet icon"
          aria-label={screen.zoomIn}
          title={screen.zoomInHint}
          onClick={() => onZoom(0.5)}
        >
          <ZoomIn size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="quiet icon"
          aria-label={screen.zoomOut}
          title={screen.zoomOutHint}
          disabled={!zoomed}
          onClick={() => onZoom(2)}
        >
          <ZoomOut size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="quiet icon"
          aria-label={screen.whole}
          title={screen.wholeHint}
          disabled={!zoomed}
          onClick={() => onZoom(Number.POSITIVE_INFINITY)}
        >
          <Maximize2 size={16} aria-hidden />
        </button>
      </span>
      <Segmented
        label={screen.scale}
        choices={scales.map((id) => ({ id, name: screen.scales[id] }))}
        value={view.scale}
        onChange={(scale) => onView({ ...view, scale })}
      />
      <Segmented
        label={screen.window}
        choices={windows.map((id) => ({ id, name: screen.windows[id], hint: screen.windowHints[id] }))}
        value={view.windowSeconds === windowSeconds.wide ? "wide" : "narrow"}
        onChange={(id) => onView({ ...view, windowSeconds: windowSeconds[id] })}
      />
      <select
        aria-label={screen.highest}
        value={view.maximumHz}
        onChange={({ target }) => onView({ ...view, maximumHz: Number(target.value) })}
      >
        {[...limits, nativeHz / 2].map((hz) => (
          <option key={hz} value={hz}>
            {screen.upTo(say.number(hz / 1000, hz % 1000 ? 2 : 0))}
          </option>
        ))}
      </select>
    </>
  );
}
