import { once } from "node:events";
import { Command, InvalidArgumentError } from "commander";
import { serve } from "../../loopback/serve.ts";
import { stopSignal } from "../../stop-signal.ts";
import { words } from "../language.ts";
import { dataOption, deviceOption } from "../options.ts";
import { type CoreFlags, coreOptions } from "../with-core.ts";

export function serveCommand(): Command {
  return new Command("serve")
    .description(words.commands.serve)
    .option("--port <n>", words.options.port, portNumber, 0)
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(async (flags: CoreFlags & { port: number }) => {
      const stop = stopSignal();
      const server = await serve(coreOptions(flags, 2), {
        port: flags.port,
        onTokenUsed: () => process.stderr.write(`${words.anotherWindow(server.url())}\n`),
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
  throw new InvalidArgumentError(words.expected.port);
}
