import { useMemo, useState } from "react";
import type { Treatment } from "../../../../shared/domain/treatment.ts";
import type { TrendSeries } from "../../../../shared/domain/trend.ts";
import { Chart, figureImage } from "../../../charts/chart.tsx";
import { useChartColours } from "../../../charts/chart-colours.ts";
import { laneBars, lanesHeight } from "../../../charts/treatment-lanes.ts";
import { type TimeAxis, trendCsv, trendFigure } from "../../../charts/trend-figure.ts";
import { Drawer } from "../../../components/drawer.tsx";
import { ExportMenu } from "../../../components/export-menu.tsx";
import { today } from "../../../today.ts";
import { treatmentName, treatmentPeriod } from "../../../treatment-words.ts";
import { useWords } from "../../../words.ts";
import { changeWords, slopeWords } from "./change-words.ts";
import { useProjection } from "./projection.ts";
import { ProjectionControl } from "./projection-control.tsx";
import { SeriesHistory } from "./series-history.tsx";

const plotHeight = 190;
const nothingProjected: never[] = [];

type TrendPanelProps = {
  series: TrendSeries;
  patientId: string;
  treatments: Treatment[];
  axis: TimeAxis;
  span: [string, string];
  /** Months that the line is continued; null while that was not asked for. */
  months: number | null;
  onMonths: (months: number | null) => void;
};

/** One measure over the visits, with its change in words. */
export function TrendPanel(props: TrendPanelProps) {
  const { series, axis, span, treatments, patientId, months, onMonths } = props;
  const colours = useChartColours();
  const speaker = useWords();
  const { words: all, say } = speaker;
  const [open, setOpen] = useState(false);
  const query = useProjection(patientId, series, months);
  const projection = (months === null ? undefined : query.data) ?? nothingProjected;
  const lanes = useMemo(() => laneBars(treatments, span, today()), [treatments, span]);
  const figure = useMemo(
    () => trendFigure(series, axis, span, colours, { lanes, projection }, speaker),
    [series, axis, span, colours, lanes, projection, speaker],
  );
  const height = plotHeight + lanesHeight(lanes);
  const unit = say.unit(series.unit);
  const name = say.measureName(series.id);
  const title = `${name}, ${say.task(series.task)}${unit ? `, ${unit}` : ""}`;
  const words = [changeWords(series, speaker), slopeWords(series, speaker)].filter(Boolean);
  const treated = lanes.map(
    ({ treatment }) => `${treatmentName(treatment, speaker)} ${treatmentPeriod(treatment, speaker)}`,
  );
  const image = (format: "png" | "svg") => {
    const titled = {
      ...figure.layout,
      title: { text: title, font: { size: 13 } },
      margin: { ...figure.layout.margin, l: 56, r: 14, t: 40 },
    };
    return figureImage(
      { ...figure, layout: titled },
      format,
      { width: 640, height: height + 170 },
      colours.surface,
    );
  };
  return (
    <figure className="trend-panel">
      <figcaption>
        <button
          type="button"
          className="quiet title"
          onClick={() => setOpen(true)}
          title={say.measureTooltip(series.id) ?? all.trend.valuesAndOrigin}
        >
          <strong>{name}</strong>
          <span className="muted">
            {say.task(series.task)}
            {unit && `, ${unit}`}
          </span>
        </button>
        <ExportMenu
          what={title}
          fileName={`${series.task}-${series.id}`.replaceAll(/[^a-z0-9-]+/gi, "-")}
          csv={() => trendCsv(series)}
          image={image}
        />
      </figcaption>
      <Chart figure={figure} height={height} description={`${title}. ${[...words, ...treated].join(". ")}`} />
      <p className="small">{words[0]}</p>
      {words[1] && <p className="small muted">{words[1]}</p>}
      <ProjectionControl series={series} months={months} onMonths={onMonths} query={query} />
      {open && (
        <Drawer title={title} onClose={() => setOpen(false)}>
          <SeriesHistory series={series} />
        </Drawer>
      )}
    </figure>
  );
}
