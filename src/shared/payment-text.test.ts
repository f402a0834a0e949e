import { describe, expect, it } from 'vitest';
import { readPaymentText } from './payment-text.ts';

const code = `lnbcrt123450n1p${'q'.repeat(120)}`;
const lnurl = `lnurl1dp68gurn8ghj7${'q'.repeat(40)}`;

describe('what a person holds out', () => {
  it('is the same code, however it comes in', () => {
    const texts = [
      code,
      ` ${code}\n`,
      code.toUpperCase(),
      `lightning:${code}`,
      `LIGHTNING:${code.toUpperCase()}`,
      `lightning://${code}`,
      `bitcoin:bcrt1qexample?amount=0.001&lightning=${code}`,
      `BITCOIN:BCRT1QEXAMPLE?LIGHTNING=${code.toUpperCase()}&label=x`,
    ];
    for (const text of texts) expect(readPaymentText(text)).toEqual({ kind: 'bolt11', paymentRequest: code });
  });

  it('is the same LNURL, however it comes in', () => {
    const texts = [lnurl, lnurl.toUpperCase(), `lightning:${lnurl}`, `https://example.com/give?x=1&lightning=${lnurl.toUpperCase()}`];
    for (const text of texts) expect(readPaymentText(text)).toEqual({ kind: 'lnurl', lnurl });
  });

  it('is an LNURL of the newer form, whose path keeps its capitals', () => {
    for (const text of ['lnurlw://example.com/w/AbC?k=1', 'LNURLP://example.com/p', 'lightning:lnurlw://example.com/w'])
      expect(readPaymentText(text)).toEqual({ kind: 'lnurl', lnurl: text.replace('lightning:', '') });
  });

  it('is a Lightning address', () => {
    expect(readPaymentText(' Anna+shop@Example.com ')).toEqual({ kind: 'address', address: 'anna+shop@example.com' });
    expect(readPaymentText('lightning:anna@example.com')).toEqual({ kind: 'address', address: 'anna@example.com' });
    expect(readPaymentText('anna@localhost:3000')).toEqual({ kind: 'address', address: 'anna@localhost:3000' });
  });

  it.each([
    '',
    '8801234560001',
    'coffee',
    `lnBC1${'q'.repeat(80)}`,
    'keyauth://example.com/login',
    'https://example.com/',
    'bitcoin:bc1qexample?amount=1',
    'anna@',
    '@example.com',
    'anna@exa mple.com',
    'anna@-example.com',
    'lnurlw://',
    'lnurl1',
  ])('%j is none of them', (text) => {
    expect(readPaymentText(text)).toBeNull();
  });
});
