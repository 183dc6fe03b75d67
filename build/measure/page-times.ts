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

/** Share of frames that took longer than 20 ms while a slider is moved by the mouse to and fro, %. */
export async function slowFramesPercent(page: Page, slider: string): Promise<number> {
  const box = await page.locator(slider).first().boundingBox();
  if (!box) throw new Error(`${slider} is not in view`);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const durations: number[] = [];
        let last = performance.now();
        const end = last + 3_000;
        const next = (now: number) => {
          durations.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(next);
          else resolve(durations.slice(1));
        };
        requestAnimationFrame(next);
      }),
  );
  let isMeasuring = true;
  void frames.then(() => (isMeasuring = false));
  for (let step = 0; isMeasuring; step++) {
    const share = Math.abs(((step % 40) - 20) / 20);
    await page.mouse.move(box.x + 2 + share * (box.width - 4), y);
  }
  await page.mouse.up();
  const durations = await frames;
  return (100 * durations.filter((ms) => ms > 20).length) / durations.length;
}
