import { Volume2 } from "lucide-react";
import { useEffect, useRef } from "react";
import type { TaskId } from "../../../shared/domain/task.ts";
import { core } from "../../core-client.ts";
import { useWords } from "../../words.ts";

/** Plays how a task sounds. */
export function ExampleButton({ task }: { task: TaskId }) {
  const { example } = useWords().words.record;
  const playing = useRef<HTMLAudioElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the example of another task must not go on
  useEffect(() => () => playing.current?.pause(), [task]);
  const play = async () => {
    const address = URL.createObjectURL(await core.captures.example({ task }));
    playing.current?.pause();
    playing.current = new Audio(address);
    // also at its end
    playing.current.onpause = () => URL.revokeObjectURL(address);
    await playing.current.play();
  };
  return (
    <button type="button" onClick={() => void play()}>
      <Volume2 size={16} aria-hidden />
      {example}
    </button>
  );
}
