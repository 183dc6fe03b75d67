import { useEffect, useRef } from "react";

/**
 * The pages of a PDF one below the other; the last one stays until the next is drawn. Drawn here, since a window without
 * plug-ins has no viewer for PDF.
 */
export function PdfPages({ pdf, title }: { pdf: Blob; title: string }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    const draw = async () => {
      const { drawPdf } = await import("./draw-pdf.ts");
      const pages = await drawPdf(pdf, gone.signal);
      if (!gone.signal.aborted) holder.current?.replaceChildren(...pages);
    };
    draw().catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
    return () => gone.abort();
  }, [pdf]);
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key.
  return <div ref={holder} className="pdf-pages" role="document" aria-label={title} tabIndex={0} />;
}
