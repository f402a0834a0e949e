// A scale and a pole display of the settings: weighing at the register by the scale that is there, the sale on the pole.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PoleSimulator, startPoleSimulator } from '../../src/hardware/simulators/pole-display.ts';
import { openTestTill, type TestScreen, type TestTill } from './open-test-till.ts';

const SCALE = { kind: 'scale', id: 'scale', name: 'Scale', connection: { kind: 'simulated' }, protocol: 'toledo_8217' } as const;

let testTill: TestTill;
let cashier: TestScreen;
let manager: TestScreen;
let pole: PoleSimulator;
beforeEach(async () => {
  pole = await startPoleSimulator({ encoding: 'cp949' });
  testTill = await openTestTill({ sample: 'kr' });
  cashier = await testTill.cashier();
  manager = await testTill.manager();
});
afterEach(async () => {
  await testTill.close();
  await pole.close();
});

const ready = (id: string) => cashier.until(({ devices }) => devices.devices.some((device) => device.id === id && device.condition === 'ready'));
const poleShows = (upper: RegExp, lower: RegExp) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!upper.test(pole.lines[0]) || !lower.test(pole.lines[1])) return;
      stop();
      resolve();
    };
    const stop = pole.onShown(look);
    look();
  });

test('without a scale nothing is weighed, and nothing can be put on it', async () => {
  expect(await cashier.call.scale.weigh()).toEqual({ ok: false, trouble: 'no_scale' });
  expect(await cashier.call.scale.tare()).toBe(false);
  await expect(cashier.call.practice.putOnScale({ grams: 5 })).rejects.toMatchObject({ code: 'PRACTICE_ONLY' });
});

test('a scale that is set up weighs at the register, until it is taken away', async () => {
  await manager.call.shop.change({ devices: [SCALE] });
  await ready('scale');
  await cashier.call.practice.putOnScale({ grams: 350 });
  expect(await cashier.call.scale.weigh()).toEqual({ ok: true, grams: 350, tared: false });
  expect(await cashier.call.scale.tare()).toBe(true);
  await cashier.call.practice.putOnScale({ grams: 1350 });
  expect(await cashier.call.scale.weigh()).toEqual({ ok: true, grams: 1000, tared: true });
  expect((await manager.call.devices.frames({ deviceId: 'scale' })).map(({ words }) => words)).toContain('weight 1000 g net');

  await manager.call.shop.change({ devices: [] });
  expect(await cashier.call.scale.weigh()).toEqual({ ok: false, trouble: 'no_scale' });
});

test('the pole display follows the sale to its change', async () => {
  const connection = { kind: 'tcp', host: '127.0.0.1', port: pole.port } as const;
  await manager.call.shop.change({
    devices: [{ kind: 'pole_display', id: 'pole', name: 'Pole', connection, commands: 'escpos', codePage: 'cp949' }],
  });
  await ready('pole');
  const article = cashier.state.catalogue.tiles.find(
    ({ unit, priceMinor, variants }) => unit === 'piece' && priceMinor !== null && variants.length === 0,
  );
  if (!article?.priceMinor) throw new Error('no article with a price');
  await cashier.call.sale.addArticle({ articleId: article.id, quantity: 2 });
  const total = (article.priceMinor * 2).toLocaleString('ko-KR');
  await poleShows(new RegExp(`^2 x .*${total}$`), new RegExp(`^합계 *${total}$`));
  const { sale } = cashier.state.checkout;
  await cashier.until(({ checkout }) => checkout.sale.lines.length === 1);
  await cashier.call.checkout.takeCash({ saleId: sale.id, dueMinor: article.priceMinor * 2, givenMinor: article.priceMinor * 2 + 1000 });
  await poleShows(/^결제 완료/, /^거스름돈 *1,000$/);
});
