import { parabolicMaximum, sincInterpolate, sincMaximum } from "../../dsp/interpolation.ts";
import { kernels } from "../../dsp/kernels.ts";
import type { Correlation } from "./pitch-correlation.ts";
import type { PitchCandidate } from "./pitch-frame.ts";
import { jumpCostPerOctave } from "./pitch-path.ts";
import type { PitchSettings } from "./pitch-settings.ts";

/** The candidate that every frame has. */
export function unvoicedCandidate(): PitchCandidate {
  return { frequencyHz: 0, strength: 0 };
}

/** A local maximum of the correlation; `isVoiced` where it can lie below the ceiling. */
type Maximum = PitchCandidate & { lag: number; octave: number; isVoiced: boolean };

/**
 * The unvoiced candidate and the strongest maxima of the correlation, high frequencies being favoured. Those that no
 * path can choose stay at their first estimate.
 */
export function allCandidates(
  correlation: Correlation,
  sampleRateHz: number,
  settings: PitchSettings,
): PitchCandidate[] {
  const { floorHz, ceilingHz, maximumCandidates, octaveCost, voicingThreshold, method } = settings;
  const places = Math.max(maximumCandidates, Math.floor(ceilingHz / floorHz)) - 1;
  const lags = localMaxima(correlation, 0.5 * voicingThreshold);
  const estimates: Maximum[] = [];
  for (const lag of lags) {
    const isVoiced = (lag + 1) * ceilingHz >= sampleRateHz;
    // Above the ceiling the strength only matters in the contest for places.
    const bySinc = isVoiced || lags.length > places;
    const { frequencyHz, strength } = firstEstimate(correlation, lag, sampleRateHz, bySinc);
    estimates.push({ frequencyHz, strength, lag, octave: Math.log2(frequencyHz), isVoiced });
  }
  const maxima = strongest(estimates, places, octaveCost);
  const jumpCost = jumpCostPerOctave(settings, correlation.stepSeconds);
  const isAccurate = method === "ac-gauss" || method === "cc-accurate";
  const candidates = [unvoicedCandidate()];
  for (const maximum of maxima) {
    const { lag, frequencyHz, strength } = maximum;
    const isOpen = mayBeChosen(maximum, maxima, jumpCost, octaveCost);
    candidates.push(
      isOpen ? refined(correlation, lag, frequencyHz, sampleRateHz, isAccurate) : { frequencyHz, strength },
    );
  }
  return candidates;
}

/** As many as there are places: each further maximum takes the place of the weakest, if that is weaker. */
function strongest(maxima: Maximum[], places: number, octaveCost: number): Maximum[] {
  if (maxima.length <= places) return maxima;
  const kept = maxima.slice(0, places);
  const rank = ({ strength, octave }: Maximum) => strength + octaveCost * octave;
  for (const maximum of maxima.slice(places)) {
    let weakest = 0;
    for (let i = 1; i < places; i++) if (rank(kept[i]!) < rank(kept[weakest]!)) weakest = i;
    if (rank(maximum) > rank(kept[weakest]!)) kept[weakest] = maximum;
  }
  return kept;
}

/**
 * Whether a path can go through a maximum, so that its exact place and height matter. It cannot where the maximum lies
 * above the ceiling, or where another one of the frame is so much better that even the jumps to it and back pay.
 */
function mayBeChosen(maximum: Maximum, maxima: Maximum[], jumpCost: number, octaveCost: number): boolean {
  if (!maximum.isVoiced) return false;
  for (const other of maxima) {
    if (!other.isVoiced) continue;
    const advantage = other.strength - maximum.strength + octaveCost * (other.octave - maximum.octave);
    if (advantage > 2 * jumpCost * Math.abs(other.octave - maximum.octave) + estimateSlack) return false;
  }
  return true;
}

/**
 * How much the refined height of a maximum may exceed its parabola, and its first sinc estimate: in noise that reaches
 * up to the Nyquist frequency the parabola sees little of a peak.
 */
const parabolaSlack = 0.4;
const estimateSlack = 0.1;

/** The unvoiced candidate and the strongest voiced one: all that matters where the path has no costs. */
export function strongestCandidate(
  correlation: Correlation,
  sampleRateHz: number,
  { ceilingHz, voicingThreshold }: PitchSettings,
): PitchCandidate[] {
  const { centre } = correlation;
  const r = correlation.r.values;
  const heights: { lag: number; height: number }[] = [];
  let highest = 0;
  for (const lag of localMaxima(correlation, 0.5 * voicingThreshold)) {
    const at = centre + lag;
    const height = parabolicMaximum(r[at - 1]!, r[at]!, r[at + 1]!).value;
    heights.push({ lag, height });
    highest = Math.max(highest, reflected(height));
  }
  heights.sort((a, b) => b.height - a.height);
  let best: PitchCandidate | null = null;
  for (const { lag, height } of heights) {
    if (height + parabolaSlack + estimateSlack < highest) break;
    if (best && height + parabolaSlack < best.strength) break;
    const estimate = firstEstimate(correlation, lag, sampleRateHz, true);
    if (best && estimate.strength + estimateSlack < best.strength) continue;
    const candidate = refined(correlation, lag, estimate.frequencyHz, sampleRateHz, true);
    const isVoiced = candidate.frequencyHz < ceilingHz;
    if (isVoiced && candidate.strength > (best?.strength ?? 0)) best = candidate;
  }
  return best ? [unvoicedCandidate(), best] : [unvoicedCandidate()];
}

/** Lags 2 and more of the local maxima above a threshold. */
function localMaxima({ r, centre, maximumLag, places }: Correlation, threshold: number): number[] {
  const to = centre + Math.min(maximumLag, centre);
  const count = kernels.localMaxima(r.address, centre + 2, to, threshold, places.address);
  const lags: number[] = [];
  for (let i = 0; i < count; i++) lags.push(places.values[i]! - centre);
  return lags;
}

/** Frequency by the parabola; strength by sinc interpolation there, or of the parabola itself. */
function firstEstimate(
  { r, centre }: Correlation,
  lag: number,
  sampleRateHz: number,
  bySinc: boolean,
): PitchCandidate {
  const at = centre + lag;
  const { values } = r;
  const vertex = parabolicMaximum(values[at - 1]!, values[at]!, values[at + 1]!);
  const strength = bySinc ? sincInterpolate(r, at + vertex.index, 30) : vertex.value;
  return { frequencyHz: sampleRateHz / (lag + vertex.index), strength: reflected(strength) };
}

/**
 * The maximum of the sinc interpolation over 70 samples to each side; over 700 where the frequency is above 0.3 of the
 * sample rate. An accurate method takes only the height over 700: the place is the same, at a fifth of the time.
 */
function refined(
  { r, centre }: Correlation,
  lag: number,
  firstFrequencyHz: number,
  sampleRateHz: number,
  isAccurate: boolean,
): PitchCandidate {
  const isHigh = firstFrequencyHz > 0.3 * sampleRateHz;
  const { index, value } = sincMaximum(r, centre + lag, isHigh ? 700 : 70);
  return {
    frequencyHz: sampleRateHz / (index - centre),
    strength: reflected(isAccurate ? sincInterpolate(r, index, 700) : value),
  };
}

/** Values above 1, an effect of short windows, count as their inverse. */
function reflected(strength: number): number {
  return strength > 1 ? 1 / strength : strength;
}
