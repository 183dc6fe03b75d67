import type { choicesArgument, Shell, shellChannels } from "../../../shared/contract/shell.ts" with {
  "resolution-mode": "import",
};

const { contextBridge, ipcRenderer } = require("electron") as typeof import("electron");
declare const window: {
  postMessage(message: string, origin: string, ports: readonly unknown[]): void;
  localStorage: { setItem(key: string, value: string): void };
};

// A sandboxed preload script can load nothing of ours; the types see to it that these are the shell's names.
const channels: typeof shellChannels = {
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
};

// What was chosen for the pages lies where they look for it before they are drawn.
const choicesName: typeof choicesArgument = "--bulbar-choices=";
const told = process.argv.find((argument) => argument.startsWith(choicesName));
const choices: Record<string, string> = JSON.parse(told?.slice(choicesName.length) ?? "{}");
for (const [name, choice] of Object.entries(choices)) window.localStorage.setItem(`bulbar:${name}`, choice);

// "/": the page that asked, and no other that may have taken its place.
ipcRenderer.on(channels.port, (event) => window.postMessage("bulbar:core", "/", event.ports));
ipcRenderer.on(channels.capturePort, (event) => window.postMessage("bulbar:capture", "/", event.ports));

const shell: Shell = {
  connect: () => ipcRenderer.send(channels.connect),
  connectCapture: () => ipcRenderer.send(channels.connectCapture),
  drafts: () => ipcRenderer.invoke(channels.drafts),
  keepDraft: (key, text) => ipcRenderer.send(channels.keepDraft, key, text),
  tellUnfinished: (unfinished) => ipcRenderer.send(channels.unfinished, unfinished),
  choose: (chosen) => ipcRenderer.send(channels.choose, chosen),
  onFiles: (take) => {
    ipcRenderer.on(channels.files, (_event, files) => take(files));
    ipcRenderer.send(channels.takesFiles);
  },
  releaseFile: (id) => ipcRenderer.send(channels.releaseFile, id),
  chooseFolder: () => ipcRenderer.invoke(channels.chooseFolder),
  onTheme: (choose) => void ipcRenderer.on(channels.theme, (_event, theme) => choose(theme)),
  onLock: (lock) => void ipcRenderer.on(channels.lock, () => lock()),
};
contextBridge.exposeInMainWorld("bulbar", shell);
