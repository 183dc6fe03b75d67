import { Command } from "commander";
import { words } from "./language.ts";

/** The commands in the order of the help, each with how it is loaded. */
const commands = {
  analyse: async () => (await import("./commands/analyse.ts")).analyseCommand(),
  batch: async () => (await import("./commands/batch.ts")).batchCommand(),
  evaluate: async () => (await import("./commands/evaluate.ts")).evaluateCommand(),
  patients: async () => (await import("./commands/patients.ts")).patientsCommand(),
  visits: async () => (await import("./commands/visits.ts")).visitsCommand(),
  trend: async () => (await import("./commands/trend.ts")).trendCommand(),
  report: async () => (await import("./commands/report.ts")).reportCommand(),
  export: async () => (await import("./commands/export.ts")).exportCommand(),
  research: async () => (await import("./commands/research.ts")).researchCommand(),
  exchange: async () => (await import("./commands/exchange.ts")).exchangeCommand(),
  history: async () => (await import("./commands/history.ts")).historyCommand(),
  audit: async () => (await import("./commands/audit.ts")).auditCommand(),
  users: async () => (await import("./commands/users.ts")).usersCommand(),
  models: async () => (await import("./commands/models.ts")).modelsCommand(),
  passages: async () => (await import("./commands/passages.ts")).passagesCommand(),
  synth: async () => (await import("./commands/synth.ts")).synthCommand(),
  demo: async () => (await import("./commands/demo.ts")).demoCommand(),
  serve: async () => (await import("./commands/serve.ts")).serveCommand(),
  openapi: async () => (await import("./commands/openapi.ts")).openapiCommand(),
} satisfies Partial<Record<keyof typeof words.commands, () => Promise<Command>>>;

type Name = keyof typeof commands;

/** All commands: those that the arguments name are loaded, of the others there is what the help says of them. */
export function commandsFor(args: readonly string[]): Promise<Command[]> {
  const names = Object.keys(commands) as Name[];
  return Promise.all(
    names.map((name) =>
      args.includes(name) ? commands[name]() : new Command(name).description(words.commands[name]),
    ),
  );
}
