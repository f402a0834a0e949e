import { describe, expect, it } from 'vitest';
import { scannedBadge } from './badge.ts';
import { deedOfScan, receiptTokenIn, whatIsScanned } from './scanned-thing.ts';
import { heldCardText } from './taps.ts';
import { scannedCode } from './voucher.ts';

const RANDOM = '7K3M9QXP2D5T0AHWC';
const TOKEN = `${'AZk3x0_-'.repeat(5)}AZk`;
const LINK = `http://192.168.0.12:8421/r/${TOKEN}`;

describe('what is scanned', () => {
  it.each([
    ['an EAN-13', '8801056038861', 'article'],
    ['a GS1 code', '010950600013435210AB\u001d17261231', 'article'],
    ['a GS1 link', 'https://id.gs1.org/01/09506000134352', 'article'],
    ['a card’s number', '0012345678', 'article'],
    [
      'an LNURL',
      'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS',
      'payment',
    ],
    ['an LNURL with its scheme', 'lnurlw://card.example/pay?p=1&c=2', 'payment'],
    ['a Lightning invoice', `LIGHTNING:LNBC1${'P'.repeat(60)}`, 'payment'],
    ['a Lightning address', 'mina@wallet.example', 'payment'],
    ['a voucher', scannedCode(RANDOM), 'voucher'],
    ['a badge', scannedBadge(RANDOM), 'badge'],
    ['a receipt', 'T1-000042', 'receipt'],
    ['a refund’s receipt', 'T1-R000007', 'receipt'],
    ['a receipt on a phone', LINK, 'receipt'],
    ['a card that was held to the reader', heldCardText('0195'), 'card'],
    ['any other link', 'http://192.168.0.12:8421/menu', 'article'],
  ] as const)('%s', (_, text, thing) => {
    expect(whatIsScanned(text)).toBe(thing);
  });

  it('has the receipt’s token in a link of a till, and in nothing else', () => {
    expect(receiptTokenIn(LINK)).toBe(TOKEN);
    expect(receiptTokenIn(`https://evil.example/r/${TOKEN}`)).toBeNull();
    expect(receiptTokenIn(`${LINK}/more`)).toBeNull();
  });

  it('pays, while money is being taken, where it would only be looked at before', () => {
    expect(deedOfScan(scannedCode(RANDOM), 'selling')).toBe('look_at_voucher');
    expect(deedOfScan(scannedCode(RANDOM), 'paying')).toBe('pay_with_voucher');
    for (const moment of ['selling', 'paying'] as const) {
      expect(deedOfScan('8801056038861', moment)).toBe('ring_up');
      expect(deedOfScan(LINK, moment)).toBe('bring_back');
      expect(deedOfScan(heldCardText('0195'), moment)).toBe('bring_up');
      expect(deedOfScan(scannedBadge(RANDOM), moment)).toBe('take_over');
      expect(deedOfScan('mina@wallet.example', moment)).toBe('pay_from');
    }
  });
});
