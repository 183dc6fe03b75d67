import type { CommandLine } from "electron";

/** Features of Chromium that would ask servers of its maker or look about in the network. */
const features = [
  "AutofillServerCommunication",
  "CertificateTransparencyComponentUpdater",
  "DialMediaRouteProvider",
  "MediaRouter",
  "OptimizationHints",
  "Translate",
];

/**
 * Switches that keep Chromium from whatever it does by itself besides showing a page: it updates, reports, synchronises
 * and looks up nothing. No name but this computer's resolves, and no proxy is looked for, so that what is forgotten here
 * fails.
 */
export const quietSwitches: readonly (readonly [name: string, value?: string])[] = [
  ["disable-background-networking"],
  ["disable-breakpad"],
  ["disable-client-side-phishing-detection"],
  ["disable-component-update"],
  ["disable-default-apps"],
  ["disable-domain-reliability"],
  ["disable-features", features.join(",")],
  ["disable-spell-checking"],
  ["disable-sync"],
  ["host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE localhost"],
  ["metrics-recording-only"],
  ["no-default-browser-check"],
  ["no-first-run"],
  ["no-pings"],
  ["no-proxy-server"],
];

/** Before the program is ready: later they do nothing. */
export function keepQuiet(commandLine: Pick<CommandLine, "appendSwitch">): void {
  for (const [name, value] of quietSwitches) commandLine.appendSwitch(name, value);
}
