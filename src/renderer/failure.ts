// What a call ended with when it did not succeed, as a code that the languages have words for.
import { ORPCError } from '@orpc/client';
import type { ErrorCode, ErrorDetail } from '../shared/errors.ts';
import { ConnectionLost } from './till-client.ts';

/** `CONNECTION_LOST` is the screen's own: the till did not answer, so what became of the call is seen when it is back. */
export type FailureCode = ErrorCode | 'CONNECTION_LOST';

export interface Failure {
  code: FailureCode;
  detail: NonNullable<ErrorDetail>;
}

/** A fault that is not one of the declared errors is `INTERNAL`; its own text is for the log, not for people. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConnectionLost) return { code: 'CONNECTION_LOST', detail: {} };
  // `defined`: the client checked it against the contract's declared errors.
  if (error instanceof ORPCError && error.defined) {
    const declared = error as ORPCError<ErrorCode, ErrorDetail>;
    return { code: declared.code, detail: declared.data ?? {} };
  }
  console.error('a call failed', error);
  return { code: 'INTERNAL', detail: {} };
}
