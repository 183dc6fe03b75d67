import { expect, test } from "vitest";
import { kernelShap } from "./kernel-shap.ts";

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

test("of a value that is a sum over players each gets its own part", async () => {
  const parts = [0.3, -0.2, 0, 0.05, 0.1, -0.4, 0.25];
  const worthOf = async (present: Uint8Array) =>
    0.4 + parts.reduce((total, part, k) => total + part * present[k]!, 0);
  const { values, whole, baseline } = await kernelShap({ players: 7, samples: 60, seed: 1 }, worthOf);
  expect(baseline).toBeCloseTo(0.4, 12);
  expect(whole).toBeCloseTo(0.5, 12);
  for (const [k, part] of parts.entries()) expect(values[k]).toBeCloseTo(part, 9);
});

test("players who count only together share, who does nothing gets nothing", async () => {
  const worthOf = async (present: Uint8Array) => present[0]! * present[1]! * present[2]!;
  const { values } = await kernelShap({ players: 5, samples: 4000, seed: 2 }, worthOf);
  for (const k of [0, 1, 2]) expect(values[k]).toBeCloseTo(1 / 3, 1);
  for (const k of [3, 4]) expect(values[k]).toBeCloseTo(0, 1);
});

test("the values sum to the whole without the baseline, whatever the value is", async () => {
  const worthOf = async (present: Uint8Array) => 1 / (1 + Math.exp(2 - sum(present) + 3 * present[4]!));
  const { values, whole, baseline } = await kernelShap({ players: 12, samples: 40, seed: 3 }, worthOf);
  expect(sum(values)).toBeCloseTo(whole - baseline, 10);
  expect(values[4]).toBeLessThan(0);
});

test("the same seed asks for the same coalitions, another one for others", async () => {
  const asked = async (seed: number) => {
    const coalitions: string[] = [];
    await kernelShap({ players: 10, samples: 30, seed }, async (present) => {
      coalitions.push(present.join(""));
      return present[0]!;
    });
    return coalitions;
  };
  expect(await asked(5)).toEqual(await asked(5));
  expect(await asked(5)).not.toEqual(await asked(6));
});

test("progress is told and a stop ends it between two questions", async () => {
  const fractions: number[] = [];
  const abort = new AbortController();
  let asked = 0;
  const work = kernelShap(
    { players: 8, samples: 40, seed: 1 },
    async () => {
      asked += 1;
      return 0.5;
    },
    {
      abort: abort.signal,
      onFraction: (fraction) => {
        fractions.push(fraction);
        if (fractions.length === 3) abort.abort(new Error("enough"));
      },
    },
  );
  await expect(work).rejects.toThrow("enough");
  expect(fractions).toEqual([1 / 40, 2 / 40, 3 / 40]);
  expect(asked).toBeLessThanOrEqual(5); // nothing, everything, three coalitions
});

test("fewer than two samples a player are refused", async () => {
  await expect(kernelShap({ players: 8, samples: 15, seed: 1 }, async () => 0)).rejects.toThrow(RangeError);
});
