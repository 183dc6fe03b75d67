import { useMemo } from "react";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Recording } from "../../../shared/domain/recording.ts";
import { baselineCorners, vowelsOf } from "../../../shared/domain/visit-vowels.ts";
import { Chart, figureImage } from "../../charts/chart.tsx";
import { useChartColours } from "../../charts/chart-colours.ts";
import { vowelChartWords, vowelCsv, vowelFigure } from "../../charts/vowel-figure.ts";
import { ExportMenu } from "../../components/export-menu.tsx";
import { useWords } from "../../words.ts";

type VowelsCardProps = { findings: readonly Finding[]; recordings: readonly Recording[] };
const chartHeight = 260;

/** The vowels of the takes that count, with the baseline's triangle. */
export function VowelsCard({ findings, recordings }: VowelsCardProps) {
  const colours = useChartColours();
  const speaker = useWords();
  const { vowels: screen } = speaker.words.visit;
  const vowels = useMemo(() => vowelsOf(findings, recordings), [findings, recordings]);
  const baseline = useMemo(() => baselineCorners(findings), [findings]);
  const figure = useMemo(
    () => (vowels.length > 0 ? vowelFigure(vowels, baseline, colours, speaker.words.charts) : null),
    [vowels, baseline, colours, speaker],
  );
  if (!figure) return null;
  return (
    <figure className="card vowel-chart">
      <figcaption>
        <span className="small">{baseline ? screen.withBaseline : screen.title}</span>
        <ExportMenu
          what={screen.chart}
          fileName={screen.file}
          csv={() => vowelCsv(vowels)}
          image={(format) => figureImage(figure, format, { width: 480, height: 400 }, colours.surface)}
        />
      </figcaption>
      <Chart
        figure={figure}
        height={chartHeight}
        description={vowelChartWords(vowels, baseline !== null, speaker)}
      />
    </figure>
  );
}
