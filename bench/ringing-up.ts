// From a tap on a tile, or the Enter of a scan, to the frame that shows the line; and from the finger going down to the
// frame in which the tile answers. The floor does the same on the bare page.
import type { Page } from '@playwright/test';
import type { Bench } from './bench.ts';
import { barcodeOf } from './large-shop.ts';
import { type Figure, inTurns } from './measure.ts';
import { openStage, type Stage } from './stage.ts';
import { memoryMb } from './start.ts';

const LINES_A_SALE = 8;
const CART = '.cashier-cart-lines';
const BARE_CLICK = 'bare click to Node and back';

export async function ringingUp({ turns, largeDataDir, articles, note }: Bench): Promise<Figure[]> {
  const stage = await openStage(largeDataDir);
  const { tillPage, floorPage, till } = stage;
  try {
    let taps = 0;
    const nextTile = async () => {
      taps += 1;
      if (taps % LINES_A_SALE === 0) await emptyCart(stage);
      return tillPage.locator('.cashier-tile').nth(taps % LINES_A_SALE);
    };
    const onTillTap = async () => {
      const tile = await centreOf(await nextTile());
      return shownAfter(tillPage, 'click', CART, () => tillPage.mouse.click(tile.x, tile.y));
    };
    const bareTap = await centreOf(floorPage.locator('#tap'));
    const tap = await inTurns({
      figure: onTillTap,
      floor: () => shownAfter(floorPage, 'click', '#line', () => floorPage.mouse.click(bareTap.x, bareTap.y)),
      turns: turns(200),
      warmUp: 20,
    });

    const scanner = await openScanner(tillPage);
    const bareScanner = await openScanner(floorPage);
    let scans = 0;
    const scan = await inTurns({
      figure: async () => {
        scans += 1;
        if (scans % LINES_A_SALE === 0) await emptyCart(stage);
        // From all over the catalogue, never the same twice in a sale.
        const barcode = barcodeOf(100 + ((scans * 7919) % (articles - 100)));
        return scanned(tillPage, () => scanner.type(`${barcode}\r`));
      },
      floor: () => shownAfter(floorPage, 'Enter', '#line', () => bareScanner.type('\r')),
      turns: turns(150),
      warmUp: 10,
    });

    // What was typed too slowly to be a scan may stand in the search field.
    await tillPage.keyboard.press('Escape');
    await tillPage.locator('.cashier-tile').first().waitFor();
    let still = 0;
    const press = await inTurns({
      figure: async () => {
        const tile = await nextTile();
        const { x, y } = await centreOf(tile);
        const { ms, reacted } = await pressed(tillPage, '.cashier-tile:active', x, y);
        if (!reacted) still += 1;
        return ms;
      },
      floor: async () => (await pressed(floorPage, '#tap:active', bareTap.x, bareTap.y)).ms,
      turns: turns(100),
      warmUp: 10,
    });
    note('tiles that did not answer in the next frame', `${still} of ${turns(100) + 10}`);
    note('memory of the till, after ringing up', `${memoryMb(till.pid)} MB`);
    await emptyCart(stage);
    return [
      { name: `tap to painted line, ${articles} articles`, floorName: BARE_CLICK, aim: { ratio: 1.2 }, ...tap },
      { name: `scan to painted line, ${articles} articles`, floorName: 'bare Enter to Node and back', aim: { ratio: 1.2 }, ...scan },
      { name: 'finger down to the frame in which the tile answers', floorName: 'bare button', aim: { ratio: 1.2 }, ...press },
    ];
  } finally {
    await stage.close();
  }
}

/** A machine that stalls between two keys types like a person: that is no scan, and it is scanned again. */
async function scanned(page: Page, scan: () => Promise<void>, tries = 5): Promise<number> {
  try {
    return await shownAfter(page, 'Enter', CART, scan);
  } catch (cause) {
    if (tries === 1) throw cause;
    await page.keyboard.press('Escape');
    return scanned(page, scan, tries - 1);
  }
}

/** Types as a scanner does: without waiting for anybody. */
async function openScanner(page: Page) {
  const session = await page.context().newCDPSession(page);
  return {
    async type(text: string): Promise<void> {
      const strokes = [...text].flatMap((character) => {
        const enter = character === '\r';
        const key = { key: enter ? 'Enter' : character, code: enter ? 'Enter' : `Digit${character}` };
        return [
          session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text: character }),
          session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
        ];
      });
      await Promise.all(strokes);
    },
  };
}

export async function shownAfter(page: Page, event: 'click' | 'Enter', selector: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(([on, where]) => window.pageClock.arm(on, where), [event, selector] as const);
  await act();
  return (await page.evaluate(() => window.pageClock.shown)).ms;
}

async function pressed(page: Page, selector: string, x: number, y: number): Promise<{ ms: number; reacted: boolean }> {
  await page.mouse.move(x, y);
  await page.evaluate((where) => window.pageClock.armPress(where), selector);
  await page.mouse.down();
  const answer = await page.evaluate(() => window.pageClock.pressed);
  await page.mouse.up();
  return answer;
}

export async function centreOf(element: ReturnType<Page['locator']>): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('what is to be pressed is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function emptyCart({ cashier, tillPage }: Stage): Promise<void> {
  await cashier.call.sale.cancel({ saleId: cashier.state.checkout.sale.id });
  await tillPage.locator(`${CART} .cashier-line`).first().waitFor({ state: 'detached' });
}
