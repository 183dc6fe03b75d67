import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { decode } from "fast-png";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFfmpeg } from "../../core/audio/ffmpeg.ts";
import { encodeWav } from "../../core/audio/wav.ts";
import { installPackage, removePackage } from "../../core/inference/install-package.ts";
import {
  packageContent,
  shippedFolder,
  temporaryFolder,
  writePackage,
} from "../../core/inference/package.fixture.ts";
import { runCli } from "../cli/run-cli.fixture.ts";
import { formOf, startRest, voiceWav } from "./rest.fixture.ts";
import type { RunningRest } from "./serve-rest.ts";

let server: RunningRest;
let dataFolder: string;
let document: OpenApi;
let validate: (operation: Described, status: number, body: unknown) => void;

type Described = { operationId: string; responses: Record<string, object> };
type OpenApi = { paths: Record<string, Record<string, Described>> };

beforeAll(async () => {
  ({ server, dataFolder } = await startRest());
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as OpenApi;
  validate = validatorOf(document);
});
afterAll(async () => {
  await server.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Holds an answer against what the document says of the operation's status, by JSON Schema 2020-12. */
function validatorOf(described: OpenApi): typeof validate {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "document", ...described });
  return (operation, status, body) => {
    const { $ref } = operation.responses[status] as { $ref?: string };
    const path = Object.entries(described.paths).find(([, one]) =>
      Object.values(one).includes(operation),
    )![0];
    const method = Object.keys(described.paths[path]!)[0]!;
    const place =
      $ref ?? `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}/responses/${status}`;
    const check = ajv.compile({ $ref: `document${encodeURI(place)}/content/application~1json/schema` });
    if (!check(body)) throw new Error(`${operation.operationId} ${status}: ${ajv.errorsText(check.errors)}`);
  };
}

type Answered = { status: number; headers: Headers; body: Record<string, unknown> };

/** Asks by the document: the address and method of an operation, whose answer must be as the document says. */
async function ask(
  operationId: string,
  {
    body = null,
    query = "",
    id = "",
    headers = {},
  }: {
    body?: FormData | string | null;
    query?: string;
    id?: string;
    headers?: Record<string, string>;
  } = {},
): Promise<Answered> {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId !== operationId) continue;
      const answer = await fetch(`${server.url}${path.replace("{id}", id)}${query}`, {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${server.token}`, ...headers },
        body,
      });
      const answered = {
        status: answer.status,
        headers: answer.headers,
        body: await answer.json(),
      } as Answered;
      validate(operation, answered.status, answered.body);
      return answered;
    }
  }
  throw new Error(`the document has no ${operationId}`);
}

const voice = voiceWav();

test("a check against the document can fail", () => {
  const operation = document.paths["/health"]!.get!;
  expect(() => validate(operation, 200, { status: "ok" })).toThrow(/version/);
});

test("predict answers with one model's class, its uncertainty and where it comes from", async () => {
  const { status, body } = await ask("predict", { body: formOf(voice) });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    model: "als-screen-voice",
    task: "vowel-a",
    taskFrom: "file-name",
    status: "recommended",
    notice: "Research use only, not for diagnosis.",
    honestError: { metric: "AUC" },
  });
  const { label, probability, probabilities } = body as {
    label: string;
    probability: number;
    probabilities: Record<string, number>;
  };
  expect(probabilities[label]).toBe(probability);
  expect(Math.max(...Object.values(probabilities))).toBe(probability);
  expect(Object.values(probabilities).reduce((sum, one) => sum + one)).toBeCloseTo(1, 5);
});

test("model and task may stand in the form or in the address; the form has the last word", async () => {
  const inAddress = await ask("predict", { body: formOf(voice), query: "?model=als-cnn&sex=female" });
  expect(inAddress.body).toMatchObject({ model: "als-cnn", task: "vowel-a" });
  const fields = { model: "als-screen-mfcc", task: "vowel-i", age: "61", channel: "1", passage: "" };
  const both = await ask("predict", { body: formOf(voice, "x.wav", fields), query: "?model=als-cnn" });
  expect(both.body).toMatchObject({ model: "als-screen-mfcc", task: "vowel-i", taskFrom: "request" });
});

test("analyze_audio draws what the answer rests on, with axes and how it was processed", async () => {
  const { status, body } = await ask("analyzeAudio", { body: formOf(voice) });
  expect(status).toBe(200);
  const { overlayPngBase64, spectrogram, processing, top, explanation } = body as {
    overlayPngBase64: string;
    spectrogram: { timesSeconds: number[]; frequenciesHz: number[] };
    processing: { stagesMs: Record<string, number>; totalMs: number; audio: { durationSeconds: number } };
    top: { label: string; probability: number }[];
    explanation: { method: string; target: string };
  };
  const plain = decode(Buffer.from(overlayPngBase64, "base64"));
  expect([plain.width, plain.channels]).toEqual([1320, 3]);
  expect(explanation).toMatchObject({ method: "grad-cam", target: body.label });
  expect(top[0]).toEqual({ label: body.label, probability: body.probability });
  expect(top.map(({ probability }) => probability)).toEqual(
    top.map(({ probability }) => probability).toSorted((a, b) => b - a),
  );
  expect(spectrogram.timesSeconds.at(-1)).toBeLessThan(processing.audio.durationSeconds);
  expect(spectrogram.frequenciesHz.at(-1)).toBeLessThanOrEqual(8000);
  const stages = Object.values(processing.stagesMs).reduce((sum, one) => sum + one);
  expect(Object.keys(processing.stagesMs)).toEqual(
    expect.arrayContaining(["decoding", "checking-quality", "measuring", "predicting"]),
  );
  expect(stages).toBeLessThanOrEqual(processing.totalMs);
});

test("a model that explains itself by contributions is drawn without a map", async () => {
  const { body } = await ask("analyzeAudio", { body: formOf(voice, "a.wav", { model: "als-screen-voice" }) });
  expect(body.explanation).toMatchObject({ method: "contributions" });
  expect(decode(Buffer.from(body.overlayPngBase64 as string, "base64")).width).toBe(1320);
});

test("analyse says everything: quality, measures with norms, answers, findings with doubts", async () => {
  const { status, body } = await ask("analyse", {
    body: formOf(voice, "1_vowel-a.wav", { sex: "female", age: "60" }),
  });
  expect(status).toBe(200);
  const { predictions, norms, visit } = body as {
    predictions: { model: string }[];
    norms: Record<string, object>;
    visit: { findings: { measure: string; norm: object | null }[]; results: object[] };
  };
  expect(predictions.map(({ model }) => model)).toContain("als-screen-voice");
  expect(visit.results).toHaveLength(predictions.length);
  const judged = visit.findings.filter(({ norm }) => norm);
  expect(judged.length).toBeGreaterThan(3);
  for (const { measure, norm } of judged) expect(norms[measure]).toEqual(norm);
});

test("the models are listed, each with its card", async () => {
  const { body } = await ask("listModels");
  const ids = (body.models as { id: string }[]).map(({ id }) => id);
  expect(ids).toContain("als-cnn");
  const one = await ask("getModel", { id: "als-cnn" });
  expect(one.body).toMatchObject({ id: "als-cnn", card: expect.stringContaining("#") });
  const none = await ask("getModel", { id: "nothing" });
  expect([none.status, none.body.code]).toEqual([404, "model-not-found"]);
});

test("a model that is installed while the server runs answers at once, and is gone as soon as it is removed", async () => {
  const body = () => formOf(voice, "a.wav", { model: "own-cnn", task: "vowel-a" });
  expect((await ask("predict", { body: body() })).body.code).toBe("model-not-found");
  const installedFolder = join(dataFolder, "models");
  const file = writePackage(temporaryFolder(), packageContent("own-cnn"));
  await installPackage(file, { installedFolder, shippedFolder });
  const { status, body: answer } = await ask("predict", { body: body() });
  expect([status, answer.model]).toEqual([200, "own-cnn"]);
  await removePackage("own-cnn", installedFolder);
  expect((await ask("predict", { body: body() })).body.code).toBe("model-not-found");
});

test.each([
  ["x.mp3", ["-c:a", "libmp3lame"]],
  ["x.flac", ["-c:a", "flac"]],
  ["x.m4a", ["-c:a", "aac"]],
  ["x.ogg", ["-c:a", "libvorbis"]],
])("%s is read as well", async (name, codec) => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-format-"));
  writeFileSync(join(folder, "x.wav"), voice);
  const { path } = await findFfmpeg();
  execFileSync(path, ["-v", "error", "-i", join(folder, "x.wav"), ...codec, join(folder, name)]);
  const bytes = new Uint8Array(readFileSync(join(folder, name)));
  rmSync(folder, { recursive: true });
  const { status, body } = await ask("predict", { body: formOf(bytes, name, { task: "vowel-a" }) });
  expect([status, body.model]).toEqual([200, "als-screen-voice"]);
});

const silence = encodeWav({
  samples: new Float32Array(88_200),
  sampleRateHz: 44_100,
}) as Uint8Array<ArrayBuffer>;
const text = (words: string) => new TextEncoder().encode(words) as Uint8Array<ArrayBuffer>;

test.each<[string, () => FormData | string, number, string]>([
  ["silence", () => formOf(silence), 422, "model-refused-recording"],
  ["half a header", () => formOf(voice.slice(0, 30)), 422, "file-corrupt"],
  ["what only begins like a recording", () => formOf(text("RIFFjunk")), 415, "file-not-audio"],
  ["text", () => formOf(text("a letter to the editor\n".repeat(50))), 415, "file-not-audio"],
  ["nothing", () => formOf(text("")), 422, "file-empty"],
  ["a model that is not there", () => formOf(voice, "a.wav", { model: "x" }), 404, "model-not-found"],
  ["a task that is none", () => formOf(voice, "a.wav", { task: "song" }), 422, "invalid-input"],
  ["an age that is none", () => formOf(voice, "a.wav", { age: "old" }), 422, "invalid-input"],
  ["a channel that is not there", () => formOf(voice, "a.wav", { channel: "3" }), 422, "invalid-input"],
  ["a field that is none", () => formOf(voice, "a.wav", { modell: "als-cnn" }), 422, "invalid-input"],
  ["a long field", () => formOf(voice, "a.wav", { model: "x".repeat(2000) }), 400, "request-malformed"],
  [
    "a wrong task for the model",
    () => formOf(voice, "a.wav", { model: "digits-cnn", task: "vowel-a" }),
    422,
    "model-refused-task",
  ],
  ["no file", () => formWithout(), 400, "request-malformed"],
  ["two files", () => formWithTwo(), 400, "request-malformed"],
  ["no form", () => "file=x", 415, "media-type-unsupported"],
  ["more than is allowed", () => formOf(new Uint8Array(6e6)), 413, "request-too-large"],
])("%s is refused with a code, in words, and leaves nothing behind", async (_name, body, status, code) => {
  for (const language of ["en", "de"]) {
    const answered = await ask("predict", { body: body(), headers: { "accept-language": language } });
    expect([answered.status, answered.body.code]).toEqual([status, code]);
    expect(answered.body).toEqual({
      code,
      message: expect.stringMatching(/\w/),
      remedy: expect.stringMatching(/\w/),
    });
    expect(answered.headers.get("content-language")).toBe(language);
  }
  await expect.poll(() => receivedFiles()).toEqual([]);
});

function formWithout(): FormData {
  const form = new FormData();
  form.set("task", "vowel-a");
  return form;
}

function formWithTwo(): FormData {
  const form = formOf(voice);
  form.append("file", new Blob([voice]), "b.wav");
  return form;
}

/** Recordings that lie in a data folder, encrypted or not. */
function receivedFiles(folder = dataFolder): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((path) => /^transit\/[^/]+\//.test(path));
}

test("an unknown field is named", async () => {
  const { body } = await ask("predict", { body: formOf(voice, "a.wav", { modell: "als-cnn" }) });
  expect(body.message).toBe("there is no field modell.");
});

type Raw = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

/** A request as other programs write it, with any header. */
function raw(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Raw> {
  const options = { host: "127.0.0.1", port: server.port, path, headers, method };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(options, (answer) => {
      let body = "";
      answer.on("data", (piece) => (body += piece));
      answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    });
    sent.on("error", reject).end();
  });
}

const bearer = () => ({ authorization: `Bearer ${server.token}` });

test.each([
  ["/health", 200],
  ["/openapi.json", 200],
  ["/docs", 200],
  ["/models", 401],
  ["/nowhere", 401],
  ["/docs/../models", 401],
])("without a token %s answers %i", async (path, status) => {
  expect((await raw(path)).status).toBe(status);
});

test.each([
  ["another's token", { authorization: "Bearer guess" }, 401],
  ["another scheme", { authorization: "Basic guess" }, 401],
  ["a rebound name", { host: "evil.example" }, 403],
  ["another site's page", { origin: "https://evil.example" }, 403],
  ["another port's page", { "sec-fetch-site": "same-site" }, 403],
] as const)("%s is refused", async (_name, headers, status) => {
  const answer = await raw("/models", { ...bearer(), ...headers });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({
    code: expect.any(String),
    remedy: expect.stringMatching(/\w/),
  });
});

test("an address that is none and a method that is not taken are told apart", async () => {
  expect((await raw("/nowhere", bearer())).status).toBe(404);
  const wrong = await raw("/predict", bearer());
  expect([wrong.status, wrong.headers.allow]).toEqual([405, "POST"]);
});

/** Sends the head of a predict request and pieces of its body, and gives the first line of the answer. */
async function sendRaw(headers: string[], ...pieces: string[]): Promise<string> {
  const socket = connect(server.port, "127.0.0.1");
  let received = "";
  socket.on("data", (data) => (received += data.toString("latin1"))).on("error", () => {});
  const head = [
    "POST /predict HTTP/1.1",
    `Host: 127.0.0.1:${server.port}`,
    `Authorization: Bearer ${server.token}`,
    ...headers,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  for (const piece of pieces) socket.write(piece);
  await expect.poll(() => received.includes("\r\n\r\n")).toBe(true);
  socket.destroy();
  return received.split("\r\n")[0]!;
}

const multipart = "Content-Type: multipart/form-data; boundary=x";
const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n';

test.each([
  ["a length beyond the limit", [multipart, "Content-Length: 99999999999"], [], 413],
  [
    "who asks first, and is told before sending",
    [multipart, "Expect: 100-continue", "Content-Length: 9999999"],
    [],
    413,
  ],
  [
    "a form without a boundary",
    ["Content-Type: multipart/form-data; a=b", "Content-Length: 3"],
    ["abc"],
    400,
  ],
  ["a form that is cut off", [multipart, `Content-Length: ${part.length + 3}`], [part, "abc"], 400],
  ["a form of another boundary", [multipart, "Content-Length: 10"], ["--y\r\n\r\n--y"], 400],
  ["a form that stops coming", [multipart, "Content-Length: 5000"], [part, "abc"], 400],
])("%s is refused", async (_name, headers, pieces, status) => {
  expect(await sendRaw(headers, ...pieces)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  await expect.poll(() => receivedFiles()).toEqual([]);
});

test("who asks before sending is let send when the recording is wanted", async () => {
  expect(await sendRaw([multipart, "Expect: 100-continue", "Content-Length: 5000"])).toBe(
    "HTTP/1.1 100 Continue",
  );
});

test("a client that leaves in the middle leaves nothing behind, and the next one is answered", async () => {
  const socket = connect(server.port, "127.0.0.1").on("error", () => {});
  const head = `POST /predict HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}`;
  socket.write(`${head}\r\n${multipart}\r\nContent-Length: 900000\r\n\r\n${part}abc`);
  await expect.poll(() => receivedFiles()).toHaveLength(1);
  socket.resetAndDestroy();
  await expect.poll(() => receivedFiles()).toHaveLength(0);
  expect((await ask("predict", { body: formOf(voice) })).status).toBe(200);
});

test("a recording that is received lies there encrypted", async () => {
  const marker = "a-voice-in-plain-".repeat(8000);
  const socket = connect(server.port, "127.0.0.1").on("error", () => {});
  const head = `POST /predict HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}`;
  socket.write(`${head}\r\n${multipart}\r\nContent-Length: 900000\r\n\r\n${part}${marker}`);
  const received = () => receivedFiles().map((path) => readFileSync(join(dataFolder, path), "latin1"));
  await expect.poll(() => received()[0]?.length ?? 0).toBeGreaterThan(60_000);
  expect(received()[0]).not.toContain("a-voice-in-plain");
  socket.destroy();
});

test("the log tells what was asked and answered, and no file name, token or model", async () => {
  const lines = () => readFileSync(join(dataFolder, "logs", "api.log"), "utf8");
  await ask("getModel", { id: "als-cnn" });
  await expect.poll(lines).toMatch(/Z GET \/models\/\{id\} 200 \d+ ms\n/);
  expect(lines()).toMatch(/Z POST \/predict 200 \d+ ms\n/);
  for (const secret of ["meier", server.token, "als-cnn", "evil"]) expect(lines()).not.toContain(secret);
});

test("more than is worked on at a time is told when to try again, and then answered", async () => {
  const small = await startRest({ atOnce: 2 });
  const predict = () =>
    fetch(`${small.server.url}/predict`, {
      method: "POST",
      headers: { authorization: `Bearer ${small.server.token}` },
      body: formOf(voice),
    });
  const answers = await Promise.all(Array.from({ length: 8 }, predict));
  const refused = answers.filter(({ status }) => status === 429);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
  expect(refused[0]!.headers.get("retry-after")).toBe("1");
  expect(((await refused[0]!.json()) as { code: string }).code).toBe("too-many-requests");
  expect((await predict()).status).toBe(200);
  await small.server.close();
});

test("a stop lets what runs end, refuses what comes, and leaves no folder", async () => {
  const stopped = await startRest();
  const { url, token } = stopped.server;
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${url}/predict`, { method: "POST", headers, body: formOf(voice) }); // the core has started
  let isAnswered = false;
  const running = fetch(`${url}/predict`, { method: "POST", headers, body: formOf(voice) }).finally(() => {
    isAnswered = true;
  });
  while (!isAnswered && receivedFiles(stopped.dataFolder).length === 0) await wait(1);
  await stopped.server.close();
  expect([200, 503]).toContain((await running).status);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  const left = readdirSync(stopped.dataFolder, { recursive: true, encoding: "utf8" });
  expect(left.filter((path) => path.startsWith("transit/"))).toEqual([]);
});

test("a port that is taken is told, and nothing stays running", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-port-"));
  const { exitCode, stdout, stderr } = await runCli(
    "serve",
    "--api-port",
    `${server.port}`,
    "--data",
    folder,
  );
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("[port-unavailable]");
  rmSync(folder, { recursive: true, force: true });
});
