// SIGKILL of the built till in the middle of ringing up scans, at moments that are drawn. The page outlives it, as a browser does: it asks
// again, by the scan's id, for what it has no answer to. Each scan is on a sale once. KILLS and SEED as in crash.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { SAMPLES } from '../../src/main/catalogue/samples.ts';
import { itemCountOf } from '../../src/shared/line-item.ts';
import { signIn } from './cashier-day.ts';
import { workUntilKilled } from './killed.ts';
import { seeded } from './random.ts';
import { type Page, startTill, type TillProcess } from './till-process.ts';

const KILLS = Number(process.env.KILLS ?? 6);
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() % 1_000_000));
const LONGEST_LIFE_MS = 400;

/** Articles that are rung up without a question, by their ids. */
const ARTICLES = SAMPLES.kr.articles.filter(
  ({ priceMinor, variants, unit, minimumAge, barcodes }) =>
    priceMinor !== null && variants.length === 0 && unit === 'piece' && minimumAge === 0 && barcodes.length > 0,
);

/** What is on the sale in hand, by article. */
function piecesOf({ state }: Page): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const line of state.checkout.sale.lines) {
    const id = line.articleId ?? '';
    pieces.set(id, (pieces.get(id) ?? 0) + itemCountOf(line));
  }
  return pieces;
}

test(`scans at a till that is killed ${KILLS} times are rung up once each (SEED=${SEED})`, { timeout: 90_000 + KILLS * 30_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-scans-'));
  const random = seeded(SEED);
  /** What should be on the sale, and the scan that has no answer yet. */
  const expected = new Map<string, number>();
  let open: { scanId: string; barcode: string; articleId: string } | null = null;
  let scans = 0;
  let askedAgain = 0;
  let till: TillProcess | null = null;

  const openPage = async (of: TillProcess) => {
    const page = await of.page('cashier');
    await signIn(page, 'cashier', '1111');
    return page;
  };
  const ringUp = async (page: Page) => {
    if (open) askedAgain += 1;
    else {
      const article = random.pick(ARTICLES);
      scans += 1;
      open = { scanId: `scan-${scans}`, barcode: article.barcodes[0] ?? '', articleId: article.id };
    }
    await page.call.sale.addBarcode({ barcode: open.barcode, scanId: open.scanId });
    expected.set(open.articleId, (expected.get(open.articleId) ?? 0) + 1);
    open = null;
  };
  const audit = (page: Page) => vi.waitFor(() => expect([...piecesOf(page)].sort()).toEqual([...expected].sort()), { timeout: 10_000 });

  try {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      till = await startTill(dataDir);
      const page = await openPage(till);
      if (open) await ringUp(page);
      await audit(page);
      await workUntilKilled(till, pause(random.below(LONGEST_LIFE_MS)), () => ringUp(page));
    }
    till = await startTill(dataDir);
    const page = await openPage(till);
    if (open) await ringUp(page);
    await audit(page);
    expect(await till.stop()).toBe(0);
    console.info(`scans: ${scans}, asked again after a kill: ${askedAgain}`);
  } finally {
    await till?.kill();
    rmSync(dataDir, { recursive: true });
  }
});
