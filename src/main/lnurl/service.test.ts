// LNURL with a real server of somebody else's behind it, and with ones that lie in each way they can.
import { createHash, randomBytes } from 'node:crypto';
import { bech32 } from '@scure/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPaymentText } from '../../shared/payment-text.ts';
import { createGetJson } from './get-json.ts';
import { type LnurlFarEnd, type ScriptedService, startLnurlServer, startScriptedService, writeForeignCode } from './lnurl-test-bed.ts';
import { createLnurlServices, type PayService, urlBehind, type WithdrawService } from './service.ts';

const metadata = '[["text/plain","refund"]]';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const lnurlOf = (url: string) => bech32.encode('lnurl', bech32.toWords(Buffer.from(url)), false);
const read = (text: string) => readPaymentText(text) ?? expect.unreachable(text);

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
const refusal = (reason: string, more: object = {}) => ({ code: 'LNURL_REFUSED', detail: { reason, ...more } });

describe('the address behind a code', () => {
  it.each([
    ['lightning:anna@example.com', 'https://example.com/.well-known/lnurlp/anna'],
    ['anna@shopxyz.onion', 'http://shopxyz.onion/.well-known/lnurlp/anna'],
    ['lnurlw://example.com/w/AbC?k=1', 'https://example.com/w/AbC?k=1'],
    ['LNURLP://shopxyz.onion:8080/p', 'http://shopxyz.onion:8080/p'],
    // The example of LUD-01.
    [
      'LNURL1DP68GURN8GHJ7UM9WFMXJCM99E3K7MF0V9CXJ0M385EKVCENXC6R2C35XVUKXEFCV5MKVV34X5EKZD3EV56NYD3HXQURZEPEXEJXXEPNXSCRVWFNV9NXZCN9XQ6XYEFHVGCXXCMYXYMNSERXFQ5FNS',
      'https://service.com/api?q=3fc3645b439ce8e7f2553a69e5267081d96dcd340693afabe04be7b0ccd178df',
    ],
  ])('%s', (text, url) => {
    expect(urlBehind(read(text)).href).toBe(url);
  });

  it.each([
    ['a wrong letter', lnurlOf('https://example.com/').replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))],
    ['no address within', lnurlOf('no address')],
  ])('is none with %s', (_what, text) => {
    expect(() => urlBehind(read(text))).toThrow(expect.objectContaining(refusal('no_code', { domain: '' })));
  });
});

describe('a real LNURL server', () => {
  let paid: string[];
  let server: LnurlFarEnd;
  const services = () => createLnurlServices(createGetJson({ localOrigins: [server.origin] }));
  beforeEach(async () => {
    paid = [];
    server = await startLnurlServer({
      addInvoice: async (amountMsat, { descriptionHash }) => ({ invoice: writeForeignCode({ amountMsat, descriptionHash }) }),
      payInvoice: async (paymentRequest) => paid.push(paymentRequest),
    });
    opened.push(server);
  });

  it('asks for exactly what is to be refunded, with as much of a comment as it takes', async () => {
    const service = (await services().find(read(await server.payCode()))) as PayService;
    expect(service).toMatchObject({ kind: 'pay', minMsat: 1000, commentLetters: 10 });
    const paymentRequest = await services().invoice(service, { amountMsat: 21_000, comment: 'A refund of the corner shop', prefix: 'lnbcrt' });
    expect(paymentRequest).toMatch(/^lnbcrt210n1/);
  });

  it('pays an invoice that is handed in, and that one only once', async () => {
    const service = (await services().find(read(await server.withdrawCode({ maxMsat: 50_000 })))) as WithdrawService;
    expect(service).toMatchObject({ kind: 'withdraw', minMsat: 1000, maxMsat: 50_000 });
    const paymentRequest = writeForeignCode({ amountMsat: 50_000 });
    await services().handIn(service, paymentRequest);
    expect(paid).toEqual([paymentRequest]);
    await expect(services().handIn(service, writeForeignCode({ amountMsat: 50_000 }))).rejects.toMatchObject(
      refusal('said_no', { said: expect.stringMatching(/\w/) }),
    );
    expect(paid).toHaveLength(1);
  });

  it('is not asked for what it does not move', async () => {
    const service = (await services().find(read(await server.payCode({ minMsat: 10_500, maxMsat: 20_900 })))) as PayService;
    const ask = (amountMsat: number) => services().invoice(service, { amountMsat, comment: '', prefix: 'lnbcrt' });
    await expect(ask(10_000)).rejects.toMatchObject(refusal('too_little', { limitSat: 11 }));
    await expect(ask(21_000)).rejects.toMatchObject(refusal('too_much', { limitSat: 20 }));
  });

  it('says no in its own words to a code that it does not know', async () => {
    const text = read(lnurlOf(`${server.origin}/lnurl?q=${'00'.repeat(32)}`));
    await expect(services().find(text)).rejects.toMatchObject(
      refusal('said_no', { domain: new URL(server.origin).host, said: expect.stringMatching(/\w/) }),
    );
  });
});

describe('a service that lies', () => {
  let service: ScriptedService;
  let answers: Record<string, unknown>;
  const services = () => createLnurlServices(createGetJson({ localOrigins: [service.origin] }));
  const pay = () => ({ tag: 'payRequest', callback: `${service.origin}/cb?x=1`, minSendable: 1000, maxSendable: 1e9, metadata });
  beforeEach(async () => {
    answers = {};
    service = await startScriptedService((url) => answers[url.pathname]);
    opened.push(service);
  });
  const find = () => services().find(read(lnurlOf(`${service.origin}/code`)));
  const invoice = async (pr: unknown) => {
    answers['/code'] = pay();
    answers['/cb'] = { pr, routes: [] };
    return services().invoice((await find()) as PayService, { amountMsat: 21_000, comment: 'hello', prefix: 'lnbcrt' });
  };

  it('is heard when it does not', async () => {
    const honest = writeForeignCode({ amountMsat: 21_000, descriptionHash: hashOf(metadata) });
    expect(await invoice(honest.toUpperCase())).toBe(honest);
    // What its callback has of its own stays, and no comment goes to a service that takes none.
    expect(service.asked[1]).toBe('/cb?x=1&amount=21000');
  });

  it.each([
    ['the amount', () => writeForeignCode({ amountMsat: 22_000, descriptionHash: hashOf(metadata) }), 'wrong_invoice'],
    ['whether there is one', () => writeForeignCode({ amountMsat: null, descriptionHash: hashOf(metadata) }), 'wrong_invoice'],
    ['what it is for', () => writeForeignCode({ amountMsat: 21_000, descriptionHash: hashOf('another') }), 'wrong_invoice'],
    ['what it is for, with a text instead of its hash', () => writeForeignCode({ amountMsat: 21_000 }), 'wrong_invoice'],
    ['the network', () => writeForeignCode({ amountMsat: 21_000, descriptionHash: hashOf(metadata), network: 'bitcoin' }), 'other_network'],
    ['its signature', () => writeForeignCode({ amountMsat: 21_000, descriptionHash: hashOf(metadata) }).replace(/......$/, 'qqqqqq'), 'nonsense'],
    ['what a code is', () => 'pay me', 'nonsense'],
    ['the kind of it', () => 7, 'nonsense'],
  ])('about %s', async (_what, pr, reason) => {
    await expect(invoice(pr())).rejects.toMatchObject(refusal(reason));
  });

  it.each([
    ['a login', () => ({ tag: 'login', k1: 'ab', callback: 'https://example.com' })],
    ['nothing', () => ({})],
    ['a list', () => []],
    ['a fraction of a msat', () => ({ ...pay(), minSendable: 0.5 })],
    ['less than nothing', () => ({ ...pay(), minSendable: -1 })],
    ['an amount in words', () => ({ ...pay(), maxSendable: '1000' })],
    ['more than there is', () => ({ ...pay(), maxSendable: 2 ** 60 })],
    ['a callback that is a script', () => ({ ...pay(), callback: 'javascript:alert(1)' })],
    ['no k1', () => ({ ...pay(), tag: 'withdrawRequest', minWithdrawable: 1, maxWithdrawable: 2 })],
  ])('%s is nonsense', async (_what, answer) => {
    answers['/code'] = answer();
    await expect(find()).rejects.toMatchObject(refusal('nonsense'));
  });

  it('calls back to nowhere else than may be asked', async () => {
    const neighbour = await startScriptedService(() => ({ status: 'OK' }));
    opened.push(neighbour);
    answers['/code'] = { tag: 'withdrawRequest', callback: `${neighbour.origin}/`, k1: 'k', minWithdrawable: 1, maxWithdrawable: 1e9 };
    const found = (await find()) as WithdrawService;
    await expect(services().handIn(found, writeForeignCode({ amountMsat: 1000 }))).rejects.toMatchObject(refusal('forbidden'));
    expect(neighbour.asked).toEqual([]);
  });

  it('in a long and steering text is quoted short and plain', async () => {
    answers['/code'] = { status: 'error', reason: `\u001b[31mSpent\u202e\n\u0000already   ${'.'.repeat(500)}` };
    const failure = (await find().catch((cause: unknown) => cause)) as { detail: { said: string } };
    expect(failure.detail.said).toMatch(/^\[31mSpent already \.+…$/);
    expect([...failure.detail.said]).toHaveLength(140);
  });

  it('with an OK that is none', async () => {
    answers['/code'] = {
      tag: 'withdrawRequest',
      callback: `${service.origin}/cb`,
      k1: randomBytes(32).toString('hex'),
      minWithdrawable: 1,
      maxWithdrawable: 1e9,
    };
    answers['/cb'] = { status: 'maybe' };
    await expect(services().handIn((await find()) as WithdrawService, 'x')).rejects.toMatchObject(refusal('nonsense'));
  });
});
