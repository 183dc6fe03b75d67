import { type ReactNode, type Ref, useMemo, useRef } from "react";
import type { ExplanationMap, Waveform } from "../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../shared/domain/analysis.ts";
import type { ColourMap } from "../../shared/scale/colour-maps.ts";
import { type ChartColours, useChartColours } from "./chart-colours.ts";
import { explanationGrid } from "./explanation-grid.ts";
import { type FrequencyScale, toAxis } from "./frequency-axis.ts";
import { outsidePart } from "./outside-part.ts";
import { FrequencyAxis, HighlightBar, LevelBar, TimeAxis, WaveformAxis } from "./picture-axes.tsx";
import { type Box, type PictureFrame, pictureFrame, shareOf, type TimeRange } from "./picture-frame.ts";
import { highlightPixels, type LevelRange, spectrogramPixels } from "./picture-pixels.ts";
import { type Extent, PixelCanvas } from "./pixel-canvas.tsx";
import type { SpectrogramLevels } from "./spectrogram-levels.ts";
import { TrainingBandwidth } from "./training-bandwidth.tsx";
import { useBoxSize } from "./use-box-size.ts";
import { columnSeconds, waveformLimit, waveformPath } from "./waveform-path.ts";

/** A highlight to lay over the spectrogram, and of which class it is. */
export type Overlay = { map: ExplanationMap; label: string };

type SpectrogramPictureProps = {
  waveform: Waveform;
  /** Level at the top of the waveform's axis; that of its own peak where absent. */
  waveformTop?: number;
  spectrogram: SpectrogramLevels;
  scale: FrequencyScale;
  /** Top of the frequency axis, Hz. */
  maximumHz: number;
  /** The stretch of time that is shown, s. */
  range: TimeRange;
  colourMap: ColourMap;
  /** Lowest and highest level that the colours part, dB; below and above the colour stays the same. */
  levelRange: LevelRange;
  overlay?: Overlay | null;
  /** What the measures are of, s; the waveform is dimmed outside. Null where that is not known. */
  part?: MeasuredPart | null;
  /** One sentence that says what the picture shows, for those who do not see it. */
  description: string;
  picture?: Ref<HTMLDivElement>;
  /** What is drawn into the picture's SVG, over spectrogram and waveform. */
  drawn?: (frame: PictureFrame) => ReactNode;
  /** What is laid over the picture: cursor, handles. */
  children?: (frame: PictureFrame) => ReactNode;
};

/**
 * Waveform above spectrogram on one time axis, with a model's highlight over it where one is given. The spectrogram and the
 * highlight are canvases that keep their pixels while the picture is zoomed; `--highlight-opacity` of any element around it
 * says how strongly the highlight is drawn.
 */
export function SpectrogramPicture(props: SpectrogramPictureProps) {
  const { spectrogram, scale, maximumHz, range, colourMap, levelRange, overlay = null } = props;
  const holder = useRef<HTMLDivElement>(null);
  const size = useBoxSize(holder);
  const frame = useMemo(() => size && pictureFrame(size.width, size.height), [size]);
  const pixels = useMemo(
    () => spectrogramPixels(spectrogram, colourMap, levelRange),
    [spectrogram, colourMap, levelRange],
  );
  const axisTop = toAxis(scale, maximumHz);
  return (
    <div className="picture" ref={holder}>
      {frame && (
        <div ref={props.picture} className="picture-layers" role="img" aria-label={props.description}>
          <div className="picture-plot" style={placed(frame.spectrogram)}>
            <PixelCanvas
              className="spectrogram"
              {...{ pixels, range, axisTop }}
              extent={spectrogramExtent(spectrogram, scale)}
            />
            {overlay && <Highlight {...{ overlay, scale, range, axisTop }} />}
          </div>
          <PictureLines {...props} frame={frame} overlay={overlay} />
        </div>
      )}
      {frame && props.children?.(frame)}
    </div>
  );
}

const placed = ({ left, top, width, height }: Box) => ({ left, top, width, height });

function spectrogramExtent(
  { startSeconds, hopSeconds, frames, frequenciesHz }: SpectrogramLevels,
  scale: FrequencyScale,
): Extent {
  const [first = 0, last = 0] = [frequenciesHz[0], frequenciesHz.at(-1)].map((hz) => toAxis(scale, hz ?? 0));
  const half = (last - first) / Math.max(1, frequenciesHz.length - 1) / 2;
  return {
    fromSeconds: startSeconds - hopSeconds / 2,
    toSeconds: startSeconds + (frames - 0.5) * hopSeconds,
    lowest: first - half,
    highest: last + half,
  };
}

/** Points of the highlight along time and frequency: enough for a smooth outline. */
const highlightSize = [480, 200] as const;

type HighlightProps = { overlay: Overlay; scale: FrequencyScale; range: TimeRange; axisTop: number };

function Highlight({ overlay: { map }, scale, range, axisTop }: HighlightProps) {
  const pixels = useMemo(
    () => highlightPixels(explanationGrid(map, scale, ...highlightSize), map.values),
    [map, scale],
  );
  const { startSeconds, endSeconds, frequencyEdgesHz } = map;
  const extent = {
    fromSeconds: startSeconds,
    toSeconds: endSeconds,
    lowest: toAxis(scale, frequencyEdgesHz[0] ?? 0),
    highest: toAxis(scale, frequencyEdgesHz.at(-1) ?? 0),
  };
  return <PixelCanvas className="highlight" {...{ pixels, extent, range, axisTop }} />;
}

type PictureLinesProps = SpectrogramPictureProps & { frame: PictureFrame; overlay: Overlay | null };

/** All of the picture that is lines and text. */
function PictureLines(props: PictureLinesProps) {
  const { frame, waveform, range, scale, maximumHz, overlay, part = null } = props;
  const colours = useChartColours();
  const limit = props.waveformTop ?? waveformLimit(waveform);
  const wave = useMemo(
    () => waveformPath(waveform, range, frame.waveform, limit),
    [waveform, range, frame, limit],
  );
  const { width, height } = frame;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="Inter, system-ui, sans-serif"
      fontSize={12}
      fill={colours["text-muted"]}
      aria-hidden
    >
      <Clipped box={frame.waveform}>
        <path d={wave} fill={colours.accent} stroke={colours.accent} strokeWidth={0.5} />
        <ClippedMarks {...{ waveform, range, colours }} box={frame.waveform} />
        <OutsidePart {...{ part, range, colours }} box={frame.waveform} seconds={waveform.durationSeconds} />
      </Clipped>
      {overlay && (
        <TrainingBandwidth
          bandwidthHz={overlay.map.trainingBandwidthHz}
          {...{ scale, maximumHz }}
          box={frame.spectrogram}
        />
      )}
      {props.drawn?.(frame)}
      <TimeAxis {...{ frame, range, colours }} />
      <FrequencyAxis {...{ scale, maximumHz, colours }} box={frame.spectrogram} />
      <WaveformAxis {...{ waveform, limit, colours }} box={frame.waveform} />
      <LevelBar colourMap={props.colourMap} levelRange={props.levelRange} box={frame.spectrogram} />
      {overlay && <HighlightBar label={overlay.label} box={frame.spectrogram} />}
    </svg>
  );
}

type ClippedProps = { box: Box; children: ReactNode };

/** Draws in the picture's own pixels, but nothing outside a box. */
export function Clipped({ box: { left, top, width, height }, children }: ClippedProps) {
  return (
    <svg
      x={left}
      y={top}
      width={width}
      height={height}
      viewBox={`${left} ${top} ${width} ${height}`}
      aria-hidden
    >
      {children}
    </svg>
  );
}

type ClippedMarksProps = { waveform: Waveform; range: TimeRange; box: Box; colours: ChartColours };

/** A triangle over each column of the waveform that holds clipped samples. */
function ClippedMarks({ waveform, range, box, colours }: ClippedMarksProps) {
  const marks = waveform.clipped.map((column) => {
    const x = box.left + shareOf(columnSeconds(waveform, column), range) * box.width;
    return `M${x.toFixed(1)} ${box.top + 8}l-4 -7h8z`;
  });
  return <path className="clipped" d={marks.join("")} fill={colours.failure} />;
}

type OutsidePartProps = {
  part: MeasuredPart | null;
  seconds: number;
  range: TimeRange;
  box: Box;
  colours: ChartColours;
};

/** What was not measured is dimmed in the waveform, with a line where the measured part begins and ends. */
function OutsidePart({ part, seconds, range, box, colours }: OutsidePartProps) {
  const x = (time: number) => box.left + shareOf(time, range) * box.width;
  return outsidePart(part, seconds).map(({ from, to, edge }) => (
    <g key={from}>
      <rect
        x={x(from)}
        width={x(to) - x(from)}
        y={box.top}
        height={box.height}
        fill={colours.surface}
        opacity={0.72}
      />
      <path d={`M${x(edge)} ${box.top}v${box.height}`} stroke={colours.text} strokeWidth={1.5} />
    </g>
  ));
}
