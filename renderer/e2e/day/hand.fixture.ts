import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** How somebody works at the pages. */
export type Hand = {
  /** Presses a button, follows a link, opens what is folded. */
  press: (target: Locator) => Promise<void>;
  /** Writes into a field in place of what stands there. */
  write: (target: Locator, text: string) => Promise<void>;
  /** Chooses one of a group of radio buttons. */
  choose: (target: Locator) => Promise<void>;
  /** Selects about a second in the middle of a picture of a recording. */
  selectMiddle: (picture: Locator) => Promise<void>;
};

/** Clicks what it sees; text is typed. */
export const mouse: Hand = {
  press: (target) => target.click(),
  write: async (target, text) => {
    await target.click();
    await target.press("ControlOrMeta+a");
    await target.page().keyboard.type(text);
  },
  choose: (target) => target.click(),
  selectMiddle: async (picture) => {
    const { x, y, width, height } = (await picture.boundingBox())!;
    const { mouse: pointer } = picture.page();
    await pointer.move(x + 0.4 * width, y + height / 2);
    await pointer.down();
    await pointer.move(x + 0.6 * width, y + height / 2, { steps: 5 });
    await pointer.up();
  },
};

/** Walks by Tab until the target has the focus; nothing is focused, clicked or filled in by the test. */
export const keyboard: Hand = {
  press: async (target) => {
    await walkTo(target);
    await target.page().keyboard.press("Enter");
  },
  write: async (target, text) => {
    await walkTo(target);
    await target.page().keyboard.press("ControlOrMeta+a");
    await target.page().keyboard.type(text);
  },
  choose: async (target) => {
    const name = await target.evaluate((radio) => (radio as HTMLInputElement).name);
    const group = target.page().locator(`input[type=radio][name="${name}"]`);
    await walkTo(group.and(target.page().locator(":checked")));
    for (let steps = await group.count(); steps > 0 && !(await target.isChecked()); steps--)
      await target.page().keyboard.press("ArrowDown");
  },
  selectMiddle: async (picture) => {
    const keys = ["Home", "Shift+ArrowRight", "Shift+ArrowRight", "s", "Shift+ArrowRight", "d"];
    for (const key of keys) await picture.page().keyboard.press(key);
  },
};

/** More stops than any page has. */
const mostStops = 600;

/** @throws where a whole way round does not lead there: it cannot be reached by keyboard */
async function walkTo(target: Locator): Promise<void> {
  const page: Page = target.page();
  await target.waitFor();
  await expect.poll(() => target.isEnabled()).toBe(true);
  for (let stop = 0; stop < mostStops; stop++) {
    const way = await target.evaluate((element) => {
      const at = document.activeElement;
      if (at === element) return "there";
      const isBefore = at && at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
      return isBefore ? "Shift+Tab" : "Tab";
    });
    if (way === "there") return;
    await page.keyboard.press(way);
  }
  throw new Error(`${target} cannot be reached by Tab.`);
}
