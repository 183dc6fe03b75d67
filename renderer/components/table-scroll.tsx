import type { PropsWithChildren } from "react";

/** Scrolls a table without links or controls that is wider than its place; by key too. */
export function TableScroll({ isCard = false, children }: PropsWithChildren<{ isCard?: boolean }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
    <div className={isCard ? "card table-scroll" : "table-scroll"} tabIndex={0}>
      {children}
    </div>
  );
}
