import { type PageFailure, pageFailuresPath } from "../shared/contract/page-failure.ts";
import { tabHeaders } from "./tab-secret.ts";

/** A page that fails again and again tells it so often. */
const mostTold = 20;
let told = 0;

/** Has the program's log keep that this page failed, and where in it: names and places, no message. */
export function tellPageFailure(thrown: unknown): void {
  if (!(thrown instanceof Error) || told >= mostTold) return;
  told++;
  const { name, message, stack = "" } = thrown;
  const { code } = thrown as { code?: unknown };
  const failure: PageFailure = { name, message, stack, ...(typeof code === "string" && { code }) };
  const asked = { method: "POST", headers: tabHeaders, body: JSON.stringify(failure) };
  // a program that is not there keeps no log either
  void fetch(new URL(pageFailuresPath, location.href), asked).catch(() => {});
}

/** Tells what nothing in this page catches; what a `FailureBoundary` catches it tells itself. */
export function watchPageFailures(): void {
  window.addEventListener("error", ({ error }) => tellPageFailure(error));
  window.addEventListener("unhandledrejection", ({ reason }) => tellPageFailure(reason));
}
