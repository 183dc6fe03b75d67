import { Pause, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWords } from "../../words.ts";
import type { Player } from "./player.ts";

type PlayerBarProps = { player: Player; duration: number | undefined };

/** Play and pause, and the time. */
export function PlayerBar({ player, duration }: PlayerBarProps) {
  const { words, say } = useWords();
  const time = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const show = () => {
      if (time.current) time.current.textContent = say.position(player.audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [player.audio, say]);
  return (
    <div className="player-bar">
      <audio ref={player.audio} src={player.url} preload="auto">
        <track kind="captions" />
      </audio>
      <button
        type="button"
        className="primary"
        onClick={player.toggle}
        disabled={!player.url}
        title={words.frame.keyNames.space}
      >
        {player.playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        {player.playing ? words.recording.player.pause : words.recording.player.play}
      </button>
      <span className="time">
        <span ref={time}>{say.position(0)}</span>{" "}
        <span className="muted">/ {duration ? say.position(duration) : "–"}</span>
      </span>
    </div>
  );
}
