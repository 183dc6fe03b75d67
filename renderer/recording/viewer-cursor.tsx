import { useCallback, useEffect, useRef, useState } from "react";
import type { DrawnChart } from "../charts/chart.tsx";
import type { Figure } from "../charts/figure.ts";
import { fromAxis, toAxis } from "../charts/frequency-axis.ts";
import { viewerMargin } from "../charts/spectrogram-figure.ts";
import { levelAt, type SpectrogramLevels } from "../charts/spectrogram-levels.ts";
import { axisShareAt, pixelAt, secondsAt, type TimeRange } from "../charts/viewer-geometry.ts";
import { formatTime } from "../format-quantity.ts";
import type { SpectrogramView } from "./picture-queries.ts";
import type { Player } from "./player.ts";

/** The zoomed part of the recording; null for all of it. Zooming is Plotly's: drag to zoom, double click for all. */
export function useZoom(duration: number) {
  const [range, setRange] = useState<TimeRange | null>(null);
  const listen = useCallback((chart: DrawnChart) => {
    chart.on("plotly_relayout", (change) => {
      const {
        "xaxis.range[0]": from,
        "xaxis.range[1]": to,
        "xaxis.autorange": all,
      } = change as Record<string, unknown>;
      if (typeof from === "number" && typeof to === "number") setRange([from, to]);
      else if (all) setRange(null);
    });
  }, []);
  const applyTo = useCallback(
    (figure: Figure): Figure => ({
      ...figure,
      layout: { ...figure.layout, xaxis: { ...figure.layout.xaxis, range: range ?? [0, duration] } },
    }),
    [range, duration],
  );
  return { range, listen, applyTo, reset: () => setRange(null) };
}

type ViewerCursorProps = {
  player: Player;
  range: TimeRange;
  spectrogram: { view: SpectrogramView; levels: SpectrogramLevels };
};

/** A line at the player's time; a click moves it; the pointer reads out time, frequency and level. */
export function ViewerCursor({ player, range, spectrogram }: ViewerCursorProps) {
  const readOut = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef({ player, range, spectrogram });
  latest.current = { player, range, spectrogram };
  useEffect(() => {
    const holder = line.current?.parentElement;
    if (!holder) return;
    let frame = 0;
    const follow = () => {
      placeLine(line.current, holder.clientWidth, latest.current);
      frame = requestAnimationFrame(follow);
    };
    follow();
    let pressedAt = 0;
    const down = (event: PointerEvent) => (pressedAt = event.clientX);
    const up = (event: PointerEvent) => {
      const { left, width } = holder.getBoundingClientRect();
      const pixel = event.clientX - left;
      const inPlot = pixel >= viewerMargin.l && pixel <= width - viewerMargin.r;
      if (inPlot && Math.abs(event.clientX - pressedAt) < 4)
        latest.current.player.seek(secondsAt(pixel, width, latest.current.range));
    };
    const move = (event: PointerEvent) => {
      if (readOut.current) readOut.current.textContent = pointerWords(event, holder, latest.current);
    };
    const listeners = { pointerdown: down, pointerup: up, pointermove: move } as const;
    for (const [name, act] of Object.entries(listeners))
      holder.addEventListener(name as "pointermove", act as (event: PointerEvent) => void, true);
    return () => {
      cancelAnimationFrame(frame);
      for (const [name, act] of Object.entries(listeners))
        holder.removeEventListener(name as "pointermove", act as (event: PointerEvent) => void, true);
    };
  }, []);
  return (
    <>
      <div className="cursor-line" ref={line} aria-hidden />
      <div className="read-out" ref={readOut} aria-hidden />
    </>
  );
}

type Shown = Pick<ViewerCursorProps, "player" | "range" | "spectrogram">;

function placeLine(line: HTMLDivElement | null, width: number, { player, range }: Shown) {
  if (!line) return;
  const pixel = pixelAt(player.audio.current?.currentTime ?? 0, width, range);
  line.style.display = pixel === null ? "none" : "block";
  line.style.transform = `translateX(${pixel ?? 0}px)`;
}

function pointerWords(event: PointerEvent, holder: HTMLElement, { range, spectrogram }: Shown): string {
  const { left, top, width } = holder.getBoundingClientRect();
  const seconds = secondsAt(event.clientX - left, width, range);
  const share = axisShareAt(event.clientY - top);
  if (seconds < range[0] || seconds > range[1]) return "";
  if (share === null) return formatTime(seconds);
  const { scale, maximumHz } = spectrogram.view;
  const hz = fromAxis(scale, share * toAxis(scale, maximumHz));
  const level = levelAt(spectrogram.levels, seconds, hz);
  return [
    formatTime(seconds),
    `${Math.round(hz)} Hz`,
    level === null ? "" : `${level.toFixed(0).replace("-", "−")} dB`,
  ].join("\n");
}
