import { once } from "node:events";
import { Command, InvalidArgumentError } from "commander";
import { serve } from "../../loopback/serve.ts";
import { stopSignal } from "../../stop-signal.ts";
import { dataOption, deviceOption } from "../options.ts";
import { type CoreFlags, coreOptions } from "../with-core.ts";

export function serveCommand(): Command {
  return new Command("serve")
    .description(
      "serve the workstation on this computer only; prints one line with its address and one-time token",
    )
    .option("--port <n>", "port on 127.0.0.1 (0: any free one)", portNumber, 0)
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(async (flags: CoreFlags & { port: number }) => {
      const stop = stopSignal();
      const server = await serve(coreOptions(flags, 2), {
        port: flags.port,
        onTokenUsed: () => process.stderr.write(`For another window: ${server.url()}\n`),
      });
      process.stdout.write(`${server.url()}\n`);
      if (!stop.signal.aborted) await once(stop.signal, "abort");
      await server.close();
      // Being stopped is how a server ends well.
      process.exitCode = 0;
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError("a port from 0 to 65535 is expected.");
}
