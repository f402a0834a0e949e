// What a failure of lnd means, in our words. lnd says little with gRPC's codes and much in `details`; ln-service hands both on
// inside arrays, `[code, name, {err}]`, when it hands them on at all. Neither reaches a person: the words are ours.
import type { NodeTrouble } from '../../../shared/lightning.ts';
import { NodeError } from '../lightning-node.ts';
import { grpc } from './libraries.ts';

/** What is known of a failure: lnd's words, or the library's name for it. */
interface Said {
  code: number | undefined;
  words: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function said(cause: unknown): Said | null {
  if (Array.isArray(cause)) {
    const [, name, more] = cause as unknown[];
    const inner = isRecord(more) ? (said(more.err) ?? said(more)) : null;
    return inner ?? { code: undefined, words: String(name) };
  }
  if (!isRecord(cause) || typeof cause.details !== 'string') return null;
  return { code: typeof cause.code === 'number' ? cause.code : undefined, words: cause.details };
}

/** The words of lnd and of ln-service by which each trouble is known. */
const TROUBLES: readonly (readonly [RegExp, NodeTrouble])[] = [
  [/wallet locked|wallet not created|LockedOr/i, 'locked'],
  [/in the process of starting|not yet ready|StillStarting|server is still|waiting to start/i, 'starting'],
  [/permission ?denied|verification failed|(?:cannot .*|expected 1 )macaroon|root key with id|caveat/i, 'denied'],
  [/FailedToConnect|ServiceUnavailable|UNAVAILABLE/, 'unreachable'],
];

const REASONS: Record<NodeTrouble, string> = {
  unreachable: 'The node does not answer.',
  certificate: 'The node shows another certificate than the one that was pinned.',
  denied: "The node does not honour the till's macaroon for this.",
  locked: "The node's wallet is locked.",
  starting: 'The node is starting and not ready yet.',
  busy: 'The node is there, and did not get this done in time.',
  other_node: 'Another node answers at this address.',
  other_network: 'The node at this address is on another network.',
};

export function troubled(trouble: NodeTrouble, cause?: unknown): NodeError {
  return new NodeError('unreachable', REASONS[trouble], { trouble, cause });
}

/** The node, or the till for it, says no: in words for the person who asked. */
export function refusal(reason: string, cause?: unknown): NodeError {
  return new NodeError('refused', reason, { cause });
}

/** lnd's own words about a failure; empty where it said none. */
export function wordsOf(cause: unknown): string {
  return said(cause)?.words ?? '';
}

/** Nothing came back in time: the way to the node may be broken, or the node be busy. */
export function isLate(cause: unknown): boolean {
  return said(cause)?.code === grpc().status.DEADLINE_EXCEEDED;
}

/** A failure of lnd, or of the way to it, as a NodeError; a fault of ours stays what it is. */
export function asNodeError(cause: unknown): unknown {
  const failure = said(cause);
  if (cause instanceof NodeError || failure === null) return cause;
  const { code, words } = failure;
  const { status } = grpc();
  // What is kept for the log says what was said, and nothing of what was asked.
  const kept = new Error(code === undefined ? words : `${status[code]}: ${words}`);
  const trouble = TROUBLES.find(([pattern]) => pattern.test(words))?.[1];
  if (trouble) return troubled(trouble, kept);
  // A call that never got an answer: what it asked for may have been done or not.
  const noAnswer: (number | undefined)[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED, status.INTERNAL];
  if (noAnswer.includes(code)) return troubled('unreachable', kept);
  if (code === status.UNIMPLEMENTED) return refusal('The node cannot do this: its lnd is too old, or was built without it.', kept);
  return refusal('The node refused this.', kept);
}
