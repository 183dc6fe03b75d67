import { ExchangeSettings, noExchange } from "../../../shared/domain/exchange.ts";
import type { History } from "./open-history.ts";
import { readSiteSetting, writeSiteSetting } from "./site-settings.ts";

/** Where visits may be sent; nowhere as long as nobody has entered it. */
export function readExchangeSettings(history: History): ExchangeSettings {
  return readSiteSetting(history, "exchange", ExchangeSettings) ?? noExchange;
}

/** Sets it; the trail tells to which hosts. */
export function writeExchangeSettings(history: History, settings: ExchangeSettings): ExchangeSettings {
  const { hl7, dicom, dropFolder } = settings;
  const places = [
    hl7 && `hl7 ${hl7.host}:${hl7.port}`,
    dicom && `dicom ${dicom.host}:${dicom.port}`,
    dropFolder && "drop folder",
  ].filter(Boolean);
  writeSiteSetting(history, "exchange", settings, places.join(", ") || "nowhere");
  return settings;
}
