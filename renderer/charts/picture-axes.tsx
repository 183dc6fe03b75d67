import { useId } from "react";
import type { Waveform } from "../../shared/contract/recordings.ts";
import type { ColourMap } from "../../shared/scale/colour-maps.ts";
import { useWords } from "../words.ts";
import type { ChartColours } from "./chart-colours.ts";
import { type FrequencyScale, frequencyTicks, toAxis } from "./frequency-axis.ts";
import { type Box, type PictureFrame, shareOf, type TimeRange, timeTicks } from "./picture-frame.ts";
import { highlightOpacity, type LevelRange } from "./picture-pixels.ts";
import { waveformHeadroom } from "./waveform-path.ts";

const tickLength = 4;

type Coloured = { colours: ChartColours };

/** Times, s, under the spectrogram. */
export function TimeAxis({
  frame: { spectrogram: box },
  range,
  colours,
}: Coloured & { frame: PictureFrame; range: TimeRange }) {
  const { words, say } = useWords();
  const { seconds, decimals } = timeTicks(range, box.width);
  const foot = box.top + box.height;
  const x = (time: number) => box.left + shareOf(time, range) * box.width;
  return (
    <g textAnchor="middle">
      <path d={`M${box.left} ${foot}h${box.width}`} stroke={colours["line-strong"]} />
      {seconds.map((time) => (
        <g key={time}>
          <path d={`M${x(time)} ${foot}v${tickLength}`} stroke={colours["line-strong"]} />
          <text x={x(time)} y={foot + 16}>
            {say.number(time, decimals)}
          </text>
        </g>
      ))}
      <text x={box.left + box.width / 2} y={foot + 31} fill={colours.text}>
        {words.charts.time}
      </text>
    </g>
  );
}

type FrequencyAxisProps = Coloured & { scale: FrequencyScale; maximumHz: number; box: Box };

/** Frequencies, Hz, left of the spectrogram. */
export function FrequencyAxis({ scale, maximumHz, box, colours }: FrequencyAxisProps) {
  const { charts } = useWords().words;
  const y = (hz: number) => box.top + (1 - toAxis(scale, hz) / toAxis(scale, maximumHz)) * box.height;
  const middle = box.top + box.height / 2;
  return (
    <g textAnchor="end">
      <path d={`M${box.left} ${box.top}v${box.height}`} stroke={colours["line-strong"]} />
      {frequencyTicks(scale, maximumHz).map((hz) => (
        <g key={hz}>
          <path d={`M${box.left} ${y(hz)}h${-tickLength}`} stroke={colours["line-strong"]} />
          <text x={box.left - 7} y={y(hz)} dominantBaseline="central">
            {hz}
          </text>
        </g>
      ))}
      <text
        transform={`translate(9 ${middle}) rotate(-90)`}
        textAnchor="middle"
        dominantBaseline="central"
        fill={colours.text}
      >
        {charts.frequency(charts.scales[scale])}
      </text>
    </g>
  );
}

type WaveformAxisProps = Coloured & { waveform: Waveform; limit: number; box: Box };

/** Full scale of the waveform, and what its triangles mean. */
export function WaveformAxis({ waveform, limit, box, colours }: WaveformAxisProps) {
  const { words, say } = useWords();
  const peak = limit / waveformHeadroom;
  const y = (level: number) => box.top + (0.5 - level / limit / 2) * box.height;
  return (
    <g textAnchor="end">
      <path d={`M${box.left} ${box.top}v${box.height}`} stroke={colours["line-strong"]} />
      {[-peak, 0, peak].map((level) => (
        <text key={level} x={box.left - 7} y={y(level)} dominantBaseline="central">
          {say.number(level, peak < 0.1 ? 2 : 1)}
        </text>
      ))}
      {waveform.clipped.length > 0 && (
        <text x={box.left + box.width + 8} y={box.top + 10} textAnchor="start" fill={colours.failure}>
          {words.charts.clipped}
        </text>
      )}
    </g>
  );
}

const barWidth = 11;
/** Room for the bar's name above it, px. */
const nameHeight = 26;

type BarProps = { name: string; box: Box; ticks: readonly [share: number, text: string][]; fill: string };

/** A bar of colours beside the spectrogram with what its ends mean. */
function ColourBar({ name, box, ticks, fill }: BarProps) {
  const { left, top } = box;
  const barTop = top + nameHeight;
  const barHeight = Math.max(0, box.height - nameHeight); // none in a picture that is being laid out
  return (
    <g>
      {name.split("\n").map((line, k) => (
        <text key={line} x={left} y={top + 4 + 14 * k}>
          {line}
        </text>
      ))}
      <rect x={left} y={barTop} width={barWidth} height={barHeight} fill={fill} />
      {ticks.map(([share, text]) => (
        <text
          key={text}
          x={left + barWidth + 4}
          y={barTop + (1 - share) * barHeight}
          dominantBaseline="central"
        >
          {text}
        </text>
      ))}
    </g>
  );
}

/** Where a bar stands at the right of the spectrogram: one above the other. */
const barBox = ({ left, top, width, height }: Box, isLower: boolean): Box => ({
  left: left + width + 10,
  top: top + 10 + (isLower ? height / 2 + 6 : 0),
  width: barWidth,
  height: height / 2 - 26,
});

type LevelBarProps = { colourMap: ColourMap; levelRange: LevelRange; box: Box };

/** Which colour is which level, dB. */
export function LevelBar({ colourMap, levelRange: [lowest, highest], box }: LevelBarProps) {
  const fill = useId();
  const { words, say } = useWords();
  const stops = Array.from({ length: 17 }, (_, k) => Math.round((255 * k) / 16));
  const level = (share: number) => say.number(lowest + share * (highest - lowest), 0);
  return (
    <>
      <defs>
        <linearGradient id={fill} x1="0" y1="1" x2="0" y2="0">
          {stops.map((stop) => (
            <stop
              key={stop}
              offset={stop / 255}
              stopColor={`rgb(${colourMap.slice(3 * stop, 3 * stop + 3).join(" ")})`}
            />
          ))}
        </linearGradient>
      </defs>
      <ColourBar
        name={words.charts.level}
        box={barBox(box, false)}
        fill={`url(#${fill})`}
        ticks={[0, 0.5, 1].map((share) => [share, level(share)] as const)}
      />
    </>
  );
}

const shortened = (label: string) => (label.length > 12 ? `${label.slice(0, 11)}…` : label);

/** How strongly the highlight is drawn for which share of its strongest value. */
export function HighlightBar({ label, box }: { label: string; box: Box }) {
  const { words } = useWords();
  const fill = useId();
  const stops = [0, 0.25, 0.5, 0.75, 1];
  return (
    <>
      <defs>
        <linearGradient id={fill} x1="0" y1="1" x2="0" y2="0">
          {stops.map((value) => (
            <stop
              key={value}
              offset={value}
              stopColor="#2ee6d6"
              stopOpacity={highlightOpacity(value) / 255}
            />
          ))}
        </linearGradient>
      </defs>
      <ColourBar
        name={words.charts.highlightFor(shortened(label))}
        box={barBox(box, true)}
        fill={`url(#${fill})`}
        ticks={[
          [0, "0"],
          [1, "1"],
        ]}
      />
    </>
  );
}
