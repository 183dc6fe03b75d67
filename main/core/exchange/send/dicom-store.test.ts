import type { Server } from "node:net";
import dimse from "dcmjs-dimse";
import { expect, onTestFinished, test } from "vitest";
import { DicomNode } from "../../../../shared/domain/exchange.ts";
import { sampleDocument } from "../clinical-document.fixture.ts";
import { encapsulatedPdf, explicitLittleEndian } from "../dicom/encapsulated-pdf.ts";
import { storeDicom } from "./dicom-store.ts";
import { selfMadeCertificate } from "./test-certificate.ts";

/** A node over TLS that answers every C-STORE with this status. */
async function secureNode(status: number) {
  const stored: string[] = [];
  class Node extends dimse.Scp {
    override associationRequested(association: InstanceType<typeof dimse.association.Association>) {
      for (const { context } of association.getPresentationContexts())
        context.setResult(0, explicitLittleEndian);
      this.sendAssociationAccept();
    }
    override cStoreRequest(
      request: InstanceType<typeof dimse.requests.CStoreRequest>,
      answer: (response: InstanceType<typeof dimse.responses.CStoreResponse>) => void,
    ) {
      stored.push(String(request.getDataset()?.getElement("SOPInstanceUID")));
      const response = dimse.responses.CStoreResponse.fromRequest(request);
      response.setStatus(status);
      answer(response);
    }
    override associationReleaseRequested() {
      this.sendAssociationReleaseResponse();
    }
  }
  const certificate = await selfMadeCertificate("localhost");
  const server = new dimse.Server(Node as never);
  server.on("networkError", () => {});
  const listening = new Promise<unknown>((resolve) => server.on("listening", resolve));
  server.listen(0, { securityOptions: { ...certificate, rejectUnauthorized: false } });
  await listening;
  const { port } = (server as unknown as { server: Server }).server.address() as { port: number };
  onTestFinished(() => server.close());
  const node = { host: "localhost", port, tls: true, authority: certificate.cert, calledTitle: "PACS" };
  return { node: DicomNode.parse(node), stored };
}

test("over TLS to a node whose certificate's authority was entered, and to no other", async () => {
  const { node, stored } = await secureNode(0);
  const { bytes, instanceUid } = encapsulatedPdf(sampleDocument());
  await storeDicom(node, bytes);
  expect(stored).toEqual([instanceUid]);
  const stranger = await selfMadeCertificate("localhost");
  for (const change of [{ authority: null }, { authority: stranger.cert }, { host: "127.0.0.1" }])
    await expect(storeDicom({ ...node, ...change }, bytes)).rejects.toMatchObject({
      code: "exchange-failed",
      data: { why: "not-trusted" },
    });
  expect(stored).toHaveLength(1);
});

test.each([
  [0xa700, "dicom-status", "0xa700"],
  [0xa900, "dicom-refused", "0xa900"],
  [0xc000, "dicom-refused", "0xc000"],
  [0x0122, "dicom-refused", "0x0122"],
])("status %i of the node is told", async (status, why, told) => {
  const { node } = await secureNode(status);
  await expect(storeDicom(node, encapsulatedPdf(sampleDocument()).bytes)).rejects.toMatchObject({
    data: { why, facts: { title: "PACS", status: told } },
  });
});

test("stored with a warning is stored", async () => {
  const { node } = await secureNode(0xb000);
  await storeDicom(node, encapsulatedPdf(sampleDocument()).bytes);
});
