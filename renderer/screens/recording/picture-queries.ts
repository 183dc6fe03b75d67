import { useQuery } from "@tanstack/react-query";
import type { FrequencyScale } from "../../charts/frequency-axis.ts";
import { spectrogramLevels } from "../../charts/spectrogram-levels.ts";
import { core } from "../../core-client.ts";
import { useViewSetting } from "../../view-settings.ts";
import type { HighlightMethod } from "./highlight-words.ts";

export type SpectrogramView = { scale: FrequencyScale; windowSeconds: number; maximumHz: number };

/** How spectrograms are shown on this computer, as far as a recording of this rate reaches. */
export function useSpectrogramView(nativeHz: number): SpectrogramView {
  const [scale] = useViewSetting("scale");
  const [windowSeconds] = useViewSetting("windowSeconds");
  const [highestHz] = useViewSetting("highestHz");
  return { scale, windowSeconds, maximumHz: Math.min(highestHz, nativeHz / 2) };
}

const unchanging = { staleTime: Number.POSITIVE_INFINITY } as const;

/** The envelope in so many columns: more where times are read to the millisecond. */
export const useWaveform = (id: string, columns: number) =>
  useQuery({
    ...unchanging,
    queryKey: ["waveform", id, columns],
    queryFn: ({ signal }) => core.recordings.waveform({ id, columns }, { signal }),
  });

/** Keeps the picture before while the next is computed. */
export const useSpectrogram = (id: string, view: SpectrogramView) =>
  useQuery({
    ...unchanging,
    queryKey: ["spectrogram", id, view],
    queryFn: async ({ signal }) => {
      const image = await core.recordings.spectrogram({ id, ...view, maximumFrames: 1200 }, { signal });
      return { view, levels: await spectrogramLevels(image) };
    },
    placeholderData: (previous) => previous,
  });

export const useExplanation = (
  id: string,
  asked: { model: string; target: string; method: HighlightMethod } | null,
) =>
  useQuery({
    ...unchanging,
    queryKey: ["explanation", id, asked],
    queryFn: ({ signal }) => core.recordings.explanation({ id, model: "", target: "", ...asked }, { signal }),
    enabled: asked !== null,
  });
