import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { corePortEnd, relay } from "./relay.ts";

test("messages pass both ways unchanged, and closing one end closes the other", async () => {
  const [left, right] = [new MessageChannel(), new MessageChannel()];
  relay(corePortEnd(left.port2), corePortEnd(right.port1));
  const received = once(right.port2, "message");
  left.port1.postMessage("question");
  expect(await received).toEqual(["question"]);
  const answered = once(left.port1, "message");
  right.port2.postMessage(new Uint8Array([1, 2, 3]));
  expect(await answered).toEqual([new Uint8Array([1, 2, 3])]);
  const closed = once(right.port2, "close");
  left.port1.close();
  await closed;
});
