import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { core } from "../../core-client.ts";

export type Player = {
  audio: RefObject<HTMLAudioElement | null>;
  url: string | undefined;
  playing: boolean;
  toggle: () => void;
  /** Moves to a time, s, within the recording. */
  seek: (seconds: number) => void;
  /** Moves by so many seconds. */
  step: (seconds: number) => void;
};

/** Plays the recording; the screen renders `<audio ref={audio} src={url}>`. */
export function usePlayer(id: string): Player {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const url = usePlaybackUrl(id);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const follow = () => setPlaying(!element.paused);
    const events = ["play", "pause", "ended"];
    for (const event of events) element.addEventListener(event, follow);
    return () => {
      element.pause();
      for (const event of events) element.removeEventListener(event, follow);
    };
  }, []);
  const seek = (seconds: number) => {
    const element = audio.current;
    if (!element) return;
    const end = Number.isFinite(element.duration) ? element.duration : seconds;
    element.currentTime = Math.max(0, Math.min(end, seconds));
  };
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (element.paused) element.play().catch(ignoreInterruption);
    else element.pause();
  };
  return { audio, url, playing, toggle, seek, step: (by) => seek((audio.current?.currentTime ?? 0) + by) };
}

/** A pause before the sound has started ends the attempt to play; that is what was asked for. */
function ignoreInterruption(error: unknown) {
  if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
}

/** The element may still be loading when its screen closes: the sound must not be gone before it has noticed. */
const loadingMilliseconds = 10_000;

/** The sound of a recording for an audio element; nothing is fetched while none is named. */
export function usePlaybackUrl(id: string | undefined): string | undefined {
  const { data: wav } = useQuery({
    queryKey: ["playback", id],
    queryFn: ({ signal }) => core.recordings.playback({ id: id ?? "" }, { signal }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!wav) return;
    const made = URL.createObjectURL(wav);
    setUrl(made);
    return () => {
      setUrl(undefined);
      setTimeout(() => URL.revokeObjectURL(made), loadingMilliseconds);
    };
  }, [wav]);
  return url;
}
