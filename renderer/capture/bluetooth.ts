/** Rate that Bluetooth headsets record with, and less, Hz. */
const highestRateHz = 16_000;
/** Windows' Chromium ends such a label with " (Bluetooth)"; elsewhere the device's own name tells it, or nothing. */
const name = /bluetooth|airpods|hands-?free/i;

/** Whether a microphone is perhaps one by Bluetooth: by its label, else by its rate. */
export function isBluetooth(label: string, sampleRateHz: number): boolean {
  return name.test(label) || sampleRateHz <= highestRateHz;
}
