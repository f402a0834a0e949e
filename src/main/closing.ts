// What has been opened is closed again in the other order, so that nothing is used by what still runs.

type Closer = () => void | Promise<void>;

export interface Closing {
  /** Gives the part back, and closes it with the others. */
  part<T extends { close(): void | Promise<void> }>(part: T): T;
  /** To be done when all is closed. */
  also(closer: Closer): void;
  /** One that fails leaves none of the others open. Throws AggregateError. */
  close(): Promise<void>;
}

/** `what` is closed, for the error's words. */
export function createClosing(what: string): Closing {
  const closers: Closer[] = [];
  return {
    part(part) {
      closers.push(() => part.close());
      return part;
    },
    also(closer) {
      closers.push(closer);
    },
    async close() {
      const failures: unknown[] = [];
      for (const closer of closers.splice(0).reverse()) {
        try {
          await closer();
        } catch (cause) {
          failures.push(cause);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `${what} was not closed cleanly`);
    },
  };
}
