import { type CSSProperties, type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import type { ModelSummary } from "../../../shared/domain/prediction.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { invertedGrey, magma } from "../../../shared/scale/colour-maps.ts";
import { useChartColours } from "../../charts/chart-colours.ts";
import { PictureCurves } from "../../charts/picture-curves.tsx";
import type { TimeRange } from "../../charts/picture-frame.ts";
import { pictureImage } from "../../charts/picture-image.ts";
import type { LevelRange } from "../../charts/picture-pixels.ts";
import { spectrogramCsv } from "../../charts/spectrogram-levels.ts";
import { SpectrogramPicture } from "../../charts/spectrogram-picture.tsx";
import { ExportMenu } from "../../components/export-menu.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { toProblem } from "../../problem.ts";
import type { Speaker } from "../../speaker.ts";
import { overlayNames, useViewSetting } from "../../view-settings.ts";
import { useWords } from "../../words.ts";
import type { Highlight } from "./highlight.ts";
import { HighlightControls } from "./highlight-controls.tsx";
import { OnsetBar } from "./onset-bar.tsx";
import { OnsetLines } from "./onset-lines.tsx";
import { OverlayChoice } from "./overlay-choice.tsx";
import { nativeHzOf, type Picture } from "./picture.ts";
import { PieceHandles } from "./piece-handles.tsx";
import { type Player, usePlayer } from "./player.ts";
import { PlayerBar } from "./player-bar.tsx";
import { usePlayerKeys } from "./player-keys.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { SelectionLayer } from "./selection-layer.tsx";
import { SplitBar, SplitButton, SplitNotice } from "./split-bar.tsx";
import { TrimButton, TrimNotice, useTrimming } from "./trim-controls.tsx";
import { useCurves } from "./use-curves.ts";
import type { OnsetEditor } from "./use-onset-editor.ts";
import { type Selection, useSelectionKeys } from "./use-selection.ts";
import type { Split } from "./use-split.ts";
import type { WordEditor } from "./use-word-editor.ts";
import { useZoom, type Zoom } from "./use-zoom.ts";
import { ViewControls, ZoomButtons } from "./view-controls.tsx";
import { ViewerCursor } from "./viewer-cursor.tsx";
import { WordBar } from "./word-bar.tsx";
import { WordLayer } from "./word-layer.tsx";

type ViewerProps = {
  recording: Recording;
  picture: Picture;
  models: ModelSummary[];
  highlight: Highlight;
  labelShown: (label: string) => string;
  /** Syllable onsets drawn over the picture; null for tasks without. */
  onsets: OnsetEditor | null;
  /** Words of a reading drawn over the picture; null for recordings without. */
  spoken: WordEditor | null;
  split: Split;
};

/** Player, waveform and spectrogram with the highlight and the syllable onsets. */
export function Viewer(props: ViewerProps) {
  const { recording, picture, models, highlight, labelShown, onsets, spoken, split } = props;
  const { words } = useWords();
  const [range, select] = useState<TimeRange | null>(null);
  const selection = { range, select };
  const { analysis } = recording;
  const layers = useRef<HTMLDivElement>(null);
  const { drawn, error } = picture;
  const duration = drawn?.waveform.durationSeconds;
  const player = usePlayer(recording.id, range, drawn !== null || error !== null, duration);
  useSelectionKeys(selection, player, duration ?? 0);
  usePlayerKeys(player);
  useShortcuts({ highlight: highlight.prediction ? highlight.toggle : undefined });
  const trimming = useTrimming(recording, () => select(null));
  const zoom = useZoom(player, selection, onsets ?? spoken, duration ?? 0);
  return (
    <section className="card viewer">
      <header>
        <PlayerBar player={player} duration={duration} />
        <div className="actions">
          <OverlayChoice
            offered={overlayNames.filter(
              (name) => (name !== "onsets" || onsets !== null) && (name !== "words" || spoken !== null),
            )}
          />
          <ViewControls nativeHz={nativeHzOf(recording)} />
          {analysis && <SplitButton split={split} />}
          <ZoomButtons zoom={zoom} />
          <PictureExport {...{ picture, recording, layers }} />
        </div>
      </header>
      {onsets?.edit && <OnsetBar editor={{ ...onsets, edit: onsets.edit }} cursorSeconds={player.position} />}
      {spoken?.edit && <WordBar editor={{ ...spoken, edit: spoken.edit }} />}
      {split.pieces && <SplitBar {...{ recording, selection }} split={{ ...split, pieces: split.pieces }} />}
      <WithHighlightOpacity>
        {error ? (
          <div className="content">
            <ProblemNotice problem={toProblem(error)} />
          </div>
        ) : drawn ? (
          <RecordingPicture
            {...{ recording, picture, drawn, zoom, selection, player, onsets, spoken, split, layers }}
          />
        ) : (
          <p className="content muted picture">{words.frame.doing(words.recording.picture.computing)}</p>
        )}
      </WithHighlightOpacity>
      <SelectionBar {...{ recording, selection, zoom }}>
        {range && analysis && <TrimButton trimming={trimming} range={range} />}
      </SelectionBar>
      <TrimNotice {...{ recording, trimming }} />
      <SplitNotice split={split} />
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

/** Follows the slider by itself: a moved slider draws neither the picture nor the page again. */
function WithHighlightOpacity({ children }: { children: ReactNode }) {
  const [opacity] = useViewSetting("highlightOpacity");
  return <div style={{ "--highlight-opacity": opacity } as CSSProperties}>{children}</div>;
}

type RecordingPictureProps = {
  recording: Recording;
  picture: Picture;
  drawn: NonNullable<Picture["drawn"]>;
  zoom: Zoom;
  selection: Selection;
  player: Player;
  onsets: OnsetEditor | null;
  spoken: WordEditor | null;
  split: Split;
  layers: RefObject<HTMLDivElement | null>;
};

const colourMaps = { magma, grey: invertedGrey };

function RecordingPicture(props: RecordingPictureProps) {
  const { recording, picture, drawn, zoom, selection, player, onsets, spoken, split, layers } = props;
  const speaker = useWords();
  const { waveform, spectrogram } = drawn;
  const { durationSeconds } = waveform;
  const { levels, view } = spectrogram;
  const [colours] = useViewSetting("colours");
  const [rangeDb] = useViewSetting("rangeDb");
  const [overlays] = useViewSetting("overlays");
  const curves = useCurves(recording);
  const range = useMemo(() => zoom.range ?? ([0, durationSeconds] as const), [zoom.range, durationSeconds]);
  const levelRange = useMemo<LevelRange>(
    () => [levels.maximumDb - rangeDb, levels.maximumDb],
    [levels.maximumDb, rangeDb],
  );
  return (
    <SpectrogramPicture
      {...{ waveform, range, levelRange }}
      spectrogram={levels}
      scale={view.scale}
      maximumHz={view.maximumHz}
      colourMap={colourMaps[colours]}
      overlay={picture.overlay}
      part={overlays.includes("part") ? recording.analysis?.part : null}
      description={pictureWords(recording, picture, speaker)}
      picture={layers}
      drawn={(frame) => (
        <PictureCurves {...{ curves, frame, range }} scale={view.scale} maximumHz={view.maximumHz} />
      )}
    >
      {(frame) => (
        <>
          <SelectionLayer {...{ frame, range, durationSeconds, selection, player, zoom }} />
          <ViewerCursor {...{ frame, player, range, spectrogram }} />
          {onsets && (onsets.edit || overlays.includes("onsets")) && (
            <OnsetLines editor={onsets} {...{ frame, range, durationSeconds }} />
          )}
          {spoken && (spoken.edit || overlays.includes("words")) && (
            <WordLayer editor={spoken} {...{ frame, range, durationSeconds }} />
          )}
          {split.pieces && (
            <PieceHandles {...{ frame, range, durationSeconds }} split={{ ...split, pieces: split.pieces }} />
          )}
        </>
      )}
    </SpectrogramPicture>
  );
}

type PictureExportProps = Pick<RecordingPictureProps, "recording" | "picture" | "layers">;

function PictureExport({ picture: { drawn, caption }, recording, layers }: PictureExportProps) {
  const colours = useChartColours();
  const screen = useWords().words.recording.picture;
  if (!drawn) return null;
  return (
    <ExportMenu
      what={screen.name}
      fileName={`${recording.fileName.replace(/\.[^.]+$/, "")}-${screen.fileName}`}
      image={async (format) => {
        if (!layers.current) throw new Error("The picture is not drawn.");
        return pictureImage(layers.current, caption, colours.surface, format);
      }}
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
