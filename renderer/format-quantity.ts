/** A real minus sign. */
export const minus = (text: string) => text.replace("-", "−");

/** Three significant digits, whole numbers in full, a real minus sign: `0.41234` gives "0.412", `-3.1` "−3.10". */
export function formatValue(value: number): string {
  if (Number.isInteger(value)) return minus(String(value));
  const text = Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
  return minus(text.includes("e") ? String(Number(text)) : text);
}

/** As `formatValue`, with an explicit sign. */
export function formatChange(value: number): string {
  return value > 0 ? `+${formatValue(value)}` : formatValue(value);
}

/** Unit for the screen; the dimensionless "1" and "count" are not shown, "1/s" is "/s", "Hz^2" is "Hz²". */
export function formatUnit(unit: string): string {
  return unit === "1" || unit === "count" ? "" : unit.replace(/^1\//, "/").replace("^2", "²");
}

/** Very short times in microseconds (jitter, absolute); all else as it is. */
export function readable(value: number, unit: string): { value: number; unit: string } {
  const tiny = unit === "s" && value !== 0 && Math.abs(value) < 1e-3;
  return tiny ? { value: value * 1e6, unit: "µs" } : { value, unit };
}

/** Probability as a whole percentage that never claims certainty: "<1 %", "43 %", ">99 %". */
export function formatProbability(probability: number): string {
  const percent = probability * 100;
  if (percent < 1) return "<1 %";
  if (percent > 99) return ">99 %";
  return `${percent.toFixed(0)} %`;
}

/** File size in kB or MB (powers of 1000). */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Position in a recording, "0:03.52". */
export function formatTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, "0")}`;
}
