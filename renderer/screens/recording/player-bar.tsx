import { Pause, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { formatTime } from "../../format-quantity.ts";
import type { Player } from "./player.ts";

type PlayerBarProps = { player: Player; duration: number | undefined };

/** Play and pause, and the time. */
export function PlayerBar({ player, duration }: PlayerBarProps) {
  const time = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const show = () => {
      if (time.current) time.current.textContent = formatTime(player.audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [player.audio]);
  return (
    <div className="player-bar">
      <audio ref={player.audio} src={player.url} preload="auto">
        <track kind="captions" />
      </audio>
      <button type="button" className="primary" onClick={player.toggle} disabled={!player.url} title="Space">
        {player.playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        {player.playing ? "Pause" : "Play"}
      </button>
      <span className="time">
        <span ref={time}>0:00.00</span>{" "}
        <span className="muted">/ {duration ? formatTime(duration) : "–"}</span>
      </span>
    </div>
  );
}
