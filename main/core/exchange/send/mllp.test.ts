import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

import { type Hl7MessageEvent, Hl7Server } from "@medplum/hl7";
import { expect, onTestFinished, test } from "vitest";
import { Destination } from "../../../../shared/domain/exchange.ts";
import { sampleDocument } from "../clinical-document.fixture.ts";
import { observationResult } from "../hl7/observation-result.ts";
import { sendMllp } from "./mllp.ts";
import { selfMadeCertificate } from "./test-certificate.ts";

const names = { sendingFacility: "", receivingApplication: "", receivingFacility: "" };
const controlId = "0123456789abcdef0123";
const message = {
  controlId,
  text: observationResult(sampleDocument(), names, { controlId, at: new Date() }),
};
const at = (port: number, change: Partial<Destination> = {}): Destination => ({
  ...Destination.parse({ host: "127.0.0.1", port, tls: false }),
  ...change,
});

/** A server that answers what `answer` makes of a message, or nothing. */
async function serve(
  answer: (message: string, socket: Socket) => string | null,
  certificate?: { key: string; cert: string },
): Promise<number> {
  const onSocket = (socket: Socket) => {
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (part) => {
      text += part.toString("utf8");
      if (!text.endsWith("\u001c\r")) return;
      const answered = answer(text.slice(1, -2), socket);
      if (answered !== null) socket.write(answered);
    });
  };
  const server: Server = certificate ? createTlsServer(certificate, onSocket) : createServer(onSocket);
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

const acknowledgement = (code: string, id = controlId, rest = "") =>
  `\u000bMSH|^~\\&|EHR||Bulbar||20260312||ACK^R01|1|P|2.5.1\rMSA|${code}|${id}${rest}\r\u001c\r`;

test("a server of others takes the message whole and acknowledges it", async () => {
  const received: string[] = [];
  const server = new Hl7Server((connection) => {
    connection.addEventListener("message", ({ message }: Hl7MessageEvent) => {
      received.push(message.toString());
      connection.send(message.buildAck());
    });
  });
  await server.start(0);
  onTestFinished(() => server.stop());
  const { port } = server.server!.address() as { port: number };
  await sendMllp(at(port), message);
  expect(received).toEqual([message.text]);
});

test("over TLS to a host whose certificate's authority was entered", async () => {
  const certificate = await selfMadeCertificate("localhost");
  const port = await serve(() => acknowledgement("AA"), certificate);
  const secure = { host: "localhost", tls: true, authority: certificate.cert };
  await sendMllp(at(port, secure), message);
  const stranger = await selfMadeCertificate("localhost");
  for (const change of [{ authority: null }, { authority: stranger.cert }, { host: "127.0.0.1" }])
    await expect(sendMllp(at(port, { ...secure, ...change }), message)).rejects.toMatchObject({
      code: "exchange-failed",
      data: { why: "not-trusted" },
    });
});

test("another computer is never spoken to in plain", async () => {
  for (const host of ["10.0.0.1", "ehr.clinic.example", "localhost.example", "::ffff:10.0.0.1"])
    await expect(sendMllp(at(1, { host }), message)).rejects.toMatchObject({
      code: "invalid-input",
      data: { why: "exchange-plain", facts: { host } },
    });
});

test.each([
  ["AE", "|segment missing", "error", "segment missing"],
  ["CE", "", "error", ""],
  ["AR", "|a\\T\\b\rERR||PID^1^3|204^Unknown key|E||||No such patient", "refused", "a&b; No such patient"],
  ["CR", "", "refused", ""],
])("%s is told with what the receiver says", async (code, rest, why, told) => {
  const port = await serve(() => acknowledgement(code, controlId, rest));
  await expect(sendMllp(at(port), message)).rejects.toMatchObject({ data: { why, facts: { code, told } } });
});

test.each([
  ["another message's acknowledgement", () => acknowledgement("AA", "another")],
  ["no HL7 at all", () => "HTTP/1.1 400 Bad Request\r\n\r\n\u001c\r"],
])("%s accepts nothing", async (_, answer) => {
  const port = await serve(answer);
  await expect(sendMllp(at(port), message)).rejects.toMatchObject({ data: { why: "no-acknowledgement" } });
});

test("nobody there, or one who hangs up; a stop ends the wait", async () => {
  const hangsUp = await serve((_, socket) => {
    socket.end();
    return null;
  });
  for (const port of [hangsUp, 1])
    await expect(sendMllp(at(port), message)).rejects.toMatchObject({
      data: { why: "no-connection", facts: { port } },
    });
  const silent = await serve(() => null);
  const stop = new AbortController();
  const sending = sendMllp(at(silent), message, stop.signal);
  setTimeout(() => stop.abort(), 100);
  await expect(sending).rejects.toMatchObject({ name: "AbortError" });
});
