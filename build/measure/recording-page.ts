import type { Locator, Page } from "playwright-core";

/**
 * From a click on a recording to its drawn spectrogram and highlight, ms, in the page's own clock; the highlight is switched on.
 * @param link leads to a recording that a model with a map of its own answered on
 */
export async function measureRecordingReady(page: Page, link: Locator): Promise<number> {
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("bulbar:viewer") ?? "{}");
    localStorage.setItem("bulbar:viewer", JSON.stringify({ ...kept, highlightShown: true }));
  });
  return link.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = () => {
          const drawn = [".spectrogram", ".highlight"].every((part) =>
            document.querySelector(`canvas${part}`),
          );
          if (drawn) requestAnimationFrame(() => resolve(performance.now() - start));
          else requestAnimationFrame(look);
        };
        (element as HTMLElement).click();
        look();
      }),
  );
}

/**
 * Moves the slider of the highlight's opacity once a frame for two seconds on a page that shows a highlight.
 * @returns frames of more than 20 ms among all, in percent
 */
export async function measureSlider(page: Page): Promise<number> {
  const slider = page.locator(".highlight-controls input[type='range']");
  await slider.waitFor();
  return slider.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        const input = element as HTMLInputElement;
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
        const frames: number[] = [];
        let before = performance.now();
        const step = (now: number) => {
          frames.push(now - before);
          before = now;
          if (frames.length > 120) {
            const counted = frames.slice(1);
            resolve((100 * counted.filter((length) => length > 20).length) / counted.length);
            return;
          }
          set?.call(input, String((frames.length % 20) / 20));
          input.dispatchEvent(new Event("input", { bubbles: true }));
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
  );
}
