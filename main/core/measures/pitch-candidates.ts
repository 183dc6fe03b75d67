import { improveMaximum, parabolicMaximum, sincInterpolate } from "./interpolation.ts";
import type { PitchSettings } from "./pitch.ts";
import type { Correlation } from "./pitch-correlation.ts";
import { jumpCostPerOctave } from "./pitch-path.ts";

/** A possible pitch of a frame: frequency 0 is the unvoiced one; strength is the height of the correlation, 0..1. */
export type PitchCandidate = { frequencyHz: number; strength: number };

/** The candidate that every frame has. */
export function unvoicedCandidate(): PitchCandidate {
  return { frequencyHz: 0, strength: 0 };
}

type Maximum = PitchCandidate & { lag: number };

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
  const jumpCost = jumpCostPerOctave(settings, correlation.stepSeconds);
  const maxima: Maximum[] = [];
  const places = Math.max(maximumCandidates, Math.floor(ceilingHz / floorHz)) - 1;
  const rank = ({ strength, frequencyHz }: Maximum) =>
    strength - octaveCost * Math.log2(floorHz / frequencyHz);
  for (const lag of localMaxima(correlation, 0.5 * voicingThreshold)) {
    const maximum = firstEstimate(correlation, lag, sampleRateHz);
    if (maxima.length < places) {
      maxima.push(maximum);
      continue;
    }
    let weakest = 0;
    for (let i = 1; i < places; i++) if (rank(maxima[i]!) < rank(maxima[weakest]!)) weakest = i;
    if (rank(maximum) > rank(maxima[weakest]!)) maxima[weakest] = maximum;
  }
  const accurate = method === "ac-gauss" || method === "cc-accurate";
  const isOpen = mayBeChosen(maxima, jumpCost, sampleRateHz, settings);
  return [
    unvoicedCandidate(),
    ...maxima.map((maximum) =>
      isOpen(maximum)
        ? refined(
            correlation,
            maximum.lag,
            sampleRateHz,
            accurate || maximum.frequencyHz > 0.3 * sampleRateHz,
          )
        : { frequencyHz: maximum.frequencyHz, strength: maximum.strength },
    ),
  ];
}

/**
 * Whether a path can go through a maximum, so that its exact place and height matter. It cannot where the maximum lies
 * above the ceiling, or where another one of the frame is so much better that even the jumps to it and back pay.
 */
function mayBeChosen(
  maxima: Maximum[],
  jumpCost: number,
  sampleRateHz: number,
  { ceilingHz, octaveCost }: PitchSettings,
): (maximum: Maximum) => boolean {
  const voiced = maxima
    .filter(({ lag }) => (lag + 1) * ceilingHz >= sampleRateHz)
    .map((maximum) => ({ maximum, octave: Math.log2(maximum.frequencyHz) }));
  const score = new Map(
    voiced.map(({ maximum, octave }) => [maximum, maximum.strength + octaveCost * octave]),
  );
  const open = voiced.filter(({ maximum, octave }) =>
    voiced.every(
      (other) =>
        score.get(other.maximum)! - 2 * jumpCost * Math.abs(other.octave - octave) <
        score.get(maximum)! + 2 * estimateSlack,
    ),
  );
  const chosen = new Set(open.map(({ maximum }) => maximum));
  return (maximum) => chosen.has(maximum);
}

/** How much the refined height of a maximum may exceed its parabola, and its first sinc estimate. */
const parabolaSlack = 0.15;
const estimateSlack = 0.02;

/** The unvoiced candidate and the strongest voiced one: all that matters where the path has no costs. */
export function strongestCandidate(
  correlation: Correlation,
  sampleRateHz: number,
  { ceilingHz, voicingThreshold }: PitchSettings,
): PitchCandidate[] {
  const { r, centre } = correlation;
  const heights = localMaxima(correlation, 0.5 * voicingThreshold)
    .map((lag) => {
      const at = centre + lag;
      return { lag, height: parabolicMaximum(r[at - 1]!, r[at]!, r[at + 1]!).value };
    })
    .sort((a, b) => b.height - a.height);
  let best: PitchCandidate | null = null;
  for (const { lag, height } of heights) {
    if (best && height + parabolaSlack < best.strength) break;
    const estimate = firstEstimate(correlation, lag, sampleRateHz);
    if (best && estimate.strength + estimateSlack < best.strength) continue;
    const candidate = refined(correlation, lag, sampleRateHz, true);
    const isVoiced = candidate.frequencyHz < ceilingHz;
    if (isVoiced && candidate.strength > (best?.strength ?? 0)) best = candidate;
  }
  return best ? [unvoicedCandidate(), best] : [unvoicedCandidate()];
}

function localMaxima({ r, centre, maximumLag }: Correlation, threshold: number): number[] {
  const lags: number[] = [];
  for (let lag = 2; lag < maximumLag && lag < centre; lag++) {
    const value = r[centre + lag]!;
    if (value > threshold && value > r[centre + lag - 1]! && value >= r[centre + lag + 1]!) lags.push(lag);
  }
  return lags;
}

/** Frequency by the parabola, strength by sinc interpolation there. */
function firstEstimate({ r, centre }: Correlation, lag: number, sampleRateHz: number): Maximum {
  const at = centre + lag;
  const place = lag + parabolicMaximum(r[at - 1]!, r[at]!, r[at + 1]!).index;
  return {
    lag,
    frequencyHz: sampleRateHz / place,
    strength: reflected(sincInterpolate(r, centre + place, 30)),
  };
}

/** The maximum of the sinc interpolation: placed over 70 samples, its height taken over 700 where `accurate`. */
function refined(
  { r, centre }: Correlation,
  lag: number,
  sampleRateHz: number,
  accurate: boolean,
): PitchCandidate {
  const { index, value } = improveMaximum(r, centre + lag, "sinc70");
  return {
    frequencyHz: sampleRateHz / (index - centre),
    strength: reflected(accurate ? sincInterpolate(r, index, 700) : value),
  };
}

/** Values above 1, an effect of short windows, count as their inverse. */
function reflected(strength: number): number {
  return strength > 1 ? 1 / strength : strength;
}
