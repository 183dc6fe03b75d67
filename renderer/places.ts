import { contract } from "../shared/contract/contract.ts";

/** The screens of the rail: their addresses, their names, what is asked to see them, and the addresses that belong to them. */
export const places = [
  {
    href: "/",
    name: "patients",
    owns: /^\/($|worklist|patients|visits|recordings|compare)/,
    needs: contract.patients.list,
  },
  { href: "/listen", name: "listening", owns: /^\/listen/, needs: contract.listenings.begin },
  { href: "/batch", name: "batch", owns: /^\/batch/, needs: contract.batches.run },
  { href: "/models", name: "models", owns: /^\/models/, needs: contract.models.list },
  { href: "/users", name: "users", owns: /^\/users/, needs: contract.users.list },
  { href: "/audit", name: "audit", owns: /^\/audit/, needs: contract.audit.page },
  { href: "/settings", name: "settings", owns: /^\/settings/, needs: contract.system.about },
] as const;

export type Place = (typeof places)[number];
