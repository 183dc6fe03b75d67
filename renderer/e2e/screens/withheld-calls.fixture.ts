import type { BrowserContext, Page } from "playwright-core";

type Withholding = Window & { withheldCalls?: (() => void)[] | undefined };

/** Lets the pages of a context withhold what they ask the program, so that what they show meanwhile can be looked at. */
export async function letCallsBeWithheld(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      const { withheldCalls } = window as Withholding;
      if (withheldCalls) withheldCalls.push(() => send.call(this, data));
      else send.call(this, data);
    };
  });
}

export function withholdCalls(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as Withholding).withheldCalls = [];
  });
}

/** What was withheld is asked now. */
export function releaseCalls(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { withheldCalls = [] } = window as Withholding;
    (window as Withholding).withheldCalls = undefined;
    for (const call of withheldCalls) call();
  });
}
