import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { NoiseResponse } from "../../../shared/contract/recordings.ts";
import type { Prediction } from "../../../shared/domain/prediction.ts";
import { Chart, figureImage } from "../../charts/chart.tsx";
import { useChartColours } from "../../charts/chart-colours.ts";
import { noiseCsv, noiseFigure, noiseLines } from "../../charts/noise-figure.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { core } from "../../core-client.ts";
import { formatProbability } from "../../format-quantity.ts";
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";

type NoiseResponsePartProps = {
  recordingId: string;
  /** With labels as shown. */
  prediction: Prediction;
  name: string;
};

/** "How noise changes it": asked for, since the model answers seven times. */
export function NoiseResponsePart({ recordingId, prediction, name }: NoiseResponsePartProps) {
  const [asked, setAsked] = useState(false);
  const { model, version, labels } = prediction;
  const queryKey = ["noise-response", recordingId, model, version];
  const response = useQuery({
    queryKey,
    queryFn: ({ signal }) => core.recordings.noiseResponse({ id: recordingId, model }, { signal }),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const leave = () => {
    setAsked(false);
    void queryClient.cancelQueries({ queryKey });
  };
  if (!asked)
    return (
      <div>
        <button type="button" className="quiet small" onClick={() => setAsked(true)}>
          How noise changes it
        </button>
      </div>
    );
  return (
    <div>
      <div className="noise-head">
        <p className="small">How noise changes it: the answer with white noise 30 to 0 dB below the voice.</p>
        <button type="button" className="quiet small" onClick={leave}>
          {response.isFetching ? "Stop" : "Hide"}
        </button>
      </div>
      {response.isFetching && <p className="small muted">asking {name} at seven levels of noise …</p>}
      {response.error && <ProblemNotice problem={toProblem(response.error)} />}
      {response.data && (
        <NoiseChart
          response={{ ...response.data, labels }}
          top={prediction.top.label}
          name={name}
          model={model}
        />
      )}
    </div>
  );
}

const height = 190;
type NoiseChartProps = { response: NoiseResponse; top: string; name: string; model: string };

function NoiseChart({ response, top, name, model }: NoiseChartProps) {
  const colours = useChartColours();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels are those of the same model
  const figure = useMemo(() => noiseFigure(response, top, colours), [response.levels, top, colours]);
  return (
    <>
      <Chart
        figure={figure}
        height={height}
        description={`Answer of ${name} in noise. ${inWords(response)}`}
      />
      <ExportMenu
        what={`answer of ${name} in noise`}
        fileName={`${model}-in-noise`}
        csv={() => noiseCsv(response)}
        image={(format) => figureImage(figure, format, { width: 480, height: 240 }, colours.surface)}
      />
    </>
  );
}

function inWords(response: NoiseResponse): string {
  const ends = ({ probabilities }: { probabilities: number[] }) =>
    [probabilities[0], probabilities.at(-1)].map((p) => formatProbability(p ?? 0)).join(" to ");
  return noiseLines(response)
    .map((line) => `${line.label}: ${ends(line)}`)
    .join(", ");
}
