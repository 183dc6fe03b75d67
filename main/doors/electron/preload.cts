const { contextBridge, ipcRenderer } = require("electron") as typeof import("electron");
declare const window: { postMessage(message: string, origin: string, ports: readonly unknown[]): void };

// The page's only tie to the program: it asks for a port and gets it as a message to its own window.
ipcRenderer.on("core:port", (event) => window.postMessage("bulbar:core", "app://bulbar", event.ports));
contextBridge.exposeInMainWorld("bulbar", { connect: () => ipcRenderer.send("core:connect") });
