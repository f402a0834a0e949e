// BOLT 11 codes: written and signed with a key of ours, and read. The library and its curve take some 40 ms to load, so
// nothing is loaded before the first use; `warmUpLater` makes that use early, so that the first Charge does not pay for it.
import { createRequire } from 'node:module';
import type { Log } from '../log.ts';

const require = createRequire(import.meta.url);

/** The part of the package `invoices` that is used; it has no types of its own. Hex and ISO 8601 throughout. */
interface Invoices {
  createUnsignedRequest(request: {
    network: 'regtest';
    id: string;
    payment: string;
    mtokens: string;
    description: string;
    created_at: string;
    expires_at: string;
    features: { bit: number }[];
  }): { hash: string; hrp: string; tags: number[] };
  createSignedRequest(request: { destination: string; hrp: string; signature: string; tags: number[] }): { request: string };
  /** Checks the signature; throws when it is no code. `mtokens` is '0' when the code names no amount. */
  parsePaymentRequest(request: { request: string }): {
    id: string;
    destination: string;
    mtokens: string;
    network: string;
    expires_at: string;
    description_hash?: string;
  };
}

// Required at each use: Node keeps what it has loaded.
const invoices = () => require('invoices') as Invoices;
const secp256k1 = () => require('tiny-secp256k1') as typeof import('tiny-secp256k1');

/** The first page is up by then. */
const WARM_UP_AFTER_MS = 1500;
const WARM_UP_STEP_MS = 50;

/** BOLT 9 feature bits: TLV onion (8) and payment secret (14) required, payment in parts (17) offered. */
const FEATURES = [{ bit: 8 }, { bit: 14 }, { bit: 17 }];

/** The library does not pad earlier times (January 2004) to the 7 words of BOLT 11, and never ends over an expiry before the creation. */
export const EARLIEST_CODE_SEC = 2 ** 30;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A key pair of a node: the secret's 32 bytes, and the compressed public key in hex. */
export interface NodeKey {
  secret: Uint8Array;
  publicKey: string;
}

export function createNodeKey(randomBytes: (size: number) => Uint8Array): NodeKey {
  for (;;) {
    const secret = randomBytes(32);
    const point = secp256k1().isPrivate(secret) ? secp256k1().pointFromScalar(secret, true) : null;
    if (point) return { secret, publicKey: hex(point) };
  }
}

/** A signed code for regtest (`lnbcrt`). Hashes and secrets are 32 bytes in hex; times in whole seconds, as BOLT 11 keeps them. */
export function writePaymentRequest(
  key: NodeKey,
  request: { paymentHash: string; paymentSecret: string; amountMsat: number; description: string; createdAtSec: number; expirySeconds: number },
): string {
  if (request.createdAtSec < EARLIEST_CODE_SEC || request.expirySeconds < 1) throw new RangeError('a code of that time cannot be written');
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const { hash, hrp, tags } = invoices().createUnsignedRequest({
    network: 'regtest',
    id: request.paymentHash,
    payment: request.paymentSecret,
    mtokens: String(request.amountMsat),
    description: request.description,
    created_at: at(request.createdAtSec),
    expires_at: at(request.createdAtSec + request.expirySeconds),
    features: FEATURES,
  });
  const signature = hex(secp256k1().sign(Buffer.from(hash, 'hex'), key.secret));
  return invoices().createSignedRequest({ destination: key.publicKey, hrp, signature, tags }).request;
}

export interface ReadPaymentRequest {
  paymentHash: string;
  /** The public key that signed it, hex. */
  payee: string;
  /** Null when the payer chooses. */
  amountMsat: number | null;
  expiresAtMs: number;
  /** `bitcoin` for real money; `regtest` for practice. */
  network: string;
  /** SHA-256 of a longer description that is elsewhere (32 bytes, hex); null when the code has its text itself. */
  descriptionHash: string | null;
}

/** What a code says, its signature checked; as people hand it over: `lightning:` in front and upper case are fine. Throws when it is none. */
export function readPaymentRequest(text: string): ReadPaymentRequest {
  const request = text.trim().replace(/^lightning:/i, '');
  const read = invoices().parsePaymentRequest({ request: request === request.toUpperCase() ? request.toLowerCase() : request });
  const amountMsat = Number(read.mtokens);
  return {
    paymentHash: read.id,
    payee: read.destination,
    amountMsat: amountMsat === 0 ? null : amountMsat,
    expiresAtMs: Date.parse(read.expires_at),
    network: read.network,
    descriptionHash: read.description_hash ?? null,
  };
}

/** What a code begins with before its amount: `lnbc`, `lnbcrt`, ... It names the network. */
export function networkPrefix(paymentRequest: string): string {
  return /^ln[a-z]+?(?=1|\d)/.exec(paymentRequest)?.[0] ?? '';
}

/** Does early what the first code would otherwise wait for, in steps of 10 to 30 ms. Returns its disposer. */
export function warmUpLater(key: NodeKey, log: Log): () => void {
  const hash = '00'.repeat(32);
  const code = { paymentHash: hash, paymentSecret: hash, amountMsat: 1000, description: '', createdAtSec: EARLIEST_CODE_SEC, expirySeconds: 1 };
  const steps = [secp256k1, invoices, () => readPaymentRequest(writePaymentRequest(key, code))];
  const takeStep = () => {
    try {
      steps.shift()?.();
    } catch (cause) {
      log.error('lightning.warm_up_failed', cause);
    }
    if (steps.length > 0) timer = setTimeout(takeStep, WARM_UP_STEP_MS);
  };
  let timer = setTimeout(takeStep, WARM_UP_AFTER_MS);
  return () => clearTimeout(timer);
}
