/** `npm run icons`: the icons of the installers, drawn from renderer/public/icon.svg by an installed Chromium. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser, sandboxFlags } from "../app/programs.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(import.meta.dirname, "icons");
const sizes = [16, 32, 48, 64, 128, 256, 512] as const;

/** Apple's names of a PNG image by its size. */
const appleTypes: Readonly<Record<number, string>> = {
  16: "icp4",
  32: "icp5",
  64: "icp6",
  128: "ic07",
  256: "ic08",
  512: "ic09",
};

type Picture = { size: number; png: Buffer };

async function draw(): Promise<Picture[]> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error("Chromium is missing: npm run setup");
  const browser = await chromium.launch({ executablePath, args: sandboxFlags() });
  try {
    const page = await browser.newPage();
    const svg = readFileSync(join(root, "renderer", "public", "icon.svg"), "utf8");
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    const pictures: Picture[] = [];
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      pictures.push({ size, png: await page.screenshot({ omitBackground: true }) });
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

/** A Windows icon: a directory of PNG images of up to 256 points, where 0 means 256. */
function windowsIcon(pictures: readonly Picture[]): Buffer {
  const fitting = pictures.filter(({ size }) => size <= 256);
  const head = Buffer.from([0, 0, 1, 0, fitting.length, 0]);
  let offset = head.length + 16 * fitting.length;
  const entries = fitting.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0]);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...fitting.map(({ png }) => png)]);
}

/** An Apple icon: PNG images, each under a name of four letters and its length. */
function appleIcon(pictures: readonly Picture[]): Buffer {
  const block = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32BE(head.length + content.length, 4);
    return Buffer.concat([head, content]);
  };
  const images = pictures.flatMap(({ size, png }) =>
    appleTypes[size] ? [block(appleTypes[size], png)] : [],
  );
  return block("icns", Buffer.concat(images));
}

const pictures = await draw();
mkdirSync(folder, { recursive: true });
for (const { size, png } of pictures) writeFileSync(join(folder, `${size}x${size}.png`), png);
writeFileSync(join(folder, "icon.ico"), windowsIcon(pictures));
writeFileSync(join(folder, "icon.icns"), appleIcon(pictures));
