import { once } from "node:events";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { AnyContractProcedure, ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import { z } from "zod";
import { encodeWav } from "../../../main/core/audio/wav.ts";
import { testCoreOptions } from "../../../main/core/core-options.fixture.ts";
import type { Random } from "../../../main/core/dsp/random.ts";
import { logOnTester } from "../../../main/core/logged-on.fixture.ts";
import { startCore } from "../../../main/core/start-core.ts";
import { synthesise } from "../../../main/core/synth/synthesise.ts";
import { serve } from "../../../main/doors/loopback/serve.ts";
import { type Link, linkUntilLost } from "../../../shared/contract/connection.ts";
import { contract } from "../../../shared/contract/contract.ts";
import type { OpenedKind } from "./kind.ts";
import { mutateJson, mutateText, oneOf } from "./mutate.ts";
import { fitting, type JsonSchema, type KnownIds } from "./schema-value.ts";

type Client = ContractRouterClient<typeof contract>;
/** What a window asks, as the input of a case. */
type Message = { operation: string; input: unknown };

/** Operations that are not asked: they end the session, or reach for folders and machines that a message names. */
const notAsked = [
  "session.logOff",
  "history.planBackups",
  "history.backUpNow",
  "exchange.saveSettings",
  "exchange.send",
];
/** After so many messages a new patient is entered: others may have been erased. */
const messagesPerPatient = 100;

/** Stand in a case for what is there when it is fed, so that a case is the same in every run. */
const idNames = ["patient", "visit", "recording", "upload"] as const;
type Ids = Record<(typeof idNames)[number], string>;
const holder = (name: (typeof idNames)[number]) => `{${name}}`;
const byField: KnownIds = {
  patientId: [holder("patient")],
  patientIds: [holder("patient")],
  visitId: [holder("visit")],
  a: [holder("visit")],
  b: [holder("visit")],
  takeA: [holder("recording")],
  takeB: [holder("recording")],
  uploadId: [holder("upload")],
  model: ["als-cnn", "als-screen-mfcc", "none-such"],
};
const byNoun: KnownIds = {
  patients: [holder("patient")],
  visits: [holder("visit")],
  recordings: [holder("recording")],
  models: ["als-cnn", "none-such"],
};

/** Messages of a page to `bulbar serve`, whole and with faults, over its WebSocket as the tests' user. */
export async function message(folder: string): Promise<OpenedKind> {
  const page = await openPage(folder);
  await logOnTester(page.client as never);
  const operations = operationsOf();
  const ids = idsForMany(page);
  return {
    input: (random) => Buffer.from(JSON.stringify(messageOf(operations, random))),
    feed: async (input) => {
      const { operation, input: asked } = withIds(Buffer.from(input).toString(), await ids());
      const [noun, verb] = operation.split(".") as [keyof Client, string];
      const verbs = page.client[noun] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
      await firstEvents(await verbs[verb]!(asked));
      return noun;
    },
    close: page.close,
  };
}

/** Texts that are hardly messages: their connection is closed or answered, the others stay. */
export async function frame(folder: string): Promise<OpenedKind> {
  const page = await openPage(folder);
  const operations = operationsOf();
  return {
    input: (random) => {
      const { operation, input } = messageOf(operations, random);
      const whole = { i: "1", p: { u: `/${operation.replace(".", "/")}`, b: { json: input } } };
      const text = JSON.stringify(random.uniform() < 0.5 ? mutateJson(whole, random) : whole);
      return Buffer.from(random.uniform() < 0.7 ? mutateText(text, random) : text);
    },
    feed: async (input) => {
      const outcome = await outcomeOfFrame(await page.open(), input);
      await page.client.system.about();
      return outcome;
    },
    close: page.close,
  };
}

type Operation = { name: string; noun: string; schema: JsonSchema | null };

function operationsOf(): Operation[] {
  const all = Object.entries(contract).flatMap(([noun, verbs]) =>
    Object.entries(verbs as Record<string, AnyContractProcedure>).map(([verb, operation]) => ({
      name: `${noun}.${verb}`,
      noun,
      schema: schemaOf(operation),
    })),
  );
  return all.filter(({ name }) => !notAsked.includes(name));
}

function schemaOf(operation: AnyContractProcedure): JsonSchema | null {
  const schema = operation["~orpc"].inputSchema as z.ZodType | undefined;
  return schema ? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema) : null;
}

/** Two of five messages are as the contract asks for. */
function messageOf(operations: readonly Operation[], random: Random): Message {
  const { name, noun, schema } = oneOf(random, operations);
  const input = schema ? fitting(schema, random, { id: byNoun[noun] ?? [], ...byField }) : undefined;
  return { operation: name, input: random.uniform() < 0.6 ? mutateJson(input, random) : input };
}

function withIds(text: string, ids: Ids): Message {
  return JSON.parse(idNames.reduce((filled, name) => filled.replaceAll(holder(name), ids[name]), text));
}

/** A patient with a visit and an analysed recording, and a file handed over; new ones now and then. */
function idsForMany({ client, upload }: Page): () => Promise<Ids> {
  const { signal } = synthesise({
    task: "vowel-a",
    sex: "female",
    severity: 1,
    seed: 1,
    sampleRateHz: 16_000,
    snrDb: 40,
  });
  const wav = encodeWav({ ...signal, samples: signal.samples.subarray(0, 16_000) });
  let ids: Promise<Ids> | null = null;
  let asked = 0;
  const enter = async (): Promise<Ids> => {
    const { id: patient } = await client.patients.create({ code: `F${asked}` });
    const { id: visit } = await client.visits.create({ patientId: patient, date: "2026-01-05" });
    const file = { uploadId: await upload(wav), fileName: "a.wav" };
    let recording = "";
    for await (const event of await client.recordings.import({ visitId: visit, task: "vowel-a", ...file }))
      if (event.type === "done") recording = event.recording.id;
    return { patient, visit, recording, upload: await upload(wav) };
  };
  return () => {
    if (asked++ % messagesPerPatient === 0) ids = enter();
    return ids!;
  };
}

/** Of what goes on for long the first three events; then nobody listens any more. */
async function firstEvents(output: unknown): Promise<void> {
  if (typeof output !== "object" || output === null || !(Symbol.asyncIterator in output)) return;
  let left = 3;
  for await (const _ of output as AsyncIterable<unknown>) if (--left === 0) break;
}

function outcomeOfFrame(socket: WebSocket, frame: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.on("close", (code) =>
      code === 1007 ? resolve("closed") : reject(new Error(`closed with ${code}`)),
    );
    socket.on("message", () => {
      resolve("answered");
      socket.close();
    });
    socket.send(Buffer.from(frame).toString());
    // a frame that asks for events or ends something that is not there is answered with nothing
    setTimeout(() => {
      resolve("no answer");
      socket.close();
    }, 1000).unref();
  });
}

type Page = {
  client: Client;
  /** Another connection. */
  open(): Promise<WebSocket>;
  /** Hands a file over and gives its id. */
  upload(bytes: Uint8Array): Promise<string>;
  close(): Promise<void>;
};

/** A page of a server of its own, whose core is started once: when it ends, its calls fail with `core-ended`. */
async function openPage(folder: string): Promise<Page> {
  const server = await serve(testCoreOptions(folder), { port: 0, start: startCore });
  const origin = `http://127.0.0.1:${server.port}`;
  const opened = await fetch(server.url(), { redirect: "manual" });
  const cookie = opened.headers.getSetCookie()[0]!.split(";")[0]!;
  const headers = { cookie, origin };
  const open = async () => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/rpc`, { headers });
    socket.on("error", () => {});
    await once(socket, "open");
    return socket;
  };
  const socket = await open();
  const link: Link = linkUntilLost(
    () => new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    (lost) => socket.once("close", () => lost("core-ended")),
  );
  return {
    client: createORPCClient(link),
    open,
    upload: async (bytes) => {
      const answer = await fetch(`${origin}/uploads`, {
        method: "POST",
        headers,
        body: bytes as Uint8Array<ArrayBuffer>,
      });
      return ((await answer.json()) as { uploadId: string }).uploadId;
    },
    close: () => server.close(),
  };
}
