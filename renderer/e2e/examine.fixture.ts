import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { shot } from "./workstation.fixture.ts";

/** Takes a picture of a page, and finds nothing on it that axe-core calls serious. */
export async function examine(page: Page, name: string): Promise<void> {
  await shot(page, name);
  await page.evaluate(axe.source);
  const serious = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  expect(serious, name).toEqual([]);
}

/** The same in both themes; the light one stays. */
export async function examineInThemes(page: Page, name: string): Promise<void> {
  for (const theme of ["dark", "light"]) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    await examine(page, `${name}-${theme}`);
  }
}
