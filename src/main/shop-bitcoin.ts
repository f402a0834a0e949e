// What a shop has to do with bitcoin: its node, the rates, what protects its money, and the one way in which it leaves.
import { lookAfter } from './caring/caring.ts';
import { watchLightningState } from './lightning/lightning-state.ts';
import { createGetJson } from './lnurl/get-json.ts';
import { createLnurlServices } from './lnurl/service.ts';
import type { Keeper } from './own-node/keeper.ts';
import type { Fetch } from './rates/ask.ts';
import { openRates } from './rates/rates.ts';
import { createPayouts } from './refunds/payouts.ts';
import type { ShopGround } from './shop-ground.ts';
import { openShopNode } from './shop-node.ts';
import type { Pins } from './staff/pins.ts';

export interface BitcoinParts extends ShopGround {
  pins: Pins;
  /** Runs the own shop's node, where it is one on this machine. */
  keeper: Keeper;
  /** Closes this shop and opens it again; `write` is its last word. */
  reopen: (write: () => void, prepare?: () => Promise<void>) => Promise<void>;
  /** The way to the exchanges. */
  fetch: Fetch;
  /** LNURL services of the shop's own network, by their origins. */
  localServices: readonly string[];
}

export function openBitcoin({
  dir,
  books,
  secrets,
  settings,
  board,
  closing,
  pins,
  keeper,
  reopen,
  fetch,
  localServices,
  newId,
  nowMs,
  log,
}: BitcoinParts) {
  const { journal, sales } = books;
  const shop = settings.current;
  const { practice, currency } = shop();
  const { node, spending, practiceNode, own, making } = openShopNode({
    practice,
    dir,
    books,
    secrets,
    pins,
    keeper,
    reopen,
    publish: (ownNode) => board.publish({ ownNode }),
    closing,
    newId,
    nowMs,
    log,
  });
  const rates = closing.part(
    openRates({
      currency,
      from: practice ? 'practice' : node ? 'market' : 'none',
      journal,
      store: books.handRate,
      staffName: books.shop.staffName,
      fetch,
      nowMs,
      monoMs: () => performance.now(),
      random: Math.random,
      publish: (rates) => board.publish({ rates }),
      onChange: () => lightning.rateChanged(),
      log,
    }),
  );
  const lightning = closing.part(
    watchLightningState({
      node,
      without: own?.without ?? 'missing',
      prefix: own?.prefix ?? null,
      rates,
      currency: () => currency,
      nowMs,
      publish: (lightning) => board.publish({ lightning }),
      publishNode: (node) => board.publish({ node }),
      log,
    }),
  );

  const caring = closing.part(
    lookAfter({
      node,
      spending,
      journal,
      sweeps: books.sweeps,
      shopDir: dir,
      settings: () => shop().lightning,
      newId,
      nowMs,
      publish: (care) => board.publish({ care }),
      log,
    }),
  );

  const lnurl = createLnurlServices(createGetJson({ localOrigins: localServices, torProxy: own?.torProxy ?? null }));
  const payouts = createPayouts({
    node,
    spending,
    lnurl,
    store: books.refunds,
    isOwnCode: (paymentHash) => sales.invoice(paymentHash) !== undefined,
    maxFeePpm: () => shop().lightning.refund.maxFeePpm,
    comment: () => shop().name,
    nowMs,
    log,
  });
  return { node, practiceNode, own, making, rates, lightning, caring, lnurl, payouts };
}
