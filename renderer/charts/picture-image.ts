import type { ImageFormat } from "../components/export-menu.tsx";

/** Height of the line of text above a picture that leaves the program, px. */
const captionHeight = 30;

/**
 * A picture that is on screen as a file of its own: what is seen, with a line of text above it; a PNG has twice the pixels.
 * `background` is the paper's colour.
 */
export async function pictureImage(
  picture: HTMLElement,
  caption: string,
  background: string,
  format: ImageFormat,
): Promise<Blob> {
  const { svg, width, height } = pictureSvg(picture, caption, background);
  const text = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  return format === "svg" ? text : pngOf(text, 2 * width, 2 * height);
}

function pictureSvg(picture: HTMLElement, caption: string, background: string) {
  const lines = picture.querySelector("svg")?.cloneNode(true) as SVGSVGElement;
  const { width, height: pictureHeight } = picture.getBoundingClientRect();
  const height = pictureHeight + captionHeight;
  lines.setAttribute("viewBox", `0 ${-captionHeight} ${width} ${height}`);
  lines.setAttribute("height", String(height));
  lines.prepend(
    element("rect", { x: 0, y: -captionHeight, width, height, fill: background }),
    ...[...picture.querySelectorAll("canvas")].map((canvas) => imageOf(canvas, picture)),
  );
  const title = element("text", { x: 12, y: -11, "font-size": 13 });
  title.textContent = caption;
  lines.append(title);
  return { svg: lines, width, height };
}

/** A canvas at its place, cut at the edges of its plot. */
function imageOf(canvas: HTMLCanvasElement, picture: HTMLElement): SVGElement {
  const plot = boxIn(canvas.parentElement ?? picture, picture);
  const place = boxIn(canvas, picture);
  const cut = element("svg", {
    ...plot,
    viewBox: `${plot.x} ${plot.y} ${plot.width} ${plot.height}`,
  });
  cut.append(
    element("image", {
      ...place,
      href: canvas.toDataURL("image/png"),
      preserveAspectRatio: "none",
      opacity: getComputedStyle(canvas).opacity,
    }),
  );
  return cut;
}

function boxIn(inner: HTMLElement, outer: HTMLElement) {
  const from = outer.getBoundingClientRect();
  const { left, top, width, height } = inner.getBoundingClientRect();
  return { x: left - from.left, y: top - from.top, width, height };
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

async function pngOf(svg: Blob, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
