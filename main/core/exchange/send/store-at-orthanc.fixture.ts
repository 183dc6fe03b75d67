/**
 * Starts an Orthanc, stores DICOM files at it and prints a JSON line of what it then holds. It listens on every address, so
 * that it is to be run where the network has none but the loopback.
 * Usage: store-at-orthanc.fixture.ts FOLDER ORTHANC TITLE FILE...
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { DicomNode } from "../../../../shared/domain/exchange.ts";
import { storeDicom } from "./dicom-store.ts";

const [folder = "", program = "", title = "", ...files] = process.argv.slice(2);
const [httpPort, dicomPort] = [18_042, 14_242];
const configuration = join(folder, "orthanc.json");
const places = { StorageDirectory: folder, IndexDirectory: folder, Plugins: [] };
const ports = { HttpPort: httpPort, DicomPort: dicomPort, DicomAet: "ORTHANC" };
const rules = { DicomCheckCalledAet: true, DicomAlwaysAllowStore: true, AuthenticationEnabled: false };
writeFileSync(configuration, JSON.stringify({ ...places, ...ports, ...rules }));
const orthanc = spawn(program, [configuration], { stdio: "ignore" });

const get = (path: string) => fetch(`http://127.0.0.1:${httpPort}${path}`);
const started = async () => {
  for (let tries = 0; tries < 900; tries++) {
    if (
      await get("/system").then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await after(100);
  }
  throw new Error("Orthanc does not start");
};

async function storedPdfs(): Promise<object[]> {
  const ids = (await (await get("/instances")).json()) as string[];
  const told = ids.map(async (id) => {
    const pdf = Buffer.from(await (await get(`/instances/${id}/pdf`)).arrayBuffer());
    const tags = (await (await get(`/instances/${id}/simplified-tags`)).json()) as Record<string, string>;
    return {
      sha256: createHash("sha256").update(pdf).digest("hex"),
      name: tags.PatientName,
      id: tags.PatientID,
    };
  });
  return Promise.all(told);
}

try {
  await started();
  const node = DicomNode.parse({ host: "127.0.0.1", port: dicomPort, tls: false, calledTitle: title });
  const ends: string[] = [];
  for (const file of files)
    ends.push(
      await storeDicom(node, readFileSync(file)).then(
        () => "stored",
        ({ code, data }) => `${code} ${data?.why}`,
      ),
    );
  process.stdout.write(`${JSON.stringify({ ends, stored: await storedPdfs() })}\n`);
} finally {
  orthanc.kill();
}
