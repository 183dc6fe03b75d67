import { fftSetup, inWorkspace, kernels } from "./kernels.ts";
import { rememberLast } from "./remember-last.ts";

/**
 * Sum of the power spectra of stretches of `size` samples that begin at `starts`, all inside the signal, each under a Hann
 * window: bins 0..size / 2 - 1.
 */
export function totalPower(samples: Float32Array, starts: Iterable<number>, size: number): Float64Array {
  return inWorkspace((room) => {
    const floats = () => room.floats(size);
    const [x, spectrum, work, power] = [floats(), floats(), floats(), floats()];
    const window = room.floatsOf(hannWindow(size));
    const total = room.doubles(size / 2);
    total.values.fill(0);
    const setup = fftSetup(size);
    for (const start of starts) {
      x.values.set(samples.subarray(start, start + size));
      kernels.windowed(x.address, window.address, size, size, 0);
      kernels.powerSpectrum(setup, x.address, spectrum.address, work.address, size, power.address);
      kernels.accumulate(power.address, total.address, size / 2);
    }
    return total.values.slice();
  });
}

/** Hann window of an even length, its ends half a sample beyond; the second half mirrors the first. */
const hannWindow = rememberLast((size) => {
  const window = new Float32Array(size);
  for (let i = 0; i < size / 2; i++)
    window[i] = window[size - 1 - i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size);
  return window;
});
