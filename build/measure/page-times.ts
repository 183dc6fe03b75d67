import type { Page } from "playwright-core";

/**
 * Time from a click on what `clicked` selects until the page has drawn what `awaited` selects (`count` of it), ms.
 * Measured in the page, so that the way to this program does not count.
 */
export function msFromClick(page: Page, clicked: string, awaited: string, count = 1): Promise<number> {
  return page.evaluate(
    ({ clicked, awaited, count }) =>
      new Promise<number>((resolve, reject) => {
        const target = document.querySelector<HTMLElement>(clicked);
        if (!target) return reject(new Error(`nothing is ${clicked}`));
        const startMs = performance.now();
        const look = () => {
          if (document.querySelectorAll(awaited).length >= count)
            requestAnimationFrame(() => resolve(performance.now() - startMs)); // it was drawn in between
          else if (performance.now() - startMs > 60_000) reject(new Error(`${awaited} did not come`));
          else requestAnimationFrame(look);
        };
        target.click();
        look();
      }),
    { clicked, awaited, count },
  );
}

/**
 * Times from each letter that is typed into a field until what `busy` selects is busy no more and was drawn, ms.
 * Measured in the page.
 */
export async function msFromLetters(
  page: Page,
  field: string,
  letters: string,
  busy: string,
): Promise<number[]> {
  const times: number[] = [];
  await page.locator(field).focus();
  for (const letter of letters) {
    const input = page.evaluateHandle(
      ({ field, busy }) => ({
        answered: new Promise<number>((resolve) => {
          const startAtInput = () => {
            const startMs = performance.now();
            const look = () => {
              if (document.querySelector(busy)?.ariaBusy === "true") requestAnimationFrame(look);
              else requestAnimationFrame(() => resolve(performance.now() - startMs));
            };
            requestAnimationFrame(look); // by then the page knows that it waits
          };
          document.querySelector(field)?.addEventListener("input", startAtInput, { once: true });
        }),
      }),
      { field, busy },
    );
    const waiting = await input;
    await page.keyboard.press(letter === " " ? "Space" : letter);
    times.push(await waiting.evaluate(({ answered }) => answered));
  }
  return times;
}
