import { passages as texts } from "../protocol/passages.ts";
import { operation } from "./implementer.ts";

export const passages = {
  list: operation.passages.list.handler(() => [...texts]),
};
