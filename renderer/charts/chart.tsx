import type { PlotlyHTMLElement } from "plotly.js";
import { type ReactNode, useEffect, useRef } from "react";
import type { Language } from "../../shared/words/language.ts";
import type { ImageFormat } from "../components/export-menu.tsx";
import { speaker, useWords } from "../words.ts";
import type { Figure } from "./figure.ts";

/** Plotly's name of a language: months and the decimal mark on axes. */
const localeOf = (language: Language) => (language === "de" ? "de" : "en-US");

const loadPlotly = () => import("./plotly.ts").then(({ Plotly }) => Plotly);

export type DrawnChart = PlotlyHTMLElement;
type ChartProps = {
  figure: Figure;
  height: number;
  /** One sentence that says what the chart shows, for those who do not see it. */
  description: string;
  /** Called when the chart was first drawn, to listen to its events. */
  onDrawn?: (chart: DrawnChart) => void;
  children?: ReactNode;
};

/** Draws a figure with Plotly and follows the width of its container. */
export function Chart({ figure, height, description, onDrawn, children }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const { language } = useWords();
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let gone = false;
    const observer = new ResizeObserver(() => {
      if (element.classList.contains("js-plotly-plot"))
        void loadPlotly().then((plotly) => gone || plotly.Plots.resize(element));
    });
    observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
      if (element.classList.contains("js-plotly-plot"))
        void loadPlotly().then((plotly) => plotly.purge(element));
    };
  }, []);
  useEffect(() => {
    let stale = false;
    void drawInto(holder, figure, language, () => stale, drawn);
    return () => {
      stale = true;
    };
  }, [figure, language]);
  return (
    <div className="chart" style={{ height, position: "relative" }}>
      <div ref={holder} role="img" aria-label={description} style={{ height }} />
      {children}
    </div>
  );
}

async function drawInto(
  holder: { current: HTMLDivElement | null },
  { data, layout }: Figure,
  language: Language,
  stale: () => boolean,
  drawn: { current: ChartProps["onDrawn"] },
) {
  if (holder.current) await turnOf(holder.current);
  const plotly = await loadPlotly();
  const element = holder.current;
  if (stale() || !element) return;
  const first = !element.classList.contains("js-plotly-plot");
  const chart = await plotly.react(element, data, layout, {
    displayModeBar: false,
    responsive: false,
    locale: localeOf(language),
  });
  if (first && !stale()) drawn.current?.(chart);
}

/** A chart further down than this from what is seen waits, px. */
const nearPixels = 100;
/** For how long at most, ms: it is there when the page is printed, or scrolled fast. */
const longestWaitMs = 2_000;

/** What is seen comes first: resolves when the element is near, or when what is seen has had its time. */
function turnOf(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => requestIdleCallback(go), longestWaitMs);
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && go(), {
      rootMargin: `${nearPixels}px`,
    });
    observer.observe(element);
  });
}

/** A figure as a picture file, twice the pixels for PNG. `background` is the paper's colour. */
export async function figureImage(
  { data, layout }: Figure,
  format: ImageFormat,
  size: { width: number; height: number },
  background: string,
): Promise<Blob> {
  const plotly = await loadPlotly();
  const config = { locale: localeOf(speaker().language) };
  const printed = { data, layout: { ...layout, paper_bgcolor: background, ...size }, config };
  const url = await plotly.toImage(printed, { format, scale: format === "png" ? 2 : 1, ...size });
  return dataUrlBlob(url);
}

/** Content of a data: URL; the content security policy does not let fetch read one. */
export function dataUrlBlob(url: string): Blob {
  const [head = "", body = ""] = url.split(/,(.*)/s);
  const type = /^data:([^;]*)/.exec(head)?.[1] ?? "";
  if (!head.endsWith(";base64")) return new Blob([decodeURIComponent(body)], { type });
  return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], { type });
}
