import type { FuzzKind } from "./kind.ts";

/** Everything that comes from outside; a process loads only what its kind needs. */
export const fuzzKinds = {
  audio: async () => (await import("./audio.ts")).audio,
  manifest: async () => (await import("./packages.ts")).manifest,
  "package-zip": async () => (await import("./packages.ts")).packageZip,
  graph: async () => (await import("./packages.ts")).graph,
  "patient-file": async () => (await import("./patient-file.ts")).patientFile,
  demographics: async () => (await import("./texts.ts")).demographics,
  "site-form": async () => (await import("./texts.ts")).siteForm,
  message: async () => (await import("./window.ts")).message,
  frame: async () => (await import("./window.ts")).frame,
  request: async () => (await import("./request.ts")).request,
} satisfies Record<string, () => Promise<FuzzKind>>;

export type FuzzKindName = keyof typeof fuzzKinds;
