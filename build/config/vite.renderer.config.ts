import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// A build that a test run asks for is the same as any other.
process.env.NODE_ENV = "production";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds renderer/ into out/renderer: static files that any door can serve, with nothing fetched from elsewhere. */
export default defineConfig({
  root: folder("../../renderer"),
  base: "./",
  plugins: [react()],
  define: { global: "globalThis" },
  build: {
    outDir: folder("../../out/renderer"),
    emptyOutDir: true,
    target: "es2023",
    // The content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    // Plotly alone is about 1 MB; it is loaded when the first chart is drawn.
    chunkSizeWarningLimit: 2000,
  },
});
