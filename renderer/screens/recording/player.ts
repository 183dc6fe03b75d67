import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TimeRange } from "../../charts/picture-frame.ts";
import { core } from "../../core-client.ts";
import { playStretch, type SoundingStretch } from "./stretch-player.ts";

/** How a recording is played: for the ear alone, no measure is taken from it. */
export type Listening = {
  /** 1 as recorded, 0.5 half as fast; the pitch is kept. */
  tempo: number;
  /** With steady noise taken away. */
  denoised: boolean;
  /** Again and again: what is selected, else the whole. */
  loop: boolean;
};

export type Player = {
  audio: RefObject<HTMLAudioElement | null>;
  url: string | undefined;
  error: unknown;
  playing: boolean;
  listening: Listening;
  listen: (change: Partial<Listening>) => void;
  /** Plays what is selected, else from the cursor on; or pauses. */
  toggle: () => void;
  /** Where the player is, s of the recording. */
  position: () => number;
  /** Moves to a time, s, within the recording. */
  seek: (seconds: number) => void;
  /** Moves by so many seconds. */
  step: (seconds: number) => void;
};

/**
 * Plays the recording; the screen renders `<audio ref={audio} src={url}>`.
 * @param isNext what is looked at first is there, and does not wait for the sound
 * @param lengthSeconds of the recording, where it is known before the sound has come
 */
export function usePlayer(
  id: string,
  selected: TimeRange | null,
  isNext = true,
  lengthSeconds = Number.POSITIVE_INFINITY,
): Player {
  const audio = useRef<HTMLAudioElement>(null);
  const [listening, setListening] = useState<Listening>({ tempo: 1, denoised: false, loop: false });
  const { tempo, denoised, loop } = listening;
  const { wav, error } = usePlayback(isNext ? id : undefined, tempo, denoised);
  const url = useObjectUrl(wav);
  const element = useElement(audio, url, tempo, lengthSeconds);
  const stretch = useStretch();
  /** It was asked for while the sound was being loaded. */
  const [isWanted, want] = useState(false);
  const playing = (isWanted && error === null) || element.playing || stretch.sounding !== null;
  const position = () => stretch.sounding?.position() ?? element.position();
  const pause = () => {
    const at = position();
    want(false);
    stretch.stop();
    audio.current?.pause();
    element.seek(at);
  };
  const toggle = () => {
    if (playing) return pause();
    if (!wav || !url) return want(error === null);
    play(wav);
  };
  const play = (wav: Blob) => {
    const range: TimeRange | null = selected ?? (loop ? [0, element.duration()] : null);
    if (!range) return element.play();
    const onEnd = () => {
      stretch.stop();
      element.seek(range[0]);
    };
    void stretch.start(() => playStretch(wav, range, { tempo, loop, onEnd }));
  };
  useEffect(() => {
    if (!isWanted || !wav || !url) return;
    want(false);
    play(wav);
  });
  const seek = (seconds: number) => {
    stretch.stop();
    element.seek(seconds);
  };
  const listen = (change: Partial<Listening>) => {
    pause();
    setListening({ ...listening, ...change });
  };
  const step = (by: number) => seek(position() + by);
  return { audio, url, error, playing, listening, listen, toggle, position, seek, step };
}

/** The element that plays from the cursor on; times are those of the recording, whatever its tempo. */
function useElement(
  audio: RefObject<HTMLAudioElement | null>,
  url: string | undefined,
  tempo: number,
  lengthSeconds: number,
) {
  const [playing, setPlaying] = useState(false);
  /** Where it was put while its sound was not loaded. */
  const waiting = useRef<number | null>(null);
  // before the browser goes on with a new address: that it is loaded must not be missed
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sound is loaded anew
  useLayoutEffect(() => {
    const element = audio.current;
    if (!element) return;
    const follow = () => setPlaying(!element.paused);
    const loaded = () => {
      if (waiting.current !== null) element.currentTime = waiting.current / tempo;
      waiting.current = null;
    };
    const events = ["play", "pause", "ended"];
    for (const event of events) element.addEventListener(event, follow);
    element.addEventListener("loadedmetadata", loaded);
    return () => {
      waiting.current ??= element.currentTime * tempo;
      element.pause();
      setPlaying(false);
      for (const event of events) element.removeEventListener(event, follow);
      element.removeEventListener("loadedmetadata", loaded);
    };
  }, [audio, url, tempo]);
  // until another sound is loaded, the element still holds the one before
  const isLoaded = () => waiting.current === null && Number.isFinite(audio.current?.duration);
  const duration = () => (isLoaded() ? (audio.current?.duration ?? 0) * tempo : lengthSeconds);
  return {
    playing,
    duration,
    play: () => {
      audio.current?.play().catch(ignoreInterruption);
    },
    position: () => waiting.current ?? (audio.current?.currentTime ?? 0) * tempo,
    seek: (seconds: number) => {
      const element = audio.current;
      if (!element) return;
      const to = Math.max(0, Math.min(duration(), seconds));
      if (isLoaded()) element.currentTime = to / tempo;
      else waiting.current = to;
    },
  };
}

/** A pause before the sound has started ends the attempt to play; that is what was asked for. */
function ignoreInterruption(error: unknown) {
  if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
}

/** The stretch that sounds, one at most; it ends with the screen. */
function useStretch() {
  const [sounding, setSounding] = useState<SoundingStretch | null>(null);
  const current = useRef<{ stretch: SoundingStretch | null } | null>(null);
  const stop = () => {
    current.current?.stretch?.stop();
    current.current = null;
    setSounding(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the screen closes
  useEffect(() => stop, []);
  const start = async (play: () => Promise<SoundingStretch>) => {
    const mine: { stretch: SoundingStretch | null } = { stretch: null };
    current.current = mine;
    mine.stretch = await play();
    if (current.current === mine) setSounding(mine.stretch);
    else mine.stretch.stop();
  };
  return { sounding, start, stop };
}

const usePlayback = (id: string | undefined, tempo: number, denoised: boolean) => {
  const { data: wav, error } = useQuery({
    queryKey: ["playback", id, tempo, denoised],
    queryFn: ({ signal }) => core.recordings.playback({ id: id ?? "", tempo, denoised }, { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { wav, error };
};

/** The sound of a recording as it is, for an audio element; nothing is fetched while none is named. */
export const usePlaybackUrl = (id: string | undefined) => useObjectUrl(usePlayback(id, 1, false).wav);

/** The element may still be loading when its screen closes: the sound must not be gone before it has noticed. */
const loadingMilliseconds = 10_000;

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(undefined);
      setTimeout(() => URL.revokeObjectURL(made), loadingMilliseconds);
    };
  }, [blob]);
  return url;
}
