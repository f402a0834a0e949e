// The till's log: one JSON line an event on standard error. Never a secret: callers pass codes, ids and causes.

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, cause: unknown, fields?: Record<string, unknown>): void;
}

function describe(cause: unknown): unknown {
  return cause instanceof Error
    ? { name: cause.name, message: cause.message, stack: cause.stack, cause: cause.cause === undefined ? undefined : describe(cause.cause) }
    : cause;
}

/** A log that writes with `write` (a whole line with its newline) and stamps each line with `nowMs`. */
export function createLog(write: (line: string) => void, nowMs: () => number): Log {
  const emit = (level: string, event: string, fields: Record<string, unknown>) =>
    write(`${JSON.stringify({ at: new Date(nowMs()).toISOString(), level, event, ...fields })}\n`);
  return {
    info: (event, fields = {}) => emit('info', event, fields),
    warn: (event, fields = {}) => emit('warn', event, fields),
    error: (event, cause, fields = {}) => emit('error', event, { ...fields, cause: describe(cause) }),
  };
}
