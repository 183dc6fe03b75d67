import dcmjs from "dcmjs";
import dimse from "dcmjs-dimse";
import { BulbarError } from "../../../../shared/domain/error.ts";
import type { DicomNode } from "../../../../shared/domain/exchange.ts";
import { explicitLittleEndian } from "../dicom/encapsulated-pdf.ts";
import { answerSeconds, connectionFailure, lateFailure, refusePlain } from "./destination.ts";

dimse.log.setLevel("silent");
dcmjs.log.setLevel("silent");

const { DicomMessage, DicomMetaDictionary } = dcmjs.data;

/**
 * Stores a DICOM file at a node (C-STORE).
 * @throws BulbarError exchange-failed: `dicom-refused` where the node says that it will never take it, `dicom-status` where it
 * could not; invalid-input where the node would have to be spoken to in plain; what `signal` aborts with
 */
export async function storeDicom(node: DicomNode, file: Uint8Array, signal?: AbortSignal): Promise<void> {
  refusePlain(node);
  const status = await cStore(node, datasetOf(file), signal);
  if (status === 0 || (status & 0xf000) === 0xb000) return; // success, or stored with a warning
  const code = `0x${status.toString(16).padStart(4, "0")}`;
  const isLacking = (status & 0xff00) === 0xa700; // out of resources: it may be tried again
  throw new BulbarError("exchange-failed", {
    why: isLacking ? "dicom-status" : "dicom-refused",
    facts: { title: node.calledTitle, status: code },
  });
}

/** The elements of a file as the other library takes them. */
function datasetOf(file: Uint8Array) {
  const { dict } = DicomMessage.readFile(new Uint8Array(file).buffer);
  return new dimse.Dataset(DicomMetaDictionary.naturalizeDataset(dict), explicitLittleEndian);
}

function cStore(
  node: DicomNode,
  dataset: InstanceType<typeof dimse.Dataset>,
  signal?: AbortSignal,
): Promise<number> {
  const { host, port, tls, authority, callingTitle, calledTitle } = node;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const client = new dimse.Client();
    const request = new dimse.requests.CStoreRequest(dataset);
    const timer = setTimeout(() => end(() => reject(lateFailure(node))), answerSeconds * 1000);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle();
    };
    const abort = () => {
      client.abort();
      end(() => reject(signal?.reason));
    };
    signal?.addEventListener("abort", abort, { once: true });
    let status: number | null = null;
    request.on("response", (response) => (status = response.getStatus()));
    client.on("networkError", (error) => end(() => reject(connectionFailure(error, node))));
    client.on("associationRejected", () => end(() => reject(notAssociated(node))));
    client.on("closed", () => end(() => (status === null ? reject(notAssociated(node)) : resolve(status))));
    client.addRequest(request);
    client.send(host, port, callingTitle, calledTitle, {
      connectTimeout: answerSeconds * 1000,
      associationTimeout: answerSeconds * 1000,
      pduTimeout: answerSeconds * 1000,
      ...(tls
        ? { securityOptions: { rejectUnauthorized: true, ...(authority ? { ca: authority } : {}) } }
        : {}),
    });
  });
}

/** The node knows neither of the two titles, or ended the association before it had answered. */
function notAssociated({ calledTitle, callingTitle }: DicomNode): BulbarError {
  return new BulbarError("exchange-failed", { why: "not-associated", facts: { calledTitle, callingTitle } });
}
