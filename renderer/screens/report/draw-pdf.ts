import { GlobalWorkerOptions, getDocument, type PDFPageProxy } from "pdfjs-dist";
import workerAddress from "pdfjs-dist/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerAddress;

/** Pixels a point: sharp on a page of the screen's width, also when the browser magnifies it. */
const pixelsPerPoint = 2;

/**
 * The pages of a PDF as pictures, each holding its text for those who do not see it. The fonts are in the file, and
 * nothing is fetched.
 * @throws what `signal` aborts with
 */
export async function drawPdf(pdf: Blob, signal: AbortSignal): Promise<HTMLCanvasElement[]> {
  const data = new Uint8Array(await pdf.arrayBuffer());
  const loading = getDocument({ data, useWasm: false, useWorkerFetch: false });
  try {
    const document = await loading.promise;
    const pages: HTMLCanvasElement[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      signal.throwIfAborted();
      pages.push(await drawPage(await document.getPage(number)));
    }
    return pages;
  } finally {
    await loading.destroy();
  }
}

async function drawPage(page: PDFPageProxy): Promise<HTMLCanvasElement> {
  const viewport = page.getViewport({ scale: pixelsPerPoint });
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.ceil(viewport.width),
    height: Math.ceil(viewport.height),
  });
  await page.render({ canvas, viewport }).promise;
  const { items } = await page.getTextContent();
  canvas.textContent = items
    .map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : ""))
    .join("");
  return canvas;
}
