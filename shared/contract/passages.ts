import { z } from "zod";
import { Passage } from "../domain/passage.ts";
import { anyone } from "./may.ts";

export const passages = {
  /** Texts to read aloud, with their words counted. */
  list: anyone.output(z.array(Passage)),
};
