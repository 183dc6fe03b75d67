import { useEffect, useState } from "react";

/** A value as it stands once it has not changed for a while, ms. */
export function useLater<Value>(value: Value, settleMs: number): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), settleMs);
    return () => clearTimeout(timer);
  }, [value, settleMs]);
  return later;
}
