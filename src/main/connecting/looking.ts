// A look at a node that somebody wants to connect: step by step, each told as it goes, nothing changed anywhere. What is
// found is for a manager to say yes to.

import type { ConnectStep, FoundNode, NodeAccessGiven, ReachingProblem, StepReport, StepWord } from '../../shared/connecting.ts';
import { missingCase } from '../../shared/errors.ts';
import { type LightningNode, NodeError, type NodeInfo } from '../lightning/lightning-node.ts';
import type { NodeIdentity } from '../lightning/lnd/client.ts';
import {
  askWho,
  BAKING_RIGHTS,
  probeCertificate,
  RECEIVING_RIGHTS,
  rightsBeyondReceiving,
  rightsMissing,
  walletStatus,
} from '../lightning/lnd/credentials.ts';
import type { NodeAccess, ServerAddress } from '../lightning/lnd/dial.ts';
import { type MacaroonContent, readMacaroon } from '../lightning/lnd/macaroon.ts';
import type { Log } from '../log.ts';
import type { NodeStore } from '../store/node-store.ts';
import { type ReadAccess, readAccess } from './read-access.ts';

/** What a step came to: the way goes on with `value`, or ends. */
type Outcome<T> = { status: 'well' | 'warning'; word: StepWord; detail?: Detail; value: T } | Failed;
type Failed = { status: 'failed'; word: StepWord; detail?: Detail };
type Detail = Record<string, string | number>;

export type Report = (report: StepReport) => void;

/** A step failed, and has been told of. */
export class StepFailed extends Error {}

export interface Look {
  access: NodeAccess;
  info: NodeInfo;
  macaroon: MacaroonContent;
  found: Omit<FoundNode, 'attemptId'>;
}

export interface LookParts {
  books: NodeStore;
  openNode: (access: NodeAccess, expected: NodeIdentity) => LightningNode;
  nowMs: () => number;
  log: Log;
}

/** Tells how a step begins and ends. Throws StepFailed; a fault of ours is told of as one, and logged. */
export async function takeStep<T>(step: ConnectStep, report: Report, log: Log, work: () => Promise<Outcome<T>>): Promise<T> {
  report({ step, status: 'running' });
  let outcome: Outcome<T>;
  try {
    outcome = await work();
  } catch (cause) {
    log.error('connecting.step_failed', cause, { step });
    outcome = { status: 'failed', word: 'fault' };
  }
  const { status, word, detail } = outcome;
  report({ step, status, word, ...(detail && { detail }) });
  if (outcome.status === 'failed') throw new StepFailed(word);
  return outcome.value;
}

/** Throws StepFailed. */
export async function lookAtNode(given: NodeAccessGiven, { books, openNode, nowMs, log }: LookParts, report: Report): Promise<Look> {
  const step = <T>(name: ConnectStep, work: () => Promise<Outcome<T>>) => takeStep(name, report, log, work);

  const read = await step('read', async () => {
    const reading = readAccess(given);
    return reading.ok
      ? { status: 'well', word: 'read', detail: { address: addressOf(reading.access.server) }, value: reading.access }
      : failed(reading.problem);
  });
  const shown = await step('reach', async () => {
    try {
      return { status: 'well', word: 'reached', value: await probeCertificate(read.server) };
    } catch (cause) {
      if (!(cause instanceof NodeError)) throw cause;
      log.warn('connecting.not_reached', { reason: wordsOf(cause) });
      return failed(reachingProblem(cause.cause, read.server));
    }
  });
  await step('certificate', async () => certificateOutcome(read, shown, nowMs()));
  const { macaroon, bakes } = await step('macaroon', async () => macaroonOutcome(read.macaroonHex));
  const access: NodeAccess = { ...read.server, certPem: shown.certPem, macaroonHex: read.macaroonHex };
  const last = books.last();
  const info = await step('node', () => nodeOutcome(access, books));
  await step('receive', () => receiveOutcome(openNode(access, info), info, log));

  return {
    access,
    info,
    macaroon,
    found: {
      nodeId: info.nodeId,
      alias: info.alias,
      prefix: info.prefix,
      address: addressOf(access),
      certificateSha256: shown.fingerprint,
      certificateUnproven: read.certificate === null,
      bakes,
      instead: last && last.nodeId !== info.nodeId ? { alias: last.alias, nodeId: last.nodeId } : null,
    },
  };
}

/** As it is shown and kept: `host:port`. */
export function addressOf({ host, port }: Pick<ServerAddress, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function failed(word: StepWord, detail?: Detail): Failed {
  return { status: 'failed', word, ...(detail && { detail }) };
}

type Shown = Awaited<ReturnType<typeof probeCertificate>>;

/** An onion address is its server's key, and nobody stands in between on this machine. */
function provesItself({ host }: ServerAddress): boolean {
  return host.endsWith('.onion') || host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function certificateOutcome({ certificate, server }: ReadAccess, shown: Shown, nowMs: number): Outcome<null> {
  const detail = { sha256: shown.fingerprint };
  if (certificate && certificate.sha256 !== shown.fingerprint) return failed('other_certificate', { ...detail, given: certificate.sha256 });
  // The next step shows the macaroon, which may be the owner's: a look at the fingerprint would come too late.
  if (!certificate && !shown.vouched && !provesItself(server)) return failed('unproven', detail);
  // It is pinned all the same: an end in the past says nothing about who shows it, but lnd will make a new one when it is told to.
  if (shown.validToMs <= nowMs) return { status: 'warning', word: 'expired', detail, value: null };
  return certificate ? { status: 'well', word: 'pinned', detail, value: null } : { status: 'warning', word: 'shown', detail, value: null };
}

function macaroonOutcome(macaroonHex: string): Outcome<{ macaroon: MacaroonContent; bakes: boolean }> {
  let macaroon: MacaroonContent;
  try {
    macaroon = readMacaroon(macaroonHex);
  } catch (cause) {
    if (cause instanceof NodeError) return failed('bad_macaroon');
    throw cause;
  }
  const has = (rights: readonly string[]) => rightsMissing(macaroonHex, rights).length === 0;
  if (has(BAKING_RIGHTS)) return { status: 'warning', word: 'owner', value: { macaroon, bakes: true } };
  const beyond = rightsBeyondReceiving(macaroonHex);
  if (beyond.length > 0) return failed('can_spend', { rights: beyond.join(', ') });
  const missing = rightsMissing(macaroonHex, RECEIVING_RIGHTS);
  if (missing.length > 0) return failed('too_little', { rights: missing.join(', ') });
  const value = { macaroon, bakes: false };
  if (macaroon.caveats.length > 0) return { status: 'warning', word: 'restricted', detail: { caveats: macaroon.caveats.join(', ') }, value };
  return macaroon.rootKeyId === '0' ? { status: 'warning', word: 'shared_root_key', value } : { status: 'well', word: 'receives', value };
}

async function nodeOutcome(access: NodeAccess, books: NodeStore): Promise<Outcome<NodeInfo>> {
  let info: NodeInfo;
  try {
    info = await askWho(access);
  } catch (cause) {
    if (!(cause instanceof NodeError)) throw cause;
    return failed(await whyNobodySaysWho(cause, access));
  }
  const { nodeId, alias, prefix, syncedToChain } = info;
  const detail = { alias, nodeId };
  const last = books.last();
  if (books.hasMoneyOfOtherNetwork(prefix)) return failed('books_of_other_network', detail);
  if (last && last.nodeId !== nodeId) return { status: 'warning', word: 'another_node', detail: { ...detail, before: last.alias }, value: info };
  if (!syncedToChain) return { status: 'warning', word: 'behind', detail, value: info };
  return { status: 'well', word: last ? 'same_node' : 'first_node', detail, value: info };
}

async function whyNobodySaysWho(cause: NodeError, access: NodeAccess): Promise<StepWord> {
  // It speaks TLS and answers no question of ours: another program, or lnd's REST port.
  if (cause.kind === 'refused') return 'no_grpc';
  switch (cause.trouble) {
    case 'locked':
      return (await isWithoutWallet(access)) ? 'no_wallet' : 'locked';
    case 'certificate':
      return 'other_certificate';
    case 'denied':
    case 'starting':
    case 'busy':
      return cause.trouble;
    case 'unreachable':
    case 'other_node':
    case 'other_network':
      return 'no_grpc';
    default:
      return missingCase(cause.trouble);
  }
}

async function isWithoutWallet(access: NodeAccess): Promise<boolean> {
  try {
    return (await walletStatus(access)) === 'absent';
  } catch (cause) {
    if (cause instanceof NodeError) return false;
    throw cause;
  }
}

async function receiveOutcome(node: LightningNode, { activeChannelCount }: NodeInfo, log: Log): Promise<Outcome<null>> {
  const warning = (word: StepWord): Outcome<null> => ({ status: 'warning', word, value: null });
  try {
    const capacity = await node.capacity();
    if (activeChannelCount === 0) return warning('no_channels');
    if (!capacity) return warning('not_said');
    if (capacity.largestSat === 0) return warning('no_room');
    return { status: 'well', word: 'can_receive', detail: { sat: capacity.largestSat }, value: null };
  } catch (cause) {
    if (!(cause instanceof NodeError)) throw cause;
    log.warn('connecting.capacity_unknown', { reason: wordsOf(cause) });
    return warning('not_said');
  } finally {
    await node.close();
  }
}

/** What went wrong underneath, for the log. */
function wordsOf(cause: NodeError): string {
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}

function reachingProblem(cause: unknown, { socksProxy }: ServerAddress): ReachingProblem {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const name = cause instanceof Error ? cause.name : '';
  if (code.startsWith('ERR_SSL') || code === 'EPROTO' || code === 'ECONNRESET') return 'no_tls';
  if (name === 'SocksClientError' || (socksProxy && code !== '')) return 'proxy';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'unknown_host';
    case 'ECONNREFUSED':
      return 'refused';
    case '':
      // A handshake that did not come to an end: something else is there, or nothing that speaks.
      return cause instanceof Error && cause.message.includes('handshake') ? 'no_tls' : 'no_answer';
    default:
      return 'no_answer';
  }
}
