import { env, listSupportedBackends } from "../inference/onnxruntime.ts";
import { operation } from "./implementer.ts";

export const system = {
  about: operation.system.about.handler(async ({ context: { core } }) => {
    const ffmpeg = await core.ffmpeg().catch(() => null);
    return {
      version: core.options.programVersion,
      ffmpeg: ffmpeg && { version: ffmpeg.version },
      onnxruntime: env.versions.node ?? env.versions.common,
      devices: listSupportedBackends().map(({ name }) => name),
    };
  }),
};
