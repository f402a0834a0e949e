// Devices that a manager tries out at a whole till: what they read then is shown to the manager, and is on no sale.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ScannerSimulator, startScannerSimulator } from '../../src/hardware/simulators/scanner.ts';
import { openTestTill, refusal, type TestScreen, type TestTill } from './open-test-till.ts';

let till: TestTill;
let scanner: ScannerSimulator;
let cashier: TestScreen;
let manager: TestScreen;
beforeEach(async () => {
  till = await openTestTill();
  scanner = await startScannerSimulator();
  manager = await till.manager();
  cashier = await till.cashier();
  await manager.call.shop.change({
    devices: [
      { kind: 'scanner', id: 'scanner', name: 'Scanner', connection: { kind: 'tcp', host: '127.0.0.1', port: scanner.port }, prefix: '', suffix: '' },
      { kind: 'card_reader', id: 'reader', name: 'Reader', connection: { kind: 'simulated' } },
    ],
  });
  await manager.until((state) => state.devices.devices.filter(({ condition }) => condition === 'ready').length === 2);
});
afterEach(async () => {
  await till.close();
  await scanner.close();
});

const words = async (deviceId: string) => (await manager.call.devices.frames({ deviceId })).map((frame) => frame.words).join('\n');

/** Scans until it is heard: the trial may begin a moment after it was asked for. */
async function tried<T>(trial: Promise<T>, act: () => Promise<unknown>): Promise<T> {
  let over = false;
  const ended = trial.finally(() => {
    over = true;
  });
  while (!over) {
    await act();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  return await ended;
}

test('a code that is scanned while a scanner is tried out goes to the manager, and to no page', async () => {
  let count = 0;
  const next = () => {
    count += 1;
    return scanner.scan(`TRIED-${count}`);
  };
  const said = await tried(manager.call.devices.testScanner({ deviceId: 'scanner' }), next);
  if (said?.kind !== 'code') throw new Error('no code was said');
  const others: string[] = [];
  const leaving = new AbortController();
  const heard = await cashier.call.scans.listen(undefined, { signal: leaving.signal });
  await scanner.scan('AFTERWARDS');
  for await (const push of heard) {
    if (push.kind !== 'scan') continue;
    others.push(push.text);
    await cashier.call.scans.done({ scanId: push.id });
    if (push.text === 'AFTERWARDS') break;
  }
  leaving.abort();
  expect(others).not.toContain(said.code);
});

test.each([
  ['a badge', 'FB0123456789ABCDEFG', 'badge'],
  ['a payment', 'lnurlw://example.com/w/secret?k=1', 'payment'],
] as const)('of %s only what it is is said', async (_, code, of) => {
  const said = await tried(manager.call.devices.testScanner({ deviceId: 'scanner' }), () => scanner.scan(code));
  expect(said).toEqual({ kind: 'secret', of });
});

test('of a card is said what kind it is, and never its id or its link', async () => {
  const trial = (card: 'pays' | 'plain' | 'torn' | 'badge') =>
    tried(manager.call.devices.testCardReader({ deviceId: 'reader' }), () => manager.call.practice.tapCard({ card, deviceId: 'reader' }));
  expect(await trial('pays')).toMatchObject({ status: 'read', boltCard: true, linkCount: 1 });
  expect(await trial('plain')).toEqual({ status: 'read', boltCard: false, badge: false, linkCount: 0, textCount: 0 });
  expect(await trial('badge')).toEqual({ status: 'read', boltCard: false, badge: true, linkCount: 0, textCount: 1 });
  expect(await refusal(manager.call.practice.tapCard({ card: 'plain', deviceId: 'another' }))).toBe('NOT_FOUND');
  expect(await trial('torn')).toEqual({ status: 'torn_away' });
});

test('a trial that is given up ends, and the scanner is the register’s again', async () => {
  const stop = new AbortController();
  const trial = manager.call.devices.testScanner({ deviceId: 'scanner' }, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await trial.catch(() => undefined);
  const leaving = new AbortController();
  const heard = await cashier.call.scans.listen(undefined, { signal: leaving.signal });
  await scanner.scan('4006381333931');
  for await (const push of heard) if (push.kind === 'scan') break;
  leaving.abort();
});

test('what went over the lines of printers and devices is told, and of no others', async () => {
  await scanner.scan('8801234567893');
  await vi.waitFor(async () => expect(await words('scanner')).toContain('8801234567893'));
  const printer = manager.state.shop.printers[0];
  expect(await words(printer?.id ?? '')).toContain('line open');
  for (const call of [
    manager.call.devices.frames,
    manager.call.devices.testScanner,
    manager.call.devices.testCardReader,
    manager.call.devices.testScale,
  ])
    expect(await refusal(call({ deviceId: 'nobody' }))).toBe('NOT_FOUND');
  // A scanner is no scale.
  expect(await refusal(manager.call.devices.testScale({ deviceId: 'scanner' }))).toBe('NOT_FOUND');
});

test('only addresses of private networks are looked at, and only when they can be read', async () => {
  for (const addresses of ['8.8.8.8', 'printer', '10.0.0.0/8'])
    expect(await refusal(manager.call.devices.findPrinters({ addresses }))).toBe('BAD_INPUT');
});

test('what is plugged in here can be asked for', async () => {
  const found = await manager.call.devices.find();
  expect(found.serialPorts).toBeInstanceOf(Array);
  expect((await manager.call.devices.printerModels()).some(({ vendor }) => vendor === 'Epson')).toBe(true);
});
