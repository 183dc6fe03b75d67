import { useEffect, useMemo, useState } from "react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { Chart, figureImage } from "../../charts/chart.tsx";
import { useChartColours } from "../../charts/chart-colours.ts";
import { captioned, captionedSize, viewerHeight } from "../../charts/spectrogram-figure.ts";
import { spectrogramCsv } from "../../charts/spectrogram-levels.ts";
import { rangeShowing, zoomedRange } from "../../charts/viewer-geometry.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { useWords } from "../../words.ts";
import type { Highlight } from "./highlight.ts";
import { HighlightControls } from "./highlight-controls.tsx";
import { OnsetBar } from "./onset-bar.tsx";
import { OnsetLines } from "./onset-lines.tsx";
import { type Picture, usePicture } from "./picture.ts";
import type { SpectrogramView } from "./picture-queries.ts";
import type { Player } from "./player.ts";
import { PlayerBar } from "./player-bar.tsx";
import type { OnsetEditor } from "./use-onset-editor.ts";
import { ViewControls } from "./view-controls.tsx";
import { useZoom, ViewerCursor, type Zoom } from "./viewer-cursor.tsx";

type ViewerProps = {
  recording: Recording;
  models: ModelSummary[];
  player: Player;
  highlight: Highlight;
  labelShown: (label: string) => string;
  /** Syllable onsets drawn over the picture; null for tasks without. */
  onsets: OnsetEditor | null;
};

/** Player, waveform and spectrogram with the highlight and the syllable onsets. */
export function Viewer({ recording, models, player, highlight, labelShown, onsets }: ViewerProps) {
  const speaker = useWords();
  const nativeHz = recording.analysis?.audio.sampleRateHz ?? 16_000;
  const [view, setView] = useState<SpectrogramView>({
    scale: "mel",
    windowSeconds: 0.03,
    maximumHz: Math.min(8000, nativeHz / 2),
  });
  const picture = usePicture(recording, view, highlight, labelShown);
  const zoom = useZoom();
  const { drawn, error } = picture;
  const onZoom = useZooming(zoom, player, onsets, drawn?.durationSeconds ?? 0);
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
            onZoom={onZoom}
          />
          <PictureExport picture={picture} recording={recording} />
        </div>
      </header>
      {onsets?.edit && (
        <OnsetBar
          editor={{ ...onsets, edit: onsets.edit }}
          cursorSeconds={() => player.audio.current?.currentTime ?? 0}
        />
      )}
      {error ? (
        <div className="content">
          <ProblemNotice problem={toProblem(error)} />
        </div>
      ) : drawn ? (
        <ZoomedPicture
          drawn={drawn}
          description={pictureWords(recording, picture, speaker)}
          zoom={zoom}
          player={player}
          onsets={onsets}
        />
      ) : (
        <p className="content muted" style={{ height: viewerHeight }}>
          {speaker.words.frame.doing(speaker.words.recording.picture.computing)}
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

/** Zooms about the selected onset or the cursor, by key too; a selected onset is brought into the picture. */
function useZooming(zoom: Zoom, player: Player, onsets: OnsetEditor | null, durationSeconds: number) {
  const { range, show } = zoom;
  const { onsets: times, selected = null } = onsets?.edit ?? {};
  const chosen = selected === null ? undefined : times?.[selected];
  const onZoom = (factor: number) => {
    const about = chosen ?? player.audio.current?.currentTime ?? 0;
    if (durationSeconds > 0) show(zoomedRange(range ?? [0, durationSeconds], factor, about, durationSeconds));
  };
  useEffect(() => {
    if (chosen !== undefined && range) show(rangeShowing(range, chosen, durationSeconds));
  }, [chosen, range, show, durationSeconds]);
  useKeys({
    "+": () => onZoom(0.5),
    "=": () => onZoom(0.5),
    "-": () => onZoom(2),
    "0": () => onZoom(Number.POSITIVE_INFINITY),
  });
  return onZoom;
}

type ZoomedPictureProps = {
  drawn: NonNullable<Picture["drawn"]>;
  description: string;
  zoom: Zoom;
  player: Player;
  onsets: OnsetEditor | null;
};

function ZoomedPicture({ drawn, description, zoom, player, onsets }: ZoomedPictureProps) {
  const { figure, durationSeconds, spectrogram } = drawn;
  const range = useMemo(() => zoom.range ?? ([0, durationSeconds] as const), [zoom.range, durationSeconds]);
  const zoomed = useMemo(() => {
    const xaxis = { ...figure.layout.xaxis, range: [...range] as [number, number] };
    return { ...figure, layout: { ...figure.layout, xaxis } };
  }, [figure, range]);
  return (
    <Chart figure={zoomed} height={viewerHeight} description={description} onDrawn={zoom.listen}>
      <ViewerCursor player={player} range={range} spectrogram={spectrogram} />
      {onsets && <OnsetLines editor={onsets} range={range} durationSeconds={durationSeconds} />}
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
  const screen = useWords().words.recording.picture;
  if (!drawn) return null;
  return (
    <ExportMenu
      what={screen.name}
      fileName={`${recording.fileName.replace(/\.[^.]+$/, "")}-${screen.fileName}`}
      image={(format) =>
        figureImage(captioned(drawn.figure, caption), format, captionedSize, colours.surface)
      }
      csv={() => spectrogramCsv(drawn.spectrogram.levels)}
    />
  );
}

function pictureWords(
  { analysis, task }: Recording,
  { drawn, caption }: Picture,
  { words, say }: Speaker,
): string {
  const { picture, view } = words.recording;
  const duration = analysis ? picture.seconds(say.number(analysis.audio.durationSeconds, 1)) : "";
  const shown = drawn?.spectrogram.view;
  const axis = shown ? picture.axis(view.scales[shown.scale], say.number(shown.maximumHz, 0)) : "";
  return picture.description(axis, say.task(task), duration, caption);
}
