import { useCallback, useEffect, useRef, useState } from "react";
import { core } from "../../core-client.ts";
import { type Problem, toProblem } from "../../problem.ts";
import { uploadFile } from "../../upload.ts";
import type { IntakeRow } from "./intake-table.ts";

/** Plays one file at a time before it is taken in; nothing of it is kept. */
export function usePreview() {
  const [playing, setPlaying] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef(() => {});
  const end = useCallback(() => {
    stop.current();
    stop.current = () => {};
    setPlaying(null);
  }, []);
  useEffect(() => end, [end]);
  const toggle = async (row: IntakeRow) => {
    const wasPlaying = playing === row.id;
    end();
    if (wasPlaying) return;
    setProblem(null);
    setPlaying(row.id);
    const controller = new AbortController();
    stop.current = () => controller.abort();
    try {
      await play(row, controller.signal);
      if (!controller.signal.aborted) end();
    } catch (error) {
      if (controller.signal.aborted) return;
      end();
      setProblem(toProblem(error));
    }
  };
  return { playing, problem, toggle };
}

/** Settles when it has been played, or the signal is aborted. */
async function play({ file, said }: IntakeRow, signal: AbortSignal): Promise<void> {
  const uploadId = await uploadFile(file, signal, () => {});
  const wav = await core.recordings.hear(
    { uploadId, fileName: file.name, channel: said.channel },
    { signal },
  );
  const url = URL.createObjectURL(wav);
  const audio = new Audio(url);
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => resolve());
      audio.addEventListener("ended", () => resolve());
      audio.play().catch(reject);
    });
  } finally {
    audio.pause();
    URL.revokeObjectURL(url);
  }
}
