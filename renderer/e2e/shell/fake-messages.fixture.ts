type Bounds = { x: number; y: number; width: number; height: number };

/** What a test does to the system in which the shell runs. */
export type ToShell =
  | { type: "answer"; id: number; answer: unknown }
  | { type: "click"; labels: string[] }
  | { type: "menu" }
  | { type: "power"; event: "suspend" | "lock-screen" | "shutdown" }
  | { type: "close-window" }
  | { type: "hang" }
  | { type: "answers" }
  | { type: "crash" }
  | { type: "end-core" }
  | { type: "move"; bounds: Bounds }
  | { type: "open-file"; path: string }
  | { type: "permission"; permission: string; url: string; mediaTypes?: string[] };

/** What the shell asked of the system. */
export type ToTest =
  | { type: "dialog"; id: number; kind: "message" | "open" | "error"; options: object }
  | { type: "window"; bounds: Bounds; preferences: object }
  | { type: "menu"; labels: string[] }
  | { type: "opened"; path: string }
  | { type: "downloaded"; name: string; path: string }
  | { type: "printed" }
  | { type: "focused" }
  | { type: "permission"; isGranted: boolean };
