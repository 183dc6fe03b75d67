import type { MeasureSettings, Measures } from "../../../../shared/domain/measure.ts";
import type { Sound } from "../../../../shared/domain/sound.ts";
import { frameTime } from "../../dsp/frame-grid.ts";
import { median } from "../../dsp/median.ts";
import { type Pitch, pitch, standardPitch } from "./pitch.ts";

/** The range of a second look, Hz: from the lowest voices to a man's or woman's falsetto. */
const wideRangeHz = [60, 600] as const;
/** How much of the middle of a voice is looked at again, s. */
const lookSeconds = 1;
/** Ratio of two F0 that are about an octave apart. */
const octave = [1.8, 2.2] as const;
/** F0 so near to an end of the range that was asked for, or beyond it, may be found an octave off, as a share. */
const atEdge = 0.05;

/** Measures that take the length of a period for what F0 says. HNR and the modulation of F0 find periods of their own. */
const restsOnPeriods = /^(f0-(mean|sd|min|max|range)|jitter-.*|shimmer-.*|h1-h2)$/;

/**
 * Whether F0 may lie an octave off: in the middle second of a sustained voice the median by the range that was asked for
 * and that by 60-600 Hz are a factor of 1.8 to 2.2 apart, the latter at an end of the former range or beyond it. So a
 * man's falsetto of 330 Hz, which a ceiling of 300 Hz finds at 165 Hz; but no second harmonic that both ranges hold.
 * @param contour of the whole sound, by the range that was asked for
 */
export function isOctaveUncertain(
  sound: Sound,
  contour: Pitch | null,
  { pitchFloorHz, pitchCeilingHz }: Pick<MeasureSettings, "pitchFloorHz" | "pitchCeilingHz">,
): boolean {
  if (!contour) return false;
  const { samples, sampleRateHz } = sound;
  const middle = samples.length / sampleRateHz / 2;
  const [from, to] = [middle - lookSeconds / 2, middle + lookSeconds / 2];
  const asked = medianVoiced(
    contour.frequencies.filter((_, i) => frameTime(contour, i) >= from && frameTime(contour, i) <= to),
  );
  const cut = samples.subarray(Math.max(0, Math.round(from * sampleRateHz)), Math.round(to * sampleRateHz));
  const wide = pitch({ samples: cut, sampleRateHz }, standardPitch(...wideRangeHz));
  const seen = wide && medianVoiced(wide.frequencies);
  if (!asked || !seen) return false;
  const ratio = Math.max(asked, seen) / Math.min(asked, seen);
  const isAtEdge = seen < (1 + atEdge) * pitchFloorHz || seen > (1 - atEdge) * pitchCeilingHz;
  return isAtEdge && octave[0] <= ratio && ratio <= octave[1];
}

function medianVoiced(frequencies: Float64Array): number | null {
  const voiced = frequencies.filter((frequency) => frequency > 0);
  return voiced.length > 0 ? median(voiced) : null;
}

/** The measures with those doubted that rest on a period which may be twice or half as long. */
export function doubtedByOctave(measures: Measures): Measures {
  return Object.fromEntries(
    Object.entries(measures).map(([id, measure]) =>
      restsOnPeriods.test(id) && measure.value !== null
        ? [id, { ...measure, doubts: [...(measure.doubts ?? []), "octave-uncertain" as const] }]
        : [id, measure],
    ),
  );
}
