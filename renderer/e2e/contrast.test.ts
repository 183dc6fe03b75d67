import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const tokens = readFileSync(join(import.meta.dirname, "../styles/tokens.css"), "utf8");

function theme(name: "light" | "dark"): Record<string, string> {
  const block = tokens.slice(tokens.indexOf(`:root[data-theme="${name}"]`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, key, hex]) => [key, hex]),
  );
}

/** WCAG 2.2 relative luminance of "#rrggbb". */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(first = "", second = ""): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("the formula gives WCAG's extremes", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

const grounds = ["ground", "surface", "surface-raised", "surface-sunken", "accent-soft"];
const pairs = [
  ...["text", "text-muted", "accent"].flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...["within", "outside", "unreliable", "failure"].map((ink) => [ink, "surface"] as const),
  ["outside", "outside-soft"],
  ["unreliable", "unreliable-soft"],
  ["failure", "failure-soft"],
  ["on-accent", "accent"],
] as const;

test.each(["light", "dark"] as const)("text of the %s theme has a contrast of at least 4.5", (name) => {
  const colours = theme(name);
  const poor = pairs.filter(([ink, ground]) => !(contrast(colours[ink], colours[ground]) >= 4.5));
  expect(poor).toEqual([]);
});
