import { useMemo, useState } from "react";
import type { Recording } from "../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../shared/domain/prediction.ts";
import { Chart, figureImage } from "../charts/chart.tsx";
import { useChartColours } from "../charts/chart-colours.ts";
import { explanationGrid } from "../charts/explanation-grid.ts";
import { type Overlay, viewerFigure, viewerHeight } from "../charts/spectrogram-figure.ts";
import { spectrogramCsv } from "../charts/spectrogram-levels.ts";
import { ExportMenu } from "../components/export-menu.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { toProblem } from "../problem.ts";
import { taskName } from "../task-name.ts";
import type { Highlight } from "./highlight.ts";
import { HighlightControls } from "./highlight-controls.tsx";
import { type SpectrogramView, useExplanation, useSpectrogram, useWaveform } from "./picture-queries.ts";
import type { Player } from "./player.ts";
import { PlayerBar } from "./player-bar.tsx";
import { ViewControls } from "./view-controls.tsx";
import { useZoom, ViewerCursor } from "./viewer-cursor.tsx";

type ViewerProps = {
  recording: Recording;
  models: ModelSummary[];
  player: Player;
  highlight: Highlight;
  labelShown: (label: string) => string;
};

/** Player, waveform and spectrogram with the highlight. */
export function Viewer({ recording, models, player, highlight, labelShown }: ViewerProps) {
  const colours = useChartColours();
  const native = recording.analysis?.audio.sampleRateHz ?? 16_000;
  const [view, setView] = useState<SpectrogramView>({
    scale: "mel",
    windowSeconds: 0.03,
    maximumHz: Math.min(8000, native / 2),
  });
  const waveform = useWaveform(recording.id);
  const spectrogram = useSpectrogram(recording.id, view);
  const { prediction, target, opacity, shown } = highlight;
  const asked = shown && prediction ? { model: prediction.model, target } : null;
  const explanation = useExplanation(recording.id, asked);
  const scale = spectrogram.data?.view.scale ?? view.scale;
  const grid = useMemo(
    () => (explanation.data ? explanationGrid(explanation.data, scale, 240, 160) : null),
    [explanation.data, scale],
  );
  const overlay = useMemo<Overlay | null>(
    () =>
      shown && explanation.data && grid
        ? { map: explanation.data, grid, opacity, label: labelShown(target) }
        : null,
    [shown, explanation.data, grid, opacity, labelShown, target],
  );
  const zoom = useZoom(waveform.data?.durationSeconds ?? 1);
  const figure = useMemo(() => {
    if (!waveform.data || !spectrogram.data) return null;
    const { view: drawnView, levels } = spectrogram.data;
    return viewerFigure({ waveform: waveform.data, spectrogram: levels, ...drawnView, overlay }, colours);
  }, [waveform.data, spectrogram.data, overlay, colours]);
  const zoomed = useMemo(() => figure && zoom.applyTo(figure), [figure, zoom.applyTo]);
  const failed = waveform.error ?? spectrogram.error;
  const base = recording.fileName.replace(/\.[^.]+$/, "");
  return (
    <section className="card viewer">
      <header>
        <PlayerBar player={player} duration={waveform.data?.durationSeconds} />
        <div className="actions">
          <ViewControls
            view={view}
            nativeHz={native}
            onView={setView}
            zoomed={zoom.range !== null}
            onReset={zoom.reset}
          />
          {figure && spectrogram.data && (
            <ExportMenu
              what="picture"
              fileName={`${base}-spectrogram`}
              image={(format) =>
                figureImage(figure, format, { width: 1200, height: viewerHeight }, colours.surface)
              }
              csv={() => spectrogramCsv(spectrogram.data.levels)}
            />
          )}
        </div>
      </header>
      {failed ? (
        <div className="content">
          <ProblemNotice problem={toProblem(failed)} />
        </div>
      ) : zoomed && spectrogram.data ? (
        <Chart
          figure={zoomed}
          height={viewerHeight}
          description={pictureWords(recording, view, shown && target ? labelShown(target) : null)}
          onDrawn={zoom.listen}
        >
          <ViewerCursor
            player={player}
            range={zoom.range ?? [0, waveform.data?.durationSeconds ?? 1]}
            spectrogram={spectrogram.data}
          />
        </Chart>
      ) : (
        <p className="content muted" style={{ height: viewerHeight }}>
          decoding the recording and computing the spectrogram …
        </p>
      )}
      <HighlightControls
        highlight={highlight}
        models={models}
        labelShown={labelShown}
        state={explanationState(explanation)}
      />
    </section>
  );
}

function explanationState({ isFetching, error, data }: ReturnType<typeof useExplanation>): string {
  if (isFetching) return "Computing the highlight …";
  if (error) return toProblem(error).reason;
  return data?.maximum === 0 ? "Nothing in this recording speaks for this class." : "";
}

function pictureWords({ task, analysis }: Recording, view: SpectrogramView, target: string | null): string {
  const duration = analysis ? `, ${analysis.audio.durationSeconds.toFixed(1)} seconds` : "";
  const highlighted = target ? `, with what pushed the model towards ${target} highlighted` : "";
  return `Waveform and ${view.scale} spectrogram of ${taskName(task)}${duration}, up to ${view.maximumHz} Hz${highlighted}.`;
}
