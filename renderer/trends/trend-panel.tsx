import { useMemo, useState } from "react";
import type { TrendSeries } from "../../shared/domain/trend.ts";
import { Chart, figureImage } from "../charts/chart.tsx";
import { useChartColours } from "../charts/chart-colours.ts";
import { type TimeAxis, trendCsv, trendFigure } from "../charts/trend-figure.ts";
import { Drawer } from "../components/drawer.tsx";
import { ExportMenu } from "../components/export-menu.tsx";
import { formatUnit } from "../format-quantity.ts";
import { taskName } from "../task-name.ts";
import { changeWords, slopeWords } from "./change-words.ts";
import { SeriesHistory } from "./series-history.tsx";
import { seriesName } from "./series-name.ts";

const height = 190;
type TrendPanelProps = { series: TrendSeries; axis: TimeAxis; span: [string, string] };

/** One measure over the visits, with its change in words. */
export function TrendPanel({ series, axis, span }: TrendPanelProps) {
  const colours = useChartColours();
  const [open, setOpen] = useState(false);
  const figure = useMemo(() => trendFigure(series, axis, span, colours), [series, axis, span, colours]);
  const unit = formatUnit(series.unit);
  const name = seriesName(series);
  const title = `${name}, ${taskName(series.task)}${unit ? `, ${unit}` : ""}`;
  const words = [changeWords(series), slopeWords(series)].filter(Boolean);
  const image = (format: "png" | "svg") => {
    const titled = {
      ...figure.layout,
      title: { text: title, font: { size: 13 } },
      margin: { l: 56, r: 14, t: 40, b: 44 },
    };
    return figureImage({ ...figure, layout: titled }, format, { width: 640, height: 360 }, colours.surface);
  };
  return (
    <figure className="trend-panel">
      <figcaption>
        <button type="button" className="quiet title" onClick={() => setOpen(true)} title="Values and origin">
          <strong>{name}</strong>
          <span className="muted">
            {taskName(series.task)}
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
      <Chart figure={figure} height={height} description={`${title}. ${words.join(". ")}`} />
      <p className="small">{words[0]}</p>
      {words[1] && <p className="small muted">{words[1]}</p>}
      {open && (
        <Drawer title={title} onClose={() => setOpen(false)}>
          <SeriesHistory series={series} />
        </Drawer>
      )}
    </figure>
  );
}
