import { type RefObject, useEffect, useRef, useState } from "react";
import type { ComparedTake } from "../../../shared/domain/comparison.ts";
import { usePlaybackUrl } from "../recording/player.ts";
import { matchedVolumes } from "./matched-volume.ts";

export type Side = "a" | "b";

/** Two takes that are heard one at a time, at one place of their common time axis. */
export type AbPlayer = {
  audio: Record<Side, RefObject<HTMLAudioElement | null>>;
  url: Record<Side, string | undefined>;
  /** The side that is heard, or would be. */
  heard: Side;
  playing: boolean;
  /** Plays a from where the axis stands, then b from the same place; pauses while anything plays. */
  toggle: () => void;
  /** Goes on with the other side, or the one named, at the same place and as loud. */
  hear: (side?: Side) => void;
  /** Moves both to a time of the axis, s. */
  seek: (seconds: number) => void;
  /** The time of the axis, s. */
  position: () => number;
};

type Takes = Record<Side, ComparedTake | undefined>;

/**
 * @param startSeconds the time of each take that is 0 of the common axis
 * @param playsAtOnce plays both in turn as soon as they are there
 */
export function useAbPlayer(takes: Takes, startSeconds: Record<Side, number>, playsAtOnce = false): AbPlayer {
  const audio = { a: useRef<HTMLAudioElement>(null), b: useRef<HTMLAudioElement>(null) };
  const url = { a: usePlaybackUrl(takes.a?.recording), b: usePlaybackUrl(takes.b?.recording) };
  const [heard, setHeard] = useState<Side>("a");
  const [playing, setPlaying] = useState(false);
  const turn = useRef<{ from: number } | null>(null);
  const { a: volumeA, b: volumeB } = matchedVolumes(takes.a, takes.b);
  const timeOf = (side: Side) => (audio[side].current?.currentTime ?? 0) - startSeconds[side];
  const place = (side: Side, seconds: number) => {
    const element = audio[side].current;
    if (element) element.currentTime = Math.max(0, seconds + startSeconds[side]);
  };
  const play = (side: Side, from: number) => {
    place(side, from);
    setHeard(side);
    setPlaying(true);
    audio[side].current?.play().catch(ignoreInterruption);
  };
  const pause = () => {
    turn.current = null;
    setPlaying(false);
    for (const { current } of Object.values(audio)) current?.pause();
  };
  const ended = (side: Side) => {
    const begun = turn.current;
    turn.current = null;
    if (side === "a" && begun) play("b", begun.from);
    else setPlaying(false);
  };
  const hear = (side: Side = heard === "a" ? "b" : "a") => {
    const at = timeOf(heard);
    const wasPlaying = playing;
    pause();
    setHeard(side);
    if (wasPlaying) play(side, at);
    else place(side, at);
  };
  useEffect(() => {
    for (const [side, volume] of [["a", volumeA] as const, ["b", volumeB] as const]) {
      const element = audio[side].current;
      if (!element) continue;
      element.volume = volume;
      element.onended = () => ended(side);
    }
  });
  const toggle = () => {
    if (playing) return pause();
    const { duration = 0, ended: isOver = false } = audio.a.current ?? {};
    const from = heard === "a" && !isOver && timeOf("a") + startSeconds.a < duration ? timeOf("a") : 0;
    turn.current = { from: Math.max(0, from) };
    play("a", turn.current.from);
  };
  const begin = useRef(playsAtOnce);
  const isReady = url.a !== undefined && url.b !== undefined;
  useEffect(() => {
    if (!isReady || !begin.current) return;
    begin.current = false;
    toggle();
  });
  return {
    ...{ audio, url, heard, playing, hear, toggle },
    seek: (seconds) => {
      place("a", seconds);
      place("b", seconds);
    },
    position: () => timeOf(heard),
  };
}

/** A pause before the sound has started ends the attempt to play; that is what was asked for. */
function ignoreInterruption(error: unknown) {
  if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
}
