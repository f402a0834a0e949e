// Whatever a stranger's LNURL service answers, and whatever a card says that leads there: it is read within bounds, or refused in words.
import { expect, test } from 'vitest';
import type { GetJson } from '../../src/main/lnurl/get-json.ts';
import { lnurlRefused } from '../../src/main/lnurl/lnurl-refused.ts';
import { createLnurlServices, urlBehind } from '../../src/main/lnurl/service.ts';
import { domainOf, payingTextOf } from '../../src/main/taps/paying-card.ts';
import { TillError } from '../../src/shared/errors.ts';
import { readPaymentText } from '../../src/shared/payment-text.ts';
import { FUZZ_LIMIT_MS, fuzz, mutate } from './mutate.ts';

const K1 = '3fc3645b439ce8e7f2553a69e5267081d96dcd340693afabe04be7b0ccd178df';
const WITHDRAW = { tag: 'withdrawRequest', callback: 'https://card.example/cb?x=1', k1: K1, minWithdrawable: 1000, maxWithdrawable: 100_000_000 };
const PAY = {
  tag: 'payRequest',
  callback: 'https://card.example/pay',
  minSendable: 1000,
  maxSendable: 100_000,
  metadata: '[["text/plain","번개"]]',
  commentAllowed: 10,
};
const ANSWERS = [
  WITHDRAW,
  { ...WITHDRAW, pinLimit: 50_000, defaultDescription: '카드' },
  PAY,
  { status: 'ERROR', reason: 'Daily limit \u202e reached' },
  { status: 'OK' },
  { pr: `lnbcrt1${'q'.repeat(200)}`, routes: [] },
].map((answer) => Buffer.from(JSON.stringify(answer)));
const LINK = readPaymentText('lnurlw://card.example/w?p=1&c=2');

const LNURLS = [
  'lnurlw://card.example/ln?p=00112233445566778899AABBCCDDEEFF&c=0011223344556677',
  'LNURLP://shopxyz.onion:8080/p',
  'lightning:LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS',
  'https://card.example/?lightning=lnurl1dp68gurn8ghj7um9wfmxjcm99e3k7mf0v9cxj0m385ekvcenxc6r2c35xvukxefcv5mkvv34x5ekzd3ev56nyd3hxqurzepexejxxepnxscrvwfnv9nxzcn9xq6xyefhvgcxxcmyxymnserxfq5fns',
].map((text) => Buffer.from(text));

/** Refused in words, or nothing: anything else is a fault. */
const refusedOnly = (cause: unknown) => {
  if (!(cause instanceof TillError) || cause.code !== 'LNURL_REFUSED') throw cause;
  const said = String(cause.detail?.said ?? '');
  expect([...said].length).toBeLessThanOrEqual(140);
  expect(said).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
};

test(
  'whatever a service answers, it is read as what it is, or refused in words',
  async () => {
    if (!LINK) throw new Error('no link');
    let body: Uint8Array = new Uint8Array();
    const getJson: GetJson = async (url) => {
      try {
        return JSON.parse(Buffer.from(body).toString('utf8'));
      } catch (cause) {
        throw lnurlRefused('nonsense', url, { cause });
      }
    };
    const lnurl = createLnurlServices(getJson);
    let read = 0;
    await fuzz(ANSWERS, async (bytes, random) => {
      body = bytes;
      const found = await lnurl.find(LINK).catch(refusedOnly);
      if (!found) return;
      read += 1;
      expect(found.callback.protocol).toMatch(/^https?:$/);
      expect(Number.isSafeInteger(found.minMsat) && Number.isSafeInteger(found.maxMsat) && found.minMsat >= 0).toBe(true);
      body = mutate(ANSWERS, random);
      if (found.kind === 'withdraw') await lnurl.handIn(found, 'lnbcrt1').catch(refusedOnly);
      else await lnurl.invoice(found, { amountMsat: 21_000, comment: 'x', prefix: 'lnbcrt' }).catch(refusedOnly);
    });
    expect(read).toBeGreaterThan(0);
  },
  FUZZ_LIMIT_MS,
);

test(
  'whatever is written on a card, it leads to a web address, or nowhere',
  async () => {
    await fuzz(LNURLS, (bytes) => {
      const said = Buffer.from(bytes).toString('utf8');
      const text = payingTextOf({ status: 'read', uid: bytes, uris: [said], texts: [said] });
      if (!text) return;
      domainOf(text);
      try {
        urlBehind(text);
      } catch (cause) {
        refusedOnly(cause);
      }
    });
  },
  FUZZ_LIMIT_MS,
);
