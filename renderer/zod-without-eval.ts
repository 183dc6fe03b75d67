import { config } from "zod";

// The content security policy forbids the code that zod would otherwise generate. Imported before any schema.
config({ jitless: true });
