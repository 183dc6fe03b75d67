import type { Page } from "playwright-core";

/** What the error says that `failDrawing` makes. */
export const drawingFails = "drawing fails for this test";

/** From now on a screen cannot be drawn that shows a number with decimals. @returns what mends it */
export async function failDrawing(page: Page): Promise<() => Promise<void>> {
  const numbers = await page.evaluateHandle((message) => {
    const { toFixed } = Number.prototype;
    Number.prototype.toFixed = () => {
      throw new TypeError(message);
    };
    return { mend: () => void Object.assign(Number.prototype, { toFixed }) };
  }, drawingFails);
  return () => numbers.evaluate(({ mend }) => mend());
}
