import { useMemo } from "react";
import { useTheme } from "../theme.ts";

const names = [
  "surface",
  "line",
  "line-strong",
  "text",
  "text-muted",
  "accent",
  "outside",
  "unreliable",
  "failure",
  "norm-band",
  "error-band",
] as const;

/** The theme's colours as literal values, for charts that cannot read custom properties. */
export type ChartColours = Record<(typeof names)[number], string>;

export function useChartColours(): ChartColours {
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style depends on the theme
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
    ) as ChartColours;
  }, [theme]);
}
