import { useMemo, useState } from "react";
import type { Recording } from "../../shared/domain/analysis.ts";
import type { ModelSummary } from "../../shared/domain/prediction.ts";
import { Chart, figureImage } from "../charts/chart.tsx";
import { useChartColours } from "../charts/chart-colours.ts";
import { captioned, captionedSize, viewerHeight } from "../charts/spectrogram-figure.ts";
import { spectrogramCsv } from "../charts/spectrogram-levels.ts";
import { ExportMenu } from "../components/export-menu.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { toProblem } from "../problem.ts";
import { taskName } from "../task-name.ts";
import type { Highlight } from "./highlight.ts";
import { HighlightControls } from "./highlight-controls.tsx";
import { type Picture, usePicture } from "./picture.ts";
import type { SpectrogramView } from "./picture-queries.ts";
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
  const nativeHz = recording.analysis?.audio.sampleRateHz ?? 16_000;
  const [view, setView] = useState<SpectrogramView>({
    scale: "mel",
    windowSeconds: 0.03,
    maximumHz: Math.min(8000, nativeHz / 2),
  });
  const picture = usePicture(recording, view, highlight, labelShown);
  const zoom = useZoom();
  const { drawn, error } = picture;
  return (
    <section className="card viewer">
      <header>
        <PlayerBar player={player} duration={drawn?.durationSeconds} />
        <div className="actions">
          <ViewControls
            view={view}
            nativeHz={nativeHz}
            onView={setView}
            zoomed={zoom.range !== null}
            onReset={zoom.reset}
          />
          <PictureExport picture={picture} recording={recording} />
        </div>
      </header>
      {error ? (
        <div className="content">
          <ProblemNotice problem={toProblem(error)} />
        </div>
      ) : drawn ? (
        <ZoomedPicture
          drawn={drawn}
          description={pictureWords(recording, picture)}
          zoom={zoom}
          player={player}
        />
      ) : (
        <p className="content muted" style={{ height: viewerHeight }}>
          decoding the recording and computing the spectrogram …
        </p>
      )}
      <HighlightControls
        highlight={highlight}
        models={models}
        labelShown={labelShown}
        state={picture.highlightState}
        computing={picture.computing}
      />
    </section>
  );
}

type ZoomedPictureProps = {
  drawn: NonNullable<Picture["drawn"]>;
  description: string;
  zoom: ReturnType<typeof useZoom>;
  player: Player;
};

function ZoomedPicture({ drawn, description, zoom, player }: ZoomedPictureProps) {
  const { figure, durationSeconds, spectrogram } = drawn;
  const range = useMemo(() => zoom.range ?? ([0, durationSeconds] as const), [zoom.range, durationSeconds]);
  const zoomed = useMemo(() => {
    const xaxis = { ...figure.layout.xaxis, range: [...range] as [number, number] };
    return { ...figure, layout: { ...figure.layout, xaxis } };
  }, [figure, range]);
  return (
    <Chart figure={zoomed} height={viewerHeight} description={description} onDrawn={zoom.listen}>
      <ViewerCursor player={player} range={range} spectrogram={spectrogram} />
    </Chart>
  );
}

function PictureExport({
  picture: { drawn, caption },
  recording,
}: {
  picture: Picture;
  recording: Recording;
}) {
  const colours = useChartColours();
  if (!drawn) return null;
  return (
    <ExportMenu
      what="picture"
      fileName={`${recording.fileName.replace(/\.[^.]+$/, "")}-spectrogram`}
      image={(format) =>
        figureImage(captioned(drawn.figure, caption), format, captionedSize, colours.surface)
      }
      csv={() => spectrogramCsv(drawn.spectrogram.levels)}
    />
  );
}

function pictureWords({ analysis, task }: Recording, { drawn, caption }: Picture): string {
  const duration = analysis ? `, ${analysis.audio.durationSeconds.toFixed(1)} seconds` : "";
  const axis = drawn
    ? `${drawn.spectrogram.view.scale} spectrogram up to ${drawn.spectrogram.view.maximumHz} Hz`
    : "";
  return `Waveform and ${axis} of ${taskName(task)}${duration}. ${caption}`;
}
