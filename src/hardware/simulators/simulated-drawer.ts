// The drawer at a simulated printer: opens at a pulse unless it is stuck, stays open until a hand shuts it, and may have a sensor.

export interface SimulatedDrawer {
  /** How often it was told to open. */
  readonly kicks: number;
  readonly isOpen: boolean;
  /** The level at the sensor's pin; low where there is no sensor. */
  readonly high: boolean;
  kick(): void;
  shut(): void;
  /** It is locked, or its cable is out: it does not open any more. */
  stuck: boolean;
}

/** `openIsHigh`: null without a sensor. `onLevel`: the sensor's level has changed. */
export function createSimulatedDrawer(openIsHigh: boolean | null, onLevel: () => void): SimulatedDrawer {
  let kicks = 0;
  let isOpen = false;
  const move = (open: boolean) => {
    if (open === isOpen) return;
    isOpen = open;
    if (openIsHigh !== null) onLevel();
  };
  return {
    get kicks() {
      return kicks;
    },
    get isOpen() {
      return isOpen;
    },
    get high() {
      return openIsHigh !== null && isOpen === openIsHigh;
    },
    kick() {
      kicks += 1;
      if (!this.stuck) move(true);
    },
    shut: () => move(false),
    stuck: false,
  };
}
