import { isInstalled } from "../packed-program.ts";
import { operation } from "./implementer.ts";

export const system = {
  about: operation.system.about.handler(async ({ context: { core } }) => {
    const { onnxruntimeVersion } = await import("../inference/onnxruntime.ts");
    const ffmpeg = await core.ffmpeg().catch(() => null);
    return {
      version: core.options.programVersion,
      installed: isInstalled,
      ffmpeg: ffmpeg && { version: ffmpeg.version },
      onnxruntime: onnxruntimeVersion,
    };
  }),
};
