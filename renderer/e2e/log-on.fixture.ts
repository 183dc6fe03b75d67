import type { Page } from "playwright-core";
import { testCredentials } from "../../main/doors/cli/run-cli.fixture.ts";

type Credentials = { name: string; password: string };
const tester = { name: testCredentials.BULBAR_USER, password: testCredentials.BULBAR_PASSWORD };

/** Logs on at the page that is open, in whatever language; the first time the user is set up, and the key put away. */
export async function logOnAtPage(page: Page, { name, password }: Credentials = tester): Promise<void> {
  await page.locator("main.log-on form").waitFor();
  await page.locator("input[name=name]").fill(name);
  const isSetUp = (await page.locator("input[name=newPassword]").count()) > 0;
  await page.locator(isSetUp ? "input[name=newPassword]" : "input[name=password]").fill(password);
  await page.locator("main.log-on button[type=submit]").click();
  if (isSetUp) await keepRecoveryKey(page);
  await page.locator("nav.rail").waitFor();
}

/** Types the group of the recovery key that the page asks for, and goes on; gives the key. */
export async function keepRecoveryKey(page: Page): Promise<string> {
  const { groups, asked } = await readRecoveryKey(page);
  const form = page.locator("form.recovery-key");
  await form.locator("input[name=group]").fill(asked);
  await form.locator("button.primary").click();
  return groups.join("-");
}

/** The groups of the recovery key that the page shows, and the one it asks for. */
export async function readRecoveryKey(page: Page): Promise<{ groups: string[]; asked: string }> {
  const form = page.locator("form.recovery-key");
  await form.waitFor(); // its groups are read as they are, none where it is not there yet
  const groups = await form.locator(".groups li").allTextContents();
  const label = (await form.locator("label span").textContent()) ?? "";
  return { groups, asked: groups[Number(/\d/.exec(label)?.[0]) - 1] ?? "" };
}
