import { type PointerEvent, useEffect, useRef } from "react";
import {
  type PictureFrame,
  pixelAt,
  secondsAt,
  type TimeRange,
  timeBox,
} from "../../charts/picture-frame.ts";
import type { AbPlayer } from "./use-ab-player.ts";

type AbCursorProps = {
  frame: PictureFrame;
  player: AbPlayer;
  /** The stretch of the take that is shown, s of its own time. */
  range: TimeRange;
  /** The time of the take that is 0 of the common axis. */
  start: number;
  isHeard: boolean;
};

/** One cursor through both pictures: a click moves it in both, brighter in the one that is heard. */
export function AbCursor({ frame, player, range, start, isHeard }: AbCursorProps) {
  const line = useRef<HTMLDivElement>(null);
  const latest = useRef({ frame, player, range, start });
  latest.current = { frame, player, range, start };
  useEffect(() => {
    let request = 0;
    const follow = () => {
      const { frame, player, range, start } = latest.current;
      const pixel = pixelAt(player.position() + start, frame, range);
      if (line.current) {
        line.current.style.display = pixel === null ? "none" : "block";
        line.current.style.transform = `translateX(${pixel ?? 0}px)`;
      }
      request = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(request);
  }, []);
  const box = timeBox(frame);
  const seek = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    player.seek(secondsAt(event.clientX - left + box.left, frame, range) - start);
  };
  return (
    <>
      <div className="ab-seek" style={box} onPointerDown={seek} aria-hidden />
      <div
        className={`cursor-line${isHeard ? "" : " unheard"}`}
        ref={line}
        style={{ top: box.top, height: box.height }}
        aria-hidden
      />
    </>
  );
}
