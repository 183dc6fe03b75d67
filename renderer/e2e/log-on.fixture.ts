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
  if (isSetUp) await page.locator("main.log-on section button.primary").click();
  await page.locator("nav.rail").waitFor();
}
