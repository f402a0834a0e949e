// The password of a card terminal: set by a manager, sealed, used at once, and told to nobody.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PaymentTerminalSimulator, startPaymentTerminalSimulator } from '../../src/hardware/simulators/payment-terminal.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const PASSWORD = '394857';

let simulator: PaymentTerminalSimulator;
let till: TestTill;
let manager: TestScreen;
beforeEach(async () => {
  simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, password: PASSWORD });
  till = await openTestTill({ sample: 'eu' });
  manager = await till.manager();
  const connection = { kind: 'tcp', host: '127.0.0.1', port: simulator.port } as const;
  await manager.call.shop.change({ devices: [{ kind: 'payment_terminal', id: 'cards', name: 'Counter', connection, protocol: 'zvt' }] });
  await manager.until(({ devices }) => devices.devices[0]?.condition === 'ready');
});
afterEach(async () => {
  await till.close();
  await simulator.close();
});

test('a terminal that wants another one says so, and takes payments as soon as it is set', { timeout: 60_000 }, async () => {
  expect(await manager.call.devices.testTerminal({ deviceId: 'cards' })).toEqual({ registered: false, why: 'password', code: '6B' });
  await manager.call.devices.setTerminalPassword({ deviceId: 'cards', password: PASSWORD });
  expect(await manager.call.devices.testTerminal({ deviceId: 'cards' })).toEqual({ registered: true });
  const frames = JSON.stringify(await manager.call.devices.frames({ deviceId: 'cards' }));
  expect(frames).toContain('Registration');
  expect(frames).not.toContain('39 48 57');
  expect(`${frames}${till.logged()}${JSON.stringify(manager.state)}`).not.toContain(PASSWORD);
  await expect(manager.call.devices.setTerminalPassword({ deviceId: 'other', password: PASSWORD })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
