import { type RefObject, useEffect, useRef } from "react";
import {
  hertzAt,
  type PictureFrame,
  pixelAt,
  secondsAt,
  type TimeRange,
  timeBox,
} from "../../charts/picture-frame.ts";
import { levelAt, type SpectrogramLevels } from "../../charts/spectrogram-levels.ts";
import type { Say } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { SpectrogramView } from "./picture-queries.ts";
import type { Player } from "./player.ts";

type ViewerCursorProps = {
  frame: PictureFrame;
  player: Player;
  range: TimeRange;
  spectrogram: { view: SpectrogramView; levels: SpectrogramLevels };
};

/** A line at the player's time, and the read-out of time, frequency and level under the pointer. */
export function ViewerCursor(props: ViewerCursorProps) {
  const { say } = useWords();
  const readOut = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef({ ...props, say });
  latest.current = { ...props, say };
  useLine(line, latest);
  useEffect(() => {
    const holder = line.current?.parentElement;
    if (!holder) return;
    const move = (event: PointerEvent) => {
      if (readOut.current) readOut.current.textContent = pointerWords(event, holder, latest.current);
    };
    holder.addEventListener("pointermove", move);
    return () => holder.removeEventListener("pointermove", move);
  }, []);
  const { top, height } = timeBox(props.frame);
  return (
    <>
      <div className="cursor-line" ref={line} style={{ top, height }} aria-hidden />
      <div className="read-out" ref={readOut} aria-hidden />
    </>
  );
}

type Shown = ViewerCursorProps & { say: Say };

/** Follows the player frame by frame. */
function useLine(line: RefObject<HTMLDivElement | null>, latest: RefObject<Shown>) {
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      placeLine(line.current, latest.current);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [line, latest]);
}

function placeLine(line: HTMLDivElement | null, { frame, player, range }: Shown) {
  if (!line) return;
  const pixel = pixelAt(player.position(), frame, range);
  line.style.display = pixel === null ? "none" : "block";
  line.style.transform = `translateX(${pixel ?? 0}px)`;
}

function pointerWords(
  event: PointerEvent,
  holder: HTMLElement,
  { frame, range, spectrogram, say }: Shown,
): string {
  const { left, top } = holder.getBoundingClientRect();
  const seconds = secondsAt(event.clientX - left, frame, range);
  if (seconds < range[0] || seconds > range[1]) return "";
  const { scale, maximumHz } = spectrogram.view;
  const hz = hertzAt(event.clientY - top, frame, scale, maximumHz);
  if (hz === null) return say.position(seconds);
  const level = levelAt(spectrogram.levels, seconds, hz);
  return [
    say.position(seconds),
    `${Math.round(hz)} Hz`,
    level === null ? "" : `${say.number(level, 0)} dB`,
  ].join("\n");
}
