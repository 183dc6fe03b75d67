import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { Segmented } from "../../components/segmented.tsx";
import { useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";
import type { Selection } from "./use-selection.ts";
import type { Zoom } from "./use-zoom.ts";

const scales = ["mel", "linear"] as const;
const windows = ["narrow", "wide"] as const;
const windowSeconds = { narrow: 0.03, wide: 0.005 } as const;

type ViewControlsProps = { nativeHz: number; zoom: Zoom; selection: Selection };

/** How the spectrogram is computed and drawn. */
export function ViewControls({ nativeHz, zoom }: ViewControlsProps) {
  const { words, say } = useWords();
  const screen = words.recording.view;
  const [scale, setScale] = useViewSetting("scale");
  const [window, setWindow] = useViewSetting("windowSeconds");
  const [highestHz, setHighest] = useViewSetting("highestHz");
  const limits = [4000, 8000, 16000].filter((hz) => hz < nativeHz / 2);
  return (
    <>
      <ZoomButtons zoom={zoom} />
      <Segmented
        label={screen.scale}
        choices={scales.map((id) => ({ id, name: screen.scales[id] }))}
        value={scale}
        onChange={setScale}
      />
      <Segmented
        label={screen.window}
        choices={windows.map((id) => ({ id, name: screen.windows[id], hint: screen.windowHints[id] }))}
        value={window === windowSeconds.wide ? "wide" : "narrow"}
        onChange={(id) => setWindow(windowSeconds[id])}
      />
      <select
        aria-label={screen.highest}
        value={Math.min(highestHz, nativeHz / 2)}
        onChange={({ target }) => setHighest(Number(target.value))}
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

function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const screen = useWords().words.recording.view;
  const buttons = [
    { Icon: ZoomIn, name: screen.zoomIn, hint: screen.zoomInHint, factor: 0.5, off: false },
    { Icon: ZoomOut, name: screen.zoomOut, hint: screen.zoomOutHint, factor: 2, off: !zoom.range },
    {
      Icon: Maximize2,
      name: screen.whole,
      hint: screen.wholeHint,
      factor: Number.POSITIVE_INFINITY,
      off: !zoom.range,
    },
  ];
  return (
    <span className="zoom">
      {buttons.map(({ Icon, name, hint, factor, off }) => (
        <button
          key={name}
          type="button"
          className="quiet icon"
          aria-label={name}
          title={hint}
          disabled={off}
          onClick={() => zoom.by(factor)}
        >
          <Icon size={16} aria-hidden />
        </button>
      ))}
    </span>
  );
}
