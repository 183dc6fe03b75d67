import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExplanationMethod } from "../../../shared/contract/recordings.ts";
import type { FrequencyScale } from "../../charts/frequency-axis.ts";
import { spectrogramLevels } from "../../charts/spectrogram-levels.ts";
import { core } from "../../core-client.ts";
import { useViewSetting } from "../../view-settings.ts";

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

/** The map that explains a decision, and how far its computation is, 0..1; leaving the screen or the map ends it. */
export function useExplanation(
  id: string,
  asked: { model: string; target: string; method: ExplanationMethod } | null,
) {
  const [fraction, setFraction] = useState(0);
  const query = useQuery({
    ...unchanging,
    queryKey: ["explanation", id, asked],
    queryFn: async ({ signal }) => {
      setFraction(0);
      const input = { id, model: "", target: "", ...asked };
      for await (const event of await core.recordings.explanation(input, { signal })) {
        if (event.type === "done") return event.map;
        setFraction(event.fraction);
      }
      throw new Error("The explanation ended without a map.");
    },
    enabled: asked !== null,
  });
  return { data: query.data, error: query.error, isFetching: query.isFetching, fraction };
}
