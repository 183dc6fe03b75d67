import { ArrowLeftRight, Pause, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { Segmented } from "../../components/segmented.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useWords } from "../../words.ts";
import type { AbPlayer, Side } from "./use-ab-player.ts";

const sides = ["a", "b"] as const;
const nameOf = (side: Side) => side.toUpperCase();

/** Plays one take after the other, or switches between them at the same place; says which is heard. */
export function AbBar({ player }: { player: AbPlayer }) {
  const { words, say } = useWords();
  const screen = words.compare;
  const time = useRef<HTMLSpanElement>(null);
  const latest = useRef(player);
  latest.current = player;
  useEffect(() => {
    let frame = 0;
    const show = () => {
      if (time.current) time.current.textContent = say.position(Math.max(0, latest.current.position()));
      frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [say]);
  const isReady = player.url.a !== undefined && player.url.b !== undefined;
  useKeys({
    " ": (event) => {
      event.preventDefault();
      if (isReady) player.toggle();
    },
    x: () => player.hear(),
    "1": () => player.hear("a"),
    "2": () => player.hear("b"),
  });
  return (
    <div className="ab-bar">
      {sides.map((side) => (
        <audio key={side} ref={player.audio[side]} src={player.url[side]} preload="auto">
          <track kind="captions" />
        </audio>
      ))}
      <button
        type="button"
        className="primary"
        disabled={!isReady}
        title={words.frame.keyNames.space}
        onClick={player.toggle}
      >
        {player.playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        {player.playing ? words.recording.player.pause : screen.playInTurn}
      </button>
      <Segmented
        label={screen.switch}
        choices={sides.map((side, k) => ({
          id: side,
          name: (
            <>
              {nameOf(side)} <kbd aria-hidden>{k + 1}</kbd>
            </>
          ),
          hint: screen.hear(nameOf(side)),
        }))}
        value={player.heard}
        onChange={player.hear}
      />
      <button type="button" onClick={() => player.hear()}>
        <ArrowLeftRight size={15} aria-hidden />
        {screen.switch} <kbd aria-hidden>X</kbd>
      </button>
      <span className="time" ref={time} />
      <span className="muted small" aria-live="polite">
        {screen.heard(nameOf(player.heard))}, {screen.levelMatched}
      </span>
    </div>
  );
}
