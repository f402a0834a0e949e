// Cards at the counter, and the devices that they are held to or put into: who taps, what is taken by a tap, what the card terminal does.
import { openCardTerminal, shopTerminal } from './card-terminal/card-terminal.ts';
import type { Completion } from './checkout/completion.ts';
import type { Hand } from './checkout/hand.ts';
import type { LnurlWithdraw } from './checkout/lnurl-withdraw.ts';
import type { OpenSales } from './checkout/open-sales.ts';
import type { ShownCheckout } from './checkout/shown-checkout.ts';
import type { Printing } from './printing.ts';
import type { RefundDesk } from './refunds/refund-desk.ts';
import type { KeyedHash } from './secrets/keyed-hash.ts';
import { openShopDevices } from './shop-devices.ts';
import type { ShopGround } from './shop-ground.ts';
import type { HeldCards } from './taps/held-cards.ts';
import { createTaps } from './taps/taps.ts';

export interface CardsParts extends ShopGround {
  hand: Hand;
  openSales: OpenSales;
  completion: Completion;
  withdraw: LnurlWithdraw;
  heldCards: HeldCards;
  hashCard: KeyedHash;
  followSale: ShownCheckout['follow'];
  showRefused: ShownCheckout['showRefused'];
  printing: Pick<Printing, 'frames'>;
  refunds: Pick<RefundDesk, 'cardLegGiven'>;
  pcscWorkerUrl: URL;
}

export function openCards({ hand, openSales, completion, withdraw, heldCards, hashCard, refunds, showRefused, ...parts }: CardsParts) {
  const { books, settings, board, closing, newId, nowMs, log } = parts;
  const shop = settings.current;
  const taps = closing.part(
    createTaps({
      hand,
      withdraw,
      held: heldCards,
      hashOf: hashCard,
      shop,
      onCard: (scanned) => atDevices.scans.arrive(scanned),
      publish: (state) => board.publish({ taps: state }),
      nowMs,
      log,
    }),
  );
  const atDevices = openShopDevices({ ...parts, listenToCards: taps.listen });
  const cards = closing.part(
    openCardTerminal({
      hand,
      openSales,
      journal: books.journal,
      store: books.cards,
      completion,
      terminal: () =>
        shopTerminal(
          shop().devices.find(({ kind }) => kind === 'payment_terminal'),
          atDevices.devices.driver('payment_terminal'),
        ),
      currency: () => shop().currency,
      takesCards: () => shop().tenders.kinds.includes('card'),
      insertPrintJob: books.insertPrintJob,
      refunded(append, { refundId, staffId }, { receipt }) {
        if (refundId !== null) refunds.cardLegGiven(append, refundId, receipt?.receiptNumber ?? '', staffId);
      },
      publish(state) {
        board.publish({ cards: state });
        showRefused(state.refused);
      },
      newId,
      log,
    }),
  );
  closing.also(atDevices.onDevices(cards.look));
  return { ...atDevices, taps, cards };
}
