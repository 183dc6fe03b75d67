import { ArrowLeftRight, Pause, Play } from "lucide-react";
import { useEffect, useRef } from "react";
import { KeyHint, useWithKey } from "../../components/key-hint.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
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
  useShortcuts({
    play: isReady ? player.toggle : undefined,
    switchSides: () => player.hear(),
    hearA: () => player.hear("a"),
    hearB: () => player.hear("b"),
  });
  const withKey = useWithKey();
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
        title={withKey(screen.playInTurn, "play")}
        onClick={player.toggle}
      >
        {player.playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        {player.playing ? words.recording.player.pause : screen.playInTurn}
      </button>
      <Segmented
        label={screen.switch}
        choices={sides.map((side) => ({
          id: side,
          name: (
            <>
              {nameOf(side)} <KeyHint action={side === "a" ? "hearA" : "hearB"} />
            </>
          ),
          hint: screen.hear(nameOf(side)),
        }))}
        value={player.heard}
        onChange={player.hear}
      />
      <button type="button" onClick={() => player.hear()}>
        <ArrowLeftRight size={15} aria-hidden />
        {screen.switch} <KeyHint action="switchSides" />
      </button>
      <span className="time" ref={time} />
      <span className="muted small" aria-live="polite">
        {screen.heard(nameOf(player.heard))}, {screen.levelMatched}
      </span>
    </div>
  );
}
