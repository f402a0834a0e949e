// A node's failure in the words of a call.
import { TillError } from '../../shared/errors.ts';
import { NodeError } from './lightning-node.ts';

/** What a screen is told when the node is out of reach or says no; a fault that is neither stays what it is. */
export function asCallError(cause: unknown): unknown {
  if (!(cause instanceof NodeError)) return cause;
  return cause.kind === 'unreachable'
    ? new TillError('NODE_UNREACHABLE', undefined, { cause })
    : new TillError('NODE_REFUSED', { reason: cause.message }, { cause });
}
