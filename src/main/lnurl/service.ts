// What stands behind a customer's LNURL or Lightning address: a service that takes money (LUD-06, 12, 16) or gives some
// (LUD-03). Every answer is a stranger's: read by schema, and an invoice is checked against what was asked for.
import { createHash } from 'node:crypto';
import { bech32 } from '@scure/base';
import { z } from 'zod';
import { TillError } from '../../shared/errors.ts';
import { type PaymentText, readPaymentText } from '../../shared/payment-text.ts';
import { networkPrefix, readPaymentRequest } from '../lightning/bolt11.ts';
import type { GetJson } from './get-json.ts';
import { cleaned, lnurlRefused } from './lnurl-refused.ts';

const msat = z.int().min(0);
const callback = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));

const noSchema = z.object({ status: z.string().regex(/^error$/i), reason: z.string().optional() });
const paySchema = z.object({
  tag: z.literal('payRequest'),
  callback,
  minSendable: msat,
  maxSendable: msat,
  metadata: z.string(),
  commentAllowed: z.int().min(0).optional().catch(undefined),
});
const withdrawSchema = z.object({
  tag: z.literal('withdrawRequest'),
  callback,
  k1: z.string().min(1),
  minWithdrawable: msat,
  maxWithdrawable: msat,
  pinLimit: msat.nullish(),
});
const serviceSchema = z.discriminatedUnion('tag', [paySchema, withdrawSchema]);
const invoiceSchema = z.object({ pr: z.string().min(1) });
const acceptedSchema = z.object({ status: z.string().regex(/^ok$/i) });

/** It takes money: amounts in msat. */
export interface PayService {
  kind: 'pay';
  url: URL;
  callback: URL;
  minMsat: number;
  maxMsat: number;
  metadata: string;
  /** How many letters of a comment it takes; 0 for none. */
  commentLetters: number;
}

/** It gives money, once or as often as it likes: amounts in msat. */
export interface WithdrawService {
  kind: 'withdraw';
  url: URL;
  callback: URL;
  k1: string;
  minMsat: number;
  maxMsat: number;
  /** From this amount on it asks for the PIN of its card; null where it asks for none. */
  pinFromMsat: number | null;
}

/** All throw TillError LNURL_REFUSED. */
export interface LnurlServices {
  /** Asks what stands behind the text. */
  find(text: PaymentText): Promise<PayService | WithdrawService>;
  /** A BOLT 11 code over exactly `amountMsat`, of the network of `prefix`, for what the service said it is for. */
  invoice(service: PayService, request: { amountMsat: number; comment: string; prefix: string }): Promise<string>;
  /**
   * Hands our invoice in. Resolves when the service said that it will be paid: that is a promise, not the money. What has reached it and
   * came to nothing else than a no is `no_answer` or `nonsense`: then it may pay.
   */
  handIn(service: WithdrawService, paymentRequest: string): Promise<void>;
}

/** The web address behind an LNURL or Lightning address. Throws LNURL_REFUSED `no_code`. */
export function urlBehind(text: PaymentText): URL {
  const found = urlText(text);
  if (found === null || !URL.canParse(found)) throw lnurlRefused('no_code', null);
  return new URL(found);
}

function urlText(text: PaymentText): string | null {
  if (text.kind === 'bolt11') return null;
  if (text.kind === 'address') {
    const [name = '', domain = ''] = text.address.split('@');
    return `${schemeFor(domain)}://${domain}/.well-known/lnurlp/${name}`;
  }
  const scheme = /^lnurl[pw]:\/\/([^/?#]+)(.*)$/i.exec(text.lnurl);
  if (scheme) return `${schemeFor(scheme[1] ?? '')}://${scheme[1]}${scheme[2]}`;
  // A wrong checksum: misread, or no LNURL.
  const decoded = bech32.decodeUnsafe(text.lnurl, false);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  return bytes ? Buffer.from(bytes).toString('utf8') : null;
}

/** LUD-16, LUD-17: an onion service brings its own encryption. */
function schemeFor(authority: string): 'http' | 'https' {
  return /\.onion(:\d+)?$/i.test(authority) ? 'http' : 'https';
}

export function createLnurlServices(getJson: GetJson): LnurlServices {
  /** The far end's answer, or its own no in words. */
  const ask = async <T>(url: URL, schema: z.ZodType<T>, onHeard?: () => void): Promise<T> => {
    const answer = await getJson(url, onHeard);
    const no = noSchema.safeParse(answer);
    if (no.success) throw lnurlRefused('said_no', url, { said: cleaned(no.data.reason ?? '') });
    const read = schema.safeParse(answer);
    if (!read.success) throw lnurlRefused('nonsense', url, { cause: read.error });
    return read.data;
  };

  return {
    async find(text) {
      const url = urlBehind(text);
      const said = await ask(url, serviceSchema);
      switch (said.tag) {
        case 'payRequest': {
          const { minSendable, maxSendable, metadata, commentAllowed } = said;
          return {
            kind: 'pay',
            url,
            callback: said.callback,
            minMsat: minSendable,
            maxMsat: maxSendable,
            metadata,
            commentLetters: commentAllowed ?? 0,
          };
        }
        case 'withdrawRequest': {
          const { k1, minWithdrawable, maxWithdrawable, pinLimit } = said;
          return {
            kind: 'withdraw',
            url,
            callback: said.callback,
            k1,
            minMsat: minWithdrawable,
            maxMsat: maxWithdrawable,
            pinFromMsat: pinLimit ?? null,
          };
        }
      }
    },

    async invoice({ url, callback, metadata, minMsat, maxMsat, commentLetters }, { amountMsat, comment, prefix }) {
      refuseOutside(url, amountMsat, minMsat, maxMsat);
      const asked = new URL(callback);
      asked.searchParams.set('amount', String(amountMsat));
      const cut = [...comment].slice(0, commentLetters).join('');
      if (cut !== '') asked.searchParams.set('comment', cut);
      const { pr } = await ask(asked, invoiceSchema);
      const code = readPaymentText(pr);
      if (code?.kind !== 'bolt11') throw lnurlRefused('nonsense', url);
      refuseOtherInvoice(code.paymentRequest, { url, amountMsat, prefix, metadata });
      return code.paymentRequest;
    },

    async handIn({ callback, k1 }, paymentRequest) {
      const asked = new URL(callback);
      asked.searchParams.set('k1', k1);
      asked.searchParams.set('pr', paymentRequest);
      let heard = false;
      try {
        await ask(asked, acceptedSchema, () => {
          heard = true;
        });
      } catch (cause) {
        // Where it sends us on to is not asked: and yet it has our invoice.
        const reason = cause instanceof TillError ? cause.detail?.reason : undefined;
        if (heard && reason !== 'said_no') throw lnurlRefused('nonsense', asked, { cause });
        throw cause;
      }
    },
  };
}

/** Throws LNURL_REFUSED when the service does not move that much, or that little. */
export function refuseOutside(url: URL, amountMsat: number, minMsat: number, maxMsat: number): void {
  if (amountMsat < minMsat) throw lnurlRefused('too_little', url, { limitSat: Math.ceil(minMsat / 1000) });
  if (amountMsat > maxMsat) throw lnurlRefused('too_much', url, { limitSat: Math.floor(maxMsat / 1000) });
}

/** LUD-06: the invoice must be over the amount, and commit to the text that the service showed. */
function refuseOtherInvoice(
  paymentRequest: string,
  { url, amountMsat, prefix, metadata }: { url: URL; amountMsat: number; prefix: string; metadata: string },
): void {
  let code: ReturnType<typeof readPaymentRequest>;
  try {
    code = readPaymentRequest(paymentRequest);
  } catch (cause) {
    throw lnurlRefused('nonsense', url, { cause });
  }
  if (networkPrefix(paymentRequest) !== prefix) throw lnurlRefused('other_network', url);
  const hash = createHash('sha256').update(metadata, 'utf8').digest('hex');
  if (code.amountMsat !== amountMsat || code.descriptionHash !== hash) throw lnurlRefused('wrong_invoice', url);
}
