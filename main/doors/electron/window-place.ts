import { z } from "zod";

/** A rectangle on the desktop, in the system's own points. */
const Bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
type Bounds = z.infer<typeof Bounds>;

/** Where the window was, and whether it filled its display. */
export const WindowPlace = Bounds.extend({ isMaximised: z.boolean() });
export type WindowPlace = z.infer<typeof WindowPlace>;

const usual = { width: 1440, height: 960 };
/** No smaller window is opened, and none can be made so by hand. */
export const smallestWindow = { width: 1024, height: 640 };
/** Of its upper edge that much must be on a display, so that the window can be moved by hand. */
const visible = { width: 120, height: 32 };

/**
 * Where to open the window: as it was, made to fit the display that it lies on; in the middle of the main display, with
 * the usual size, at first and when its display is gone.
 * @param displays work areas, the main display's first
 */
export function placeWindow(was: WindowPlace | null, displays: readonly Bounds[]): WindowPlace {
  const main = displays[0] ?? { x: 0, y: 0, ...usual };
  const display = was && displays.find((area) => isReachable(was, area));
  if (!was || !display) {
    const size = fitted(was ?? usual, main);
    return { ...middleOf(main, size), ...size, isMaximised: was?.isMaximised ?? false };
  }
  const size = fitted(was, display);
  return { x: was.x, y: Math.max(was.y, display.y), ...size, isMaximised: was.isMaximised };
}

type Size = { width: number; height: number };

function fitted({ width, height }: Size, display: Size): Size {
  return {
    width: Math.min(Math.max(width, smallestWindow.width), display.width),
    height: Math.min(Math.max(height, smallestWindow.height), display.height),
  };
}

function middleOf(display: Bounds, { width, height }: Size): { x: number; y: number } {
  return {
    x: Math.round(display.x + (display.width - width) / 2),
    y: Math.round(display.y + (display.height - height) / 2),
  };
}

function isReachable({ x, y, width }: Bounds, display: Bounds): boolean {
  const across = Math.min(x + width, display.x + display.width) - Math.max(x, display.x);
  const isBelowTop = y >= display.y - visible.height;
  return across >= visible.width && isBelowTop && y <= display.y + display.height - visible.height;
}
