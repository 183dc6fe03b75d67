import { useQuery } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { core } from "../../core-client.ts";
import { toProblem } from "../../problem.ts";
import { useWords } from "../../words.ts";

/** Plays what is to be heard, from its beginning, as often as it is wanted. Nothing is drawn of it: a picture would tell. */
export function ListeningPlayer({ id }: { id: string }) {
  const screen = useWords().words.listening;
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const sound = useQuery({
    queryKey: ["listenings", "sound", id],
    queryFn: ({ signal }) => core.listenings.sound({ id }, { signal }),
    gcTime: 0,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!sound.data) return;
    const made = URL.createObjectURL(sound.data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [sound.data]);
  const toggle = () => {
    const element = audio.current;
    if (!element || !address) return;
    if (element.paused) void element.play();
    else {
      element.pause();
      element.currentTime = 0;
    }
  };
  useShortcuts({ listen: toggle });
  return (
    <div className="listening-player">
      {/* biome-ignore lint/a11y/useMediaCaption: what is said is what is asked */}
      <audio
        ref={audio}
        src={address}
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onEnded={() => setIsPlaying(false)}
      />
      <button type="button" className="large" onClick={toggle} disabled={!address}>
        {isPlaying ? <Square size={18} aria-hidden /> : <Play size={18} aria-hidden />}
        {address ? (isPlaying ? screen.stop : screen.play) : screen.loading}
      </button>
      {sound.error && <ProblemNotice problem={toProblem(sound.error)} />}
    </div>
  );
}
