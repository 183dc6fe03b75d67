import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.fixture.ts";
import { certifiedAddress, readPublicAddress } from "./certificate.ts";
import { startRest } from "./rest.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "bulbar-tls-"));
const certFile = join(folder, "cert.pem");
const keyFile = join(folder, "key.pem");
const otherKeyFile = join(folder, "other.pem");

beforeAll(() => {
  const names = "subjectAltName=DNS:bulbar.hospital,IP:127.0.0.1";
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bulbar"];
  execFileSync("openssl", [...request, "-addext", names, "-out", certFile, "-keyout", keyFile], {
    stdio: "pipe",
  });
  execFileSync("openssl", ["genrsa", "-out", otherKeyFile, "2048"], { stdio: "pipe" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("with an address and a certificate it speaks TLS only, to who asks by a name of the certificate", async () => {
  const publicAddress = await readPublicAddress({ host: "127.0.0.1", certFile, keyFile });
  const { server, dataFolder } = await startRest({ publicAddress });
  expect(server.url).toBe(`https://127.0.0.1:${server.port}`);
  const ask = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const to = {
        host: "127.0.0.1",
        port: server.port,
        path: "/health",
        ca: readFileSync(certFile),
        // who rebinds a name does not look at the certificate's
        checkServerIdentity: () => undefined,
        headers: { host },
      };
      request(to, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      })
        .on("error", reject)
        .end();
    });
  expect(await ask(`127.0.0.1:${server.port}`)).toBe(200);
  expect(await ask(`bulbar.hospital:${server.port}`)).toBe(200);
  expect(await ask(`evil.example:${server.port}`)).toBe(403);
  await expect(fetch(`http://127.0.0.1:${server.port}/health`)).rejects.toThrow();
  await server.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test("a certificate's names are its server's hosts, at the port", () => {
  const { isOwnHost } = certifiedAddress(readFileSync(certFile, "utf8"), 443);
  expect(["bulbar.hospital", "bulbar.hospital:443", "127.0.0.1"].map(isOwnHost)).toEqual([true, true, true]);
  expect(["bulbar.hospital:444", "hospital", "", "a b", "[::1]"].map(isOwnHost)).toEqual(
    Array(5).fill(false),
  );
});

test.each([
  ["an address alone", { host: "0.0.0.0" }, "not-all"],
  ["a certificate without its key", { host: "0.0.0.0", certFile }, "not-all"],
  ["a certificate without an address", { certFile, keyFile }, "not-all"],
  ["a file that is not there", { host: "0.0.0.0", certFile: join(folder, "none.pem"), keyFile }, "not-read"],
  ["a key in place of a certificate", { host: "0.0.0.0", certFile: keyFile, keyFile }, "not-read"],
  ["another certificate's key", { host: "0.0.0.0", certFile, keyFile: otherKeyFile }, "no-pair"],
])("%s is refused", async (_name, given, why) => {
  await expect(readPublicAddress(given)).rejects.toMatchObject({ code: "certificate-needed", data: { why } });
});

test("nothing given is this computer alone", async () => {
  expect(await readPublicAddress({})).toBeNull();
});

test("the command line starts nothing without the certificate, and says so", async () => {
  const { exitCode, stdout, stderr } = await runCli(
    "serve",
    "--api-host",
    "0.0.0.0",
    "--data",
    join(folder, "data"),
  );
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("[certificate-needed]");
});
