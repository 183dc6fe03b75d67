import { z } from "zod";
import { languages } from "../words/language.ts";

/** What a file that the operating system hands over is for, by its ending. */
export const FileKind = z.enum(["recording", "model", "patient", "backup"]);
export type FileKind = z.infer<typeof FileKind>;

/** A file that was chosen, opened or double-clicked. The page never sees where it lies: it asks for it by its id. */
export type HandedFile = { id: string; name: string; kind: FileKind };

/** The path under which a page has the shell receive a handed file, as `POST /uploads` receives one of its own. */
export const handedUploadPath = (id: string) => `/uploads/handed/${id}`;

/** What a page has begun and would lose: the shell asks before it ends. */
export const Unfinished = z.enum(["import", "recording", "input"]);
export type Unfinished = z.infer<typeof Unfinished>;

export const Theme = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof Theme>;

/** What a person chose for all pages. The shell keeps it: the page's own storage ends with the window. */
export const Choices = z.object({ language: z.enum(languages), theme: Theme }).partial();
export type Choices = z.infer<typeof Choices>;

/** Largest draft and largest number of them that the shell keeps. */
export const maximumDraftLength = 100_000;
export const maximumDrafts = 100;

/** What the preload script gives the page of Electron's window, as `window.bulbar`. In a browser there is none. */
export type Shell = {
  /** Asks for a port to the core; it comes as a message "bulbar:core" to the window. */
  connect(): void;
  /** Asks for a port to what takes recordings; it comes as a message "bulbar:capture" to the window. */
  connectCapture(): void;
  /** Unsaved input by its key, as it was kept before the page ended and came back. */
  drafts(): Promise<Record<string, string>>;
  /** Keeps unsaved input in the program's memory, never on disk; null forgets it. */
  keepDraft(key: string, text: string | null): void;
  /** Tells what a closed window would end now. */
  tellUnfinished(unfinished: Unfinished[]): void;
  choose(choices: Choices): void;
  /** From now on files are handed to this page; those that are not released come again after a crash of the page. */
  onFiles(take: (files: HandedFile[]) => void): void;
  releaseFile(id: string): void;
  /** Has a person choose a folder in the system's own dialog; null when it is left. Its path is shown as one that was typed. */
  chooseFolder(): Promise<string | null>;
  /** A theme was chosen in the menu. */
  onTheme(choose: (theme: Theme) => void): void;
  /** The computer was locked or sleeps: whoever is logged on must be asked again. */
  onLock(lock: () => void): void;
};

/** Path of the patient's own screen, which knows of no patient: it shows what the operator's screen tells it. */
export const guidePath = "/guide";

/** Names of the messages between the page's preload script and the shell. */
export const shellChannels = {
  connect: "core:connect",
  port: "core:port",
  connectCapture: "capture:connect",
  capturePort: "capture:port",
  drafts: "shell:drafts",
  keepDraft: "shell:keep-draft",
  unfinished: "shell:unfinished",
  choose: "shell:choose",
  takesFiles: "shell:takes-files",
  files: "shell:files",
  releaseFile: "shell:release-file",
  chooseFolder: "shell:choose-folder",
  theme: "shell:theme",
  lock: "shell:lock",
} as const;

/** Name of the argument that tells the preload script what was chosen, as JSON. */
export const choicesArgument = "--bulbar-choices=";
