import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import type { CoreOptions } from "../../../core/core.ts";
import { serve } from "../../loopback/serve.ts";
import type { RunningRest } from "../../rest/serve-rest.ts";
import { stopSignal } from "../../stop-signal.ts";
import { words } from "../language.ts";
import { countFromOne, dataOption, deviceOption } from "../options.ts";
import { readRulesFile } from "../rules-file.ts";
import { type CoreFlags, coreOptions } from "../with-core.ts";

type ApiFlags = {
  api?: boolean;
  apiPort: number;
  apiHost?: string;
  apiCert?: string;
  apiKey?: string;
  apiSite?: CoreOptions["site"];
  apiMegabytes: number;
  apiAtOnce: number;
  apiPerMinute: number;
};
type Flags = CoreFlags & ApiFlags & { port: number };

/** Cores of the interface for other programs: one processor is left to everything else, and memory is bounded. */
const mostApiCores = 4;

export function serveCommand(): Command {
  return new Command("serve")
    .description(words.commands.serve)
    .option("--port <n>", words.options.port, portNumber, 0)
    .option("--api", words.options.api)
    .addOption(apiOption("--api-port <n>", words.options.apiPort, portNumber).default(0))
    .addOption(apiOption("--api-host <address>", words.options.apiHost))
    .addOption(apiOption("--api-cert <file>", words.options.apiCert))
    .addOption(apiOption("--api-key <file>", words.options.apiKey))
    .addOption(apiOption("--api-site <file>", words.options.site, readRulesFile))
    .addOption(apiOption("--api-megabytes <n>", words.options.apiMegabytes, countFromOne).default(50))
    .addOption(apiOption("--api-at-once <n>", words.options.apiAtOnce, countFromOne).default(16))
    .addOption(apiOption("--api-per-minute <n>", words.options.apiPerMinute, countFromOne).default(1200))
    .addOption(dataOption())
    .addOption(deviceOption())
    .action(runServers);
}

async function runServers(flags: Flags): Promise<void> {
  const stop = stopSignal();
  const server = await serve(coreOptions(flags, 2), {
    port: flags.port,
    onTokenUsed: () => process.stderr.write(`${words.anotherWindow(server.url())}\n`),
  });
  const api = flags.api ? await startApi(flags).catch(closing(server)) : null;
  process.stdout.write(`${server.url()}\n`);
  if (api) process.stdout.write(`API ${api.url} token ${api.token}\n`);
  if (!stop.signal.aborted) await once(stop.signal, "abort");
  await Promise.all([server.close(), api?.close()]);
  // Being stopped is how a server ends well.
  process.exitCode = 0;
}

async function startApi(flags: Flags): Promise<RunningRest> {
  const { readPublicAddress } = await import("../../rest/certificate.ts");
  const { serveRest } = await import("../../rest/serve-rest.ts");
  const { apiHost: host, apiCert: certFile, apiKey: keyFile, apiSite } = flags;
  return serveRest(coreOptions({ ...flags, site: apiSite }, 1), {
    port: flags.apiPort,
    publicAddress: await readPublicAddress({ host, certFile, keyFile }),
    cores: Math.max(1, Math.min(availableParallelism() - 1, mostApiCores)),
    recordingBytes: flags.apiMegabytes * 1e6,
    atOnce: flags.apiAtOnce,
    perMinute: flags.apiPerMinute,
  });
}

/** A server that started beside one that does not is stopped in order. */
function closing(server: { close(): Promise<void> }) {
  return async (error: unknown): Promise<never> => {
    await server.close();
    throw error;
  };
}

/** An option that makes sense with `--api` alone, and asks for it. */
function apiOption(flags: string, description: string, parse?: (text: string) => unknown): Option {
  const option = new Option(flags, description).implies({ api: true });
  return parse ? option.argParser(parse) : option;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError(words.expected.port);
}
