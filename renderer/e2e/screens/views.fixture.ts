import type { Page } from "playwright-core";

export type View = { name: string; width: number; height: number; theme: "light" | "dark" };

/** How every screen is looked at. A page at 200 % zoom has half the pixels of its window to lay out in. */
export const views = [
  { name: "light", width: 1440, height: 900, theme: "light" },
  { name: "dark", width: 1440, height: 900, theme: "dark" },
  { name: "small", width: 1280, height: 720, theme: "light" },
  { name: "zoomed", width: 720, height: 450, theme: "light" },
] as const satisfies View[];

/** Looks at a page in a view; afterwards it is as it was. */
export async function asSeen(page: Page, view: View, look: () => Promise<void>): Promise<void> {
  const [usual] = views;
  await page.setViewportSize(view);
  await page.emulateMedia({ colorScheme: view.theme });
  await look();
  await page.setViewportSize(usual);
  await page.emulateMedia({ colorScheme: usual.theme });
}

/** Waits until nothing is read any more and the page stands still. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const until = performance.now() + 4000;
    const isBusy = () => document.querySelector(".loading, [aria-busy=true]") !== null;
    let still = 0;
    const observer = new MutationObserver(() => (still = 0));
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    while (still < 3 && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      still = isBusy() ? 0 : still + 1;
    }
    observer.disconnect();
  });
}
