import "./zod-without-eval.ts";
import "@fontsource/inter/400.css";
import "@fontsource/inter/500.css";
import "@fontsource/inter/600.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/screens.css";
import "./styles/print.css";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { restoreDrafts } from "./drafts.ts";
import { waitForHandedFiles } from "./handed-files.ts";
import { watchPresence } from "./lock.ts";
import { watchPageFailures } from "./page-failures.ts";
import { queryClient } from "./queries.ts";
import { applyTheme, chooseTheme } from "./theme.ts";
import { applyLanguage } from "./words.ts";

watchPageFailures();
await restoreDrafts();
window.bulbar?.onTheme(chooseTheme);
waitForHandedFiles();
watchPresence();
applyTheme();
applyLanguage();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
