import { base64Of } from "../../base64-of.ts";

/** Longer side of a logo that was drawn from vectors, pixels: sharp on paper at the size of a report's head. */
const vectorSide = 900;

/** A logo's file as PNG in base 64; an SVG file is drawn by the browser, which runs no script in it. */
export async function logoAsPng(file: File): Promise<string> {
  return file.type === "image/svg+xml" ? drawnAsPng(file) : base64Of(file);
}

async function drawnAsPng(file: File): Promise<string> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = vectorSide / Math.max(image.naturalWidth, image.naturalHeight, 1);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  } finally {
    URL.revokeObjectURL(address);
  }
}
