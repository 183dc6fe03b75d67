import { AudioLines, Pause, Play, Repeat } from "lucide-react";
import { useEffect, useRef } from "react";
import { useWithKey } from "../../components/key-hint.tsx";
import { useWords } from "../../words.ts";
import type { Player } from "./player.ts";

type PlayerBarProps = { player: Player; duration: number | undefined };

const tempos = [1, 0.75, 0.5, 0.25];

/** Play and pause, the time, and how it is listened to. */
export function PlayerBar({ player, duration }: PlayerBarProps) {
  const { words, say } = useWords();
  const screen = words.recording.player;
  const { listening, listen, playing, toggle } = player;
  const { loop, tempo, denoised } = listening;
  const withKey = useWithKey();
  return (
    <div className="player-bar">
      <audio ref={player.audio} src={player.url} preload="auto">
        <track kind="captions" />
      </audio>
      <button
        type="button"
        className="primary"
        onClick={toggle}
        disabled={player.error !== null}
        title={withKey(playing ? screen.pause : screen.play, "play")}
      >
        {playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        {playing ? screen.pause : screen.play}
      </button>
      <Time player={player} duration={duration} />
      <button
        type="button"
        className="icon"
        aria-pressed={loop}
        aria-label={screen.loop}
        title={withKey(screen.loopHint, "loop")}
        onClick={() => listen({ loop: !loop })}
      >
        <Repeat size={16} aria-hidden />
      </button>
      <select
        aria-label={screen.tempo}
        title={screen.tempoHint}
        value={tempo}
        onChange={({ target }) => listen({ tempo: Number(target.value) })}
      >
        {tempos.map((one) => (
          <option key={one} value={one}>
            {say.number(one, one % 0.5 ? 2 : one % 1 ? 1 : 0)} ×
          </option>
        ))}
      </select>
      <button
        type="button"
        className="icon"
        aria-pressed={denoised}
        aria-label={screen.denoised}
        title={screen.denoisedHint}
        onClick={() => listen({ denoised: !denoised })}
      >
        <AudioLines size={16} aria-hidden />
      </button>
    </div>
  );
}

/** Follows the player frame by frame. */
function Time({ player, duration }: PlayerBarProps) {
  const { say } = useWords();
  const time = useRef<HTMLSpanElement>(null);
  const latest = useRef(player);
  latest.current = player;
  useEffect(() => {
    let frame = 0;
    const show = () => {
      if (time.current) time.current.textContent = say.position(latest.current.position());
      frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [say]);
  return (
    <span className="time">
      <span ref={time}>{say.position(0)}</span>{" "}
      <span className="muted">/ {duration ? say.position(duration) : "–"}</span>
    </span>
  );
}
