import { useWords } from "../words.ts";
import { type FrequencyScale, toAxis } from "./frequency-axis.ts";
import type { Box } from "./picture-frame.ts";

type TrainingBandwidthProps = {
  bandwidthHz: readonly [number, number];
  scale: FrequencyScale;
  maximumHz: number;
  box: Box;
};

/** Grey over the frequencies that the model's training recordings did not hold. */
export function TrainingBandwidth({ bandwidthHz, scale, maximumHz, box }: TrainingBandwidthProps) {
  const { charts } = useWords().words;
  const [low, high] = bandwidthHz;
  const bands = [
    { from: 0, to: Math.min(low, maximumHz), text: "" },
    { from: high, to: maximumHz, text: charts.outsideTraining },
  ].filter(({ from, to }) => to > from);
  const y = (hz: number) => box.top + (1 - toAxis(scale, hz) / toAxis(scale, maximumHz)) * box.height;
  return bands.map(({ from, to, text }) => (
    <g key={from}>
      <rect
        x={box.left}
        width={box.width}
        y={y(to)}
        height={y(from) - y(to)}
        fill="#606a70"
        fillOpacity={0.72}
      />
      <text
        x={box.left + box.width / 2}
        y={(y(from) + y(to)) / 2}
        dominantBaseline="central"
        textAnchor="middle"
        fill="#ffffff"
      >
        {text}
      </text>
    </g>
  ));
}
