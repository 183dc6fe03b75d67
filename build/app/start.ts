/**
 * `npm start`: opens the workstation. Electron when its binary is there; otherwise the loopback server with the
 * installed browser in an app window; without a display the server's address is printed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describeFailure } from "../../main/doors/cli/failure.ts";
import { coreOptions } from "../../main/doors/cli/with-core.ts";
import { serve } from "../../main/doors/loopback/serve.ts";
import { stopSignal } from "../../main/doors/stop-signal.ts";
import { ensureBuilt } from "./built.ts";
import { findBrowser, findElectron, sandboxFlags } from "./programs.ts";

const hasDisplay =
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

ensureBuilt("renderer");
const electron = findElectron();
if (electron && hasDisplay) {
  ensureBuilt("main");
  const child = spawn(electron, [...sandboxFlags(), "out/main/electron.js"], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  process.exitCode = code ?? 1;
} else {
  await startInBrowser().catch((error) => {
    const { code, message } = describeFailure(error);
    process.stderr.write(`bulbar: ${message} [${code}]\n`);
    process.exit(1);
  });
}

async function startInBrowser(): Promise<void> {
  const options = coreOptions({}, 2);
  const { signal } = stopSignal();
  const interrupted = once(signal, "abort");
  const server = await serve(options, {
    port: Number(process.env.BULBAR_PORT ?? 0),
    onTokenUsed: () => process.stderr.write(`For another window: ${server.url()}\n`),
  });
  const browser = hasDisplay ? findBrowser() : null;
  if (browser) {
    const profile = join(options.dataFolder, "window");
    const window = spawn(
      browser,
      [
        `--app=${server.url()}`,
        `--user-data-dir=${profile}`,
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,960",
        ...sandboxFlags(),
      ],
      { stdio: "ignore" },
    );
    process.stdout.write("The workstation is open. Closing its window ends the program.\n");
    await Promise.race([once(window, "exit"), interrupted]);
    window.kill();
  } else {
    process.stdout.write(
      `Open this address in a browser on this computer (it works once):\n${server.url()}\n`,
    );
    await interrupted;
  }
  await server.close();
  process.exitCode = 0;
}
