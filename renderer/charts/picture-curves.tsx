import { type ReactNode, useMemo } from "react";
import type { Contour } from "../../shared/contract/recordings.ts";
import type { MeasuredPart } from "../../shared/domain/analysis.ts";
import { useWords } from "../words.ts";
import { type ChartColours, useChartColours } from "./chart-colours.ts";
import { curveRuns, linePath, markShapes, marksPath, roundRange, type ValueRange } from "./curve-path.ts";
import { type FrequencyScale, toAxis } from "./frequency-axis.ts";
import { type Box, type PictureFrame, shareOf, type TimeRange } from "./picture-frame.ts";
import { Clipped } from "./spectrogram-picture.tsx";

/** What may be drawn over the picture; null or absent: it is not. */
export type Curves = {
  pitch?: Contour | null;
  intensity?: Contour | null;
  formants?: Contour | null;
  /** Glottal pulses, s. */
  pulses?: readonly number[] | null;
  pauses?: readonly MeasuredPart[] | null;
};

type PictureCurvesProps = {
  curves: Curves;
  frame: PictureFrame;
  range: TimeRange;
  scale: FrequencyScale;
  maximumHz: number;
};

const pitchColour = "#7fe0ff";
const intensityColour = "#ffe45c";
const formantColour = "#ffffff";
/** Around every curve, so that it is seen on light and on dark. */
const halo = { stroke: "#0b1115", strokeWidth: 4, strokeOpacity: 0.75, strokeLinejoin: "round" } as const;

/** F0, intensity, formants, pulses and pauses over waveform and spectrogram, with a legend and scales of their own. */
export function PictureCurves({ curves, frame, range, scale, maximumHz }: PictureCurvesProps) {
  const colours = useChartColours();
  const { pitch, intensity, formants, pulses, pauses } = curves;
  const { spectrogram, waveform } = frame;
  const pitchRange = useMemo(() => pitch && roundRange(pitch.series[0] ?? [], 50), [pitch]);
  const levelRange = useMemo(() => intensity && audibleRange(intensity.series[0] ?? []), [intensity]);
  return (
    <>
      <Clipped box={spectrogram}>
        {formants && <Formants {...{ formants, range, scale, maximumHz }} box={spectrogram} />}
        {intensity && levelRange && (
          <Line
            contour={intensity}
            {...{ range }}
            box={upperHalf(spectrogram)}
            values={levelRange}
            colour={intensityColour}
          />
        )}
        {pitch && pitchRange && (
          <Line
            contour={pitch}
            {...{ range }}
            box={lowerHalf(spectrogram)}
            values={pitchRange}
            colour={pitchColour}
          />
        )}
      </Clipped>
      <Clipped box={waveform}>
        {pulses && <Pulses {...{ pulses, range, colours }} box={waveform} />}
        {pauses && <Pauses {...{ pauses, range, colours }} box={waveform} />}
      </Clipped>
      {pitchRange && (
        <Scale values={pitchRange} box={lowerHalf(spectrogram)} colour={pitchColour} unit="Hz" />
      )}
      {levelRange && (
        <Scale values={levelRange} box={upperHalf(spectrogram)} colour={intensityColour} unit="dB" />
      )}
      <Legend curves={curves} box={spectrogram} />
    </>
  );
}

/** Pitch runs in the lower half of the spectrogram and intensity in the upper, so that they do not cross. */
const lowerHalf = (box: Box): Box => ({
  ...box,
  top: box.top + box.height / 2 + 10,
  height: box.height / 2 - 18,
});
const upperHalf = (box: Box): Box => ({ ...box, top: box.top + 28, height: box.height / 2 - 40 });

/** Levels below the loudest that are drawn, dB: the rest is silence. */
const audibleDb = 50;

function audibleRange(levels: readonly (number | null)[]): ValueRange | null {
  const range = roundRange(levels, 10);
  return range && [Math.max(range[0], range[1] - audibleDb), range[1]];
}

type LineProps = { contour: Contour; range: TimeRange; box: Box; values: ValueRange; colour: string };

function Line({ contour, range, box, values: [lowest, highest], colour }: LineProps) {
  const yOf = (value: number) => box.top + (1 - (value - lowest) / (highest - lowest)) * box.height;
  const d = linePath(curveRuns(contour, contour.series[0] ?? [], range, box, yOf, 1));
  return (
    <g fill="none">
      <path d={d} {...halo} />
      <path d={d} stroke={colour} strokeWidth={1.8} strokeLinejoin="round" />
    </g>
  );
}

const formantShapes = Object.keys(markShapes) as (keyof typeof markShapes)[];

type FormantsProps = {
  formants: Contour;
  range: TimeRange;
  box: Box;
  scale: FrequencyScale;
  maximumHz: number;
};

function Formants({ formants, range, box, scale, maximumHz }: FormantsProps) {
  const top = toAxis(scale, maximumHz);
  const yOf = (hz: number) => box.top + (1 - toAxis(scale, hz) / top) * box.height;
  return formants.series.map((values, number) => (
    <path
      key={formantShapes[number]}
      d={marksPath(curveRuns(formants, values, range, box, yOf, 6), formantShapes[number] ?? "disc")}
      fill={formantColour}
      stroke="#0b1115"
      strokeWidth={0.8}
    />
  ));
}

/** Fewer px between pulses than this, and they would be a block. */
const leastPulsePixels = 2.5;

function Pulses({
  pulses,
  range,
  box,
  colours,
}: {
  pulses: readonly number[];
  range: TimeRange;
  box: Box;
  colours: ChartColours;
}) {
  const shown = pulses.filter((time) => time >= range[0] && time <= range[1]);
  if (shown.length * leastPulsePixels > box.width) return null;
  const x = (time: number) => (box.left + shareOf(time, range) * box.width).toFixed(1);
  return (
    <path
      className="pulses"
      d={shown.map((time) => `M${x(time)} ${box.top}v${box.height}`).join("")}
      stroke={colours.outside}
      strokeOpacity={0.8}
    />
  );
}

type PausesProps = { pauses: readonly MeasuredPart[]; range: TimeRange; box: Box; colours: ChartColours };

/** A bracket under each pause with its length where it has room. */
function Pauses({ pauses, range, box, colours }: PausesProps) {
  const { say } = useWords();
  const x = (time: number) => box.left + shareOf(time, range) * box.width;
  const y = box.top + box.height - 5;
  return pauses.map(({ startSeconds, endSeconds }) => {
    const [from, to] = [x(startSeconds), x(endSeconds)];
    return (
      <g key={startSeconds}>
        <path d={`M${from} ${y - 4}v8M${from} ${y}H${to}M${to} ${y - 4}v8`} stroke={colours.outside} />
        {to - from > 44 && (
          <text x={(from + to) / 2} y={y - 6} textAnchor="middle" fill={colours.text}>
            {say.number(endSeconds - startSeconds, 2)} s
          </text>
        )}
      </g>
    );
  });
}

type ScaleProps = { values: ValueRange; box: Box; colour: string; unit: string };

/** The ends and the middle of a curve's scale, inside the picture at its right edge. */
function Scale({ values: [lowest, highest], box, colour, unit }: ScaleProps) {
  const { say } = useWords();
  return [0, 0.5, 1].map((share) => (
    <Haloed
      key={share}
      x={box.left + box.width - 5}
      y={box.top + (1 - share) * box.height}
      colour={colour}
      anchor="end"
    >
      {`${say.number(lowest + share * (highest - lowest), 0)} ${unit}`}
    </Haloed>
  ));
}

type HaloedProps = { x: number; y: number; colour: string; anchor: "start" | "end"; children: ReactNode };

function Haloed({ x, y, colour, anchor, children }: HaloedProps) {
  return (
    <text
      {...{ x, y }}
      fill={colour}
      textAnchor={anchor}
      dominantBaseline="central"
      paintOrder="stroke"
      stroke="#0b1115"
      strokeWidth={3}
      strokeLinejoin="round"
    >
      {children}
    </text>
  );
}

/** What the curves are, in the picture's upper left corner. */
function Legend({ curves, box }: { curves: Curves; box: Box }) {
  const { legend } = useWords().words.charts;
  const entries = [
    curves.pitch && { text: `— ${legend.pitch}`, colour: pitchColour },
    curves.intensity && { text: `— ${legend.intensity}`, colour: intensityColour },
    curves.formants && { text: "● F1  ◆ F2  ■ F3", colour: formantColour },
  ].filter((entry) => !!entry);
  return entries.map(({ text, colour }, k) => (
    <Haloed key={text} x={box.left + 8} y={box.top + 14 + 17 * k} colour={colour} anchor="start">
      {text}
    </Haloed>
  ));
}
