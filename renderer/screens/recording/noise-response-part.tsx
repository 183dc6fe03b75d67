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
import { toProblem } from "../../problem.ts";
import { queryClient } from "../../queries.ts";
import type { Say } from "../../speaker.ts";
import { useWords } from "../../words.ts";

type NoiseResponsePartProps = {
  recordingId: string;
  /** With labels as shown. */
  prediction: Prediction;
  name: string;
};

/** "How noise changes it": asked for, since the model answers seven times. */
export function NoiseResponsePart({ recordingId, prediction, name }: NoiseResponsePartProps) {
  const { frame, recording } = useWords().words;
  const { noise } = recording;
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
          {noise.ask}
        </button>
      </div>
    );
  return (
    <div>
      <div className="noise-head">
        <p className="small">{noise.intro}</p>
        <button type="button" className="quiet small" onClick={leave}>
          {response.isFetching ? frame.stop : noise.hide}
        </button>
      </div>
      {response.isFetching && <p className="small muted">{frame.doing(noise.asking(name))}</p>}
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
  const speaker = useWords();
  const { noise } = speaker.words.recording;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels are those of the same model
  const figure = useMemo(
    () => noiseFigure(response, top, colours, speaker),
    [response.levels, top, colours, speaker],
  );
  return (
    <>
      <Chart
        figure={figure}
        height={height}
        description={noise.description(name, inWords(response, speaker.say))}
      />
      <ExportMenu
        what={noise.export(name)}
        fileName={`${model}-${noise.fileName}`}
        csv={() => noiseCsv(response)}
        image={(format) => figureImage(figure, format, { width: 480, height: 240 }, colours.surface)}
      />
    </>
  );
}

function inWords(response: NoiseResponse, say: Say): string {
  const ends = ({ probabilities }: { probabilities: number[] }) =>
    [probabilities[0], probabilities.at(-1)].map((p) => say.probability(p ?? 0)).join(" → ");
  return noiseLines(response)
    .map((line) => `${line.label}: ${ends(line)}`)
    .join(", ");
}
