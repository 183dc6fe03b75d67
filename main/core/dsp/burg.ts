import { kernels, type Shared, type Workspace } from "./kernels.ts";

/**
 * Linear prediction by Burg's method: polynomial a of order + 1 numbers, a[0] = 1, whose filter sum a[j] x[n - j]
 * leaves the smallest forward and backward error. Vos's formulation from the autocorrelation: same result as the
 * lattice recursion at a quarter of the cost (K. Vos, "A fast implementation of Burg's method", 2013).
 * @returns what gives the coefficients of a frame longer than `order` and not all zero; valid until the next one
 */
export function burgPredictor(order: number, room: Workspace): (frame: Shared<Float64Array>) => Float64Array {
  const a = room.doubles(order + 1);
  const scratch = room.doubles(4 * (order + 3));
  return (frame) => {
    kernels.burg(frame.address, frame.length, order, a.address, scratch.address);
    return a.values;
  };
}
