import { expect, test } from 'vitest';
import { NodeError } from '../lightning-node.ts';
import { asNodeError, wordsOf } from './trouble.ts';

/** As gRPC throws it. */
const said = (code: number, details: string) => Object.assign(new Error(`${code}: ${details}`), { code, details, metadata: {} });
const told = (cause: unknown) => {
  const error = asNodeError(cause);
  if (!(error instanceof NodeError)) throw new Error('no NodeError', { cause });
  return error;
};

const TROUBLES: [trouble: string, cause: unknown][] = [
  ['unreachable', said(14, 'No connection established. Last error: connect ECONNREFUSED')],
  ['unreachable', said(4, 'Deadline exceeded after 10s')],
  ['unreachable', said(1, 'context canceled')],
  ['unreachable', [503, 'FailedToConnectToDaemonToGetWalletStatus']],
  ['locked', said(2, 'wallet locked, unlock it to enable full RPC access')],
  ['locked', said(2, 'wallet not created, create one to enable full RPC access')],
  ['starting', said(2, 'the RPC server is in the process of starting up, but not yet ready to accept calls')],
  ['starting', said(2, 'waiting to start, RPC services not available')],
  ['denied', said(2, 'permission denied')],
  ['denied', said(2, 'verification failed: signature mismatch after caveat verification')],
  ['denied', said(2, "cannot retrieve macaroon: cannot get macaroon: root key with id 7 doesn't exist")],
  ['denied', said(2, 'expected 1 macaroon, got 0')],
  ['denied', [503, 'UnexpectedPaymentError', { err: said(2, 'permission denied') }]],
  ['denied', [403, 'PermissionDeniedToBakeMacaroon']],
];

test.each(TROUBLES.map(([trouble, cause]) => [trouble, wordsOf(cause), cause] as const))('%s: %s', (trouble, _words, cause) => {
  expect(told(cause)).toMatchObject({ kind: 'unreachable', trouble });
});

test.each(
  [
    said(2, 'invoice is already settled'),
    said(12, 'unknown service invoicesrpc.Invoices'),
    [400, 'ExpectedPaymentHashToLookupPastPaymentStatus'],
    [503, 'UnexpectedError', { err: said(2, 'no such thing') }],
  ].map((cause) => [wordsOf(cause), cause] as const),
)('what lnd does not want to do is refused: %s', (_words, cause) => {
  expect(told(cause).kind).toBe('refused');
});

test("lnd's words are kept for the log, and never shown", () => {
  const error = told([503, 'UnexpectedError', { err: said(2, 'some words of lnd') }]);
  expect(error.message).not.toContain('some words');
  expect((error.cause as Error).message).toBe('UNKNOWN: some words of lnd');
  expect(wordsOf([503, 'UnexpectedError', { err: said(2, 'some words of lnd') }])).toBe('some words of lnd');
});

test('a fault of ours stays what it is', () => {
  const fault = new TypeError('a fault');
  expect(asNodeError(fault)).toBe(fault);
  expect(wordsOf(fault)).toBe('');
});
