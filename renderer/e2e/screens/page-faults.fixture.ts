import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe-core calls serious or critical, with the elements that have it. Base UI's focus guards, at either end of what
 * opens over a page, hand the focus on at once and never hold it.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
      exclude: [["[data-base-ui-focus-guard]"]],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" ")}`);
  });
}

/**
 * What does not fit: a page or a box of it that must be scrolled sideways, and controls that are cut off. Tables,
 * pictures and pages of a report may be wider than what shows them (WCAG 2.2, 1.4.10).
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = ".table-scroll, .patient-list, table, .pdf-pages, .picture, svg, canvas";
    const shown = (one: Element) => one.checkVisibility({ visibilityProperty: true });
    const told = (one: Element) => one.outerHTML.slice(0, 120);
    const scrolls = ({ overflowX }: CSSStyleDeclaration) => overflowX === "auto" || overflowX === "scroll";
    const sideways = [document.documentElement, ...document.querySelectorAll<HTMLElement>("body *")]
      .filter((one) => one === document.documentElement || (scrolls(getComputedStyle(one)) && shown(one)))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.closest(wide))
      .map((one) => `scrolls sideways: ${told(one)}`);
    const isCut = (control: Element) => {
      const box = control.getBoundingClientRect();
      for (let holder = control.parentElement; holder; holder = holder.parentElement) {
        const style = getComputedStyle(holder);
        const { left, right } = holder.getBoundingClientRect();
        if (style.overflowX !== "visible" && (box.left < left - 1 || box.right > right + 1)) return true;
        if (style.position === "fixed") break;
      }
      return box.left < -1 || box.right > innerWidth + 1;
    };
    const cut = [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
      .filter((one) => shown(one) && !one.closest(`${wide}, .visually-hidden`) && !one.matches(".skip-link"))
      .filter((one) => one.getBoundingClientRect().width > 1 && isCut(one))
      .map((one) => `is cut off: ${told(one)}`);
    return [...sideways, ...cut];
  });
}
