import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { useWithKey } from "../../components/key-hint.tsx";
import { Popover } from "../../components/popover.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";
import type { Zoom } from "./use-zoom.ts";

const scales = ["mel", "linear"] as const;
const windows = ["narrow", "wide"] as const;
const windowSeconds = { narrow: 0.03, wide: 0.005 } as const;
const colourNames = ["magma", "grey"] as const;
const rangesDb = [40, 50, 60, 70, 80];

/** How the spectrogram is computed and drawn, remembered on this computer. */
export function ViewControls({ nativeHz }: { nativeHz: number }) {
  const { words, say } = useWords();
  const screen = words.recording.view;
  const [scale, setScale] = useViewSetting("scale");
  const [window, setWindow] = useViewSetting("windowSeconds");
  const [highestHz, setHighest] = useViewSetting("highestHz");
  const [colours, setColours] = useViewSetting("colours");
  const [rangeDb, setRange] = useViewSetting("rangeDb");
  const limits = [4000, 5000, 8000, 16000].filter((hz) => hz < nativeHz / 2);
  return (
    <Popover name={screen.button} label={screen.title}>
      <span className="muted small">{screen.scale}</span>
      <Segmented
        label={screen.scale}
        choices={scales.map((id) => ({ id, name: screen.scales[id] }))}
        value={scale}
        onChange={setScale}
      />
      <span className="muted small">{screen.window}</span>
      <Segmented
        label={screen.window}
        choices={windows.map((id) => ({ id, name: screen.windows[id], hint: screen.windowHints[id] }))}
        value={window === windowSeconds.wide ? "wide" : "narrow"}
        onChange={(id) => setWindow(windowSeconds[id])}
      />
      <span className="muted small">{screen.colours}</span>
      <Segmented
        label={screen.colours}
        choices={colourNames.map((id) => ({ id, name: screen.colourNames[id] }))}
        value={colours}
        onChange={setColours}
      />
      <label>
        {screen.highest}
        <select
          value={Math.min(highestHz, nativeHz / 2)}
          onChange={({ target }) => setHighest(Number(target.value))}
        >
          {[...limits, nativeHz / 2].map((hz) => (
            <option key={hz} value={hz}>
              {screen.upTo(say.number(hz / 1000, hz % 1000 ? 2 : 0))}
            </option>
          ))}
        </select>
      </label>
      <label>
        {screen.range}
        <select value={rangeDb} onChange={({ target }) => setRange(Number(target.value))}>
          {rangesDb.map((decibels) => (
            <option key={decibels} value={decibels}>
              {decibels} dB
            </option>
          ))}
        </select>
      </label>
    </Popover>
  );
}

/** Closer, farther, all of it. */
export function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const withKey = useWithKey();
  const screen = useWords().words.recording.view;
  const buttons = [
    { Icon: ZoomIn, name: screen.zoomIn, hint: screen.zoomInHint, action: "zoomIn", factor: 0.5, off: false },
    {
      Icon: ZoomOut,
      name: screen.zoomOut,
      hint: screen.zoomOutHint,
      action: "zoomOut",
      factor: 2,
      off: !zoom.range,
    },
    {
      Icon: Maximize2,
      name: screen.whole,
      hint: screen.wholeHint,
      action: "whole",
      factor: Number.POSITIVE_INFINITY,
      off: !zoom.range,
    },
  ] as const;
  return (
    <span className="zoom">
      {buttons.map(({ Icon, name, hint, action, factor, off }) => (
        <button
          key={name}
          type="button"
          className="quiet icon"
          aria-label={name}
          title={withKey(hint, action)}
          disabled={off}
          onClick={() => zoom.by(factor)}
        >
          <Icon size={16} aria-hidden />
        </button>
      ))}
    </span>
  );
}
