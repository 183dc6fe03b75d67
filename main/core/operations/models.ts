import { summarise } from "../inference/model-package.ts";
import { operation } from "./implementer.ts";

export const models = {
  list: operation.models.list.handler(async ({ context: { core } }) => {
    const { packages, refused } = await core.models.content();
    return { models: packages.map(summarise), refused };
  }),
  card: operation.models.card.handler(async ({ context: { core }, input }) => ({
    markdown: await core.models.card(input.id),
  })),
};
