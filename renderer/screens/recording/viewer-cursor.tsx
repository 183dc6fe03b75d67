import { useCallback, useEffect, useRef, useState } from "react";
import type { DrawnChart } from "../../charts/chart.tsx";
import { fromAxis, toAxis } from "../../charts/frequency-axis.ts";
import { viewerMargin } from "../../charts/spectrogram-figure.ts";
import { levelAt, type SpectrogramLevels } from "../../charts/spectrogram-levels.ts";
import { axisShareAt, pixelAt, secondsAt, type TimeRange } from "../../charts/viewer-geometry.ts";
import type { Say } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { SpectrogramView } from "./picture-queries.ts";
import type { Player } from "./player.ts";

/** The zoomed part of the recording; null for all of it. Drag to zoom (Plotly's), double click for all, or by key. */
export function useZoom() {
  const [range, setRange] = useState<TimeRange | null>(null);
  const listen = useCallback((chart: DrawnChart) => {
    chart.on("plotly_relayout", (change) => {
      const { "xaxis.range[0]": from, "xaxis.range[1]": to } = change as Record<string, unknown>;
      if (typeof from === "number" && typeof to === "number") setRange([from, to]);
    });
    chart.on("plotly_doubleclick", () => setRange(null));
  }, []);
  return { range, listen, show: setRange };
}
export type Zoom = ReturnType<typeof useZoom>;

type ViewerCursorProps = {
  player: Player;
  range: TimeRange;
  spectrogram: { view: SpectrogramView; levels: SpectrogramLevels };
};

/** A line at the player's time; a click moves it; the pointer reads out time, frequency and level. */
export function ViewerCursor({ player, range, spectrogram }: ViewerCursorProps) {
  const { say } = useWords();
  const readOut = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef({ player, range, spectrogram, say });
  latest.current = { player, range, spectrogram, say };
  useEffect(() => {
    const holder = line.current?.parentElement;
    if (!holder) return;
    let frame = 0;
    const follow = () => {
      placeLine(line.current, holder.clientWidth, latest.current);
      frame = requestAnimationFrame(follow);
    };
    follow();
    let pressedAt: number | null = null;
    const down = (event: PointerEvent) => {
      pressedAt = event.clientX;
    };
    // On the window: while the button is down, Plotly lays a sheet over the page.
    const up = (event: PointerEvent) => {
      if (pressedAt !== null && Math.abs(event.clientX - pressedAt) < 4)
        seekAt(event, holder, latest.current);
      pressedAt = null;
    };
    const move = (event: PointerEvent) => {
      if (readOut.current) readOut.current.textContent = pointerWords(event, holder, latest.current);
    };
    holder.addEventListener("pointerdown", down, true);
    holder.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up, true);
    return () => {
      cancelAnimationFrame(frame);
      holder.removeEventListener("pointerdown", down, true);
      holder.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up, true);
    };
  }, []);
  return (
    <>
      <div className="cursor-line" ref={line} aria-hidden />
      <div className="read-out" ref={readOut} aria-hidden />
    </>
  );
}

type Shown = Pick<ViewerCursorProps, "player" | "range" | "spectrogram"> & { say: Say };

function placeLine(line: HTMLDivElement | null, width: number, { player, range }: Shown) {
  if (!line) return;
  const pixel = pixelAt(player.audio.current?.currentTime ?? 0, width, range);
  line.style.display = pixel === null ? "none" : "block";
  line.style.transform = `translateX(${pixel ?? 0}px)`;
}

function seekAt(event: PointerEvent, holder: HTMLElement, { player, range }: Shown) {
  const { left, width } = holder.getBoundingClientRect();
  const pixel = event.clientX - left;
  if (pixel >= viewerMargin.l && pixel <= width - viewerMargin.r) player.seek(secondsAt(pixel, width, range));
}

function pointerWords(event: PointerEvent, holder: HTMLElement, { range, spectrogram, say }: Shown): string {
  const { left, top, width } = holder.getBoundingClientRect();
  const seconds = secondsAt(event.clientX - left, width, range);
  const share = axisShareAt(event.clientY - top);
  if (seconds < range[0] || seconds > range[1]) return "";
  if (share === null) return say.position(seconds);
  const { scale, maximumHz } = spectrogram.view;
  const hz = fromAxis(scale, share * toAxis(scale, maximumHz));
  const level = levelAt(spectrogram.levels, seconds, hz);
  return [
    say.position(seconds),
    `${Math.round(hz)} Hz`,
    level === null ? "" : `${say.number(level, 0)} dB`,
  ].join("\n");
}
