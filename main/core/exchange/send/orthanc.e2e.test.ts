import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { DicomNode } from "../../../../shared/domain/exchange.ts";
import { reportContent } from "../../report/content/report-content.ts";
import { sampleReport } from "../../report/content/sample-report.fixture.ts";
import { writeReport } from "../../report/pdf/report-pdf.ts";
import { sampleDocument } from "../clinical-document.fixture.ts";
import { encapsulatedPdf } from "../dicom/encapsulated-pdf.ts";
import { isInstalled } from "../test-programs.ts";
import { storeDicom } from "./dicom-store.ts";

/** A network of its own, in which there is only the loopback: Orthanc listens on every address. */
const alone = ["--net", "--map-root-user", "--", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
const mayBeAlone = spawnSync("unshare", [...alone, "true"]).status === 0;
const program = ["Orthanc", "/usr/sbin/Orthanc"].find((path) => isInstalled(path, "--version"));
if (!program || !mayBeAlone) console.log("skipped: no Orthanc, or no network of its own for it");

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "bulbar-orthanc-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** What an Orthanc holds after it was sent these files under this title. */
function storeAtOrthanc(title: string, contents: readonly Uint8Array[]) {
  const folder = temporaryFolder();
  const files = contents.map((content, index) => {
    const path = join(folder, `${index}.dcm`);
    writeFileSync(path, content);
    return path;
  });
  const script = join(import.meta.dirname, "store-at-orthanc.fixture.ts");
  const { stdout, stderr } = spawnSync(
    "unshare",
    [...alone, process.execPath, script, folder, program!, title, ...files],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout) as { ends: string[]; stored: { sha256: string; name: string; id: string }[] };
}

describe.skipIf(!program || !mayBeAlone)("a real Orthanc (skipped without one)", () => {
  test("takes reports of even and odd length and gives the same PDFs back", async () => {
    const { report } = sampleDocument();
    const pdf = await writeReport(reportContent(sampleReport()));
    const pdfs = [pdf, new Uint8Array([...pdf, 10])];
    const files = pdfs.map(
      (one) => encapsulatedPdf(sampleDocument({ report: { ...report, pdf: one } })).bytes,
    );
    const { ends, stored } = storeAtOrthanc("ORTHANC", files);
    expect(ends).toEqual(["stored", "stored"]);
    const hashes = pdfs.map((one) => createHash("sha256").update(one).digest("hex"));
    expect(stored.map(({ sha256 }) => sha256).sort()).toEqual(hashes.sort());
    for (const { name, id } of stored)
      expect({ name, id }).toEqual({ name: "Иванова^Łucja Müller", id: "NEU-0042" });
  });

  test("called by another title it stores nothing", () => {
    const { bytes } = encapsulatedPdf(sampleDocument());
    expect(storeAtOrthanc("ANOTHER", [bytes])).toEqual({
      ends: ["exchange-failed not-associated"],
      stored: [],
    });
  });
});

test("nobody there, one who hangs up, and another computer in plain", async () => {
  const { bytes } = encapsulatedPdf(sampleDocument());
  const node = (change: object) =>
    DicomNode.parse({ host: "127.0.0.1", port: 1, tls: false, calledTitle: "PACS", ...change });
  await expect(storeDicom(node({}), bytes)).rejects.toMatchObject({ data: { why: "no-connection" } });
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  await expect(storeDicom(node({ port }), bytes)).rejects.toMatchObject({ code: "exchange-failed" });
  await expect(storeDicom(node({ host: "10.0.0.1" }), bytes)).rejects.toMatchObject({
    data: { why: "exchange-plain" },
  });
});
