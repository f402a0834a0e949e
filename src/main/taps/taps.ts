// A card was held to the reader. One that pays is asked to pay what is due, while the customer is shown that; any other says who somebody
// is, and is for the screens. No tap takes money that nobody has seen the amount of.
import { createHash } from 'node:crypto';
import type { CardTap, CardTapReader } from '../../hardware/card-reader/card-taps.ts';
import { TillError } from '../../shared/errors.ts';
import type { Sale } from '../../shared/sale.ts';
import type { TapNews, TapsState } from '../../shared/taps.ts';
import { liveLightningTender } from '../../shared/tender.ts';
import type { Hand } from '../checkout/hand.ts';
import type { LnurlWithdraw } from '../checkout/lnurl-withdraw.ts';
import type { Log } from '../log.ts';
import type { KeyedHash } from '../secrets/keyed-hash.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { HeldCards } from './held-cards.ts';
import { domainOf, type PayingText, payerKeyOf, payingTextOf, type ReadTap } from './paying-card.ts';

/** A card that a reader finds as it comes up may have lain there all night. */
const LAY_THERE_MS = 1_000;
/** So long after it said that it pays, the people are told that it has not. */
const PAYS_WITHIN_MS = 15_000;
/** What says nothing of money is said so long. */
const SAID_MS = 8_000;
/** A card that was held there so shortly before there was anything to pay may lie there still. */
const EARLY_MS = 10_000;

export interface TapsParts {
  hand: Hand;
  withdraw: Pick<LnurlWithdraw, 'takeFrom'>;
  held: HeldCards;
  hashOf: KeyedHash;
  shop: () => ShopSettings;
  /** A card says who somebody is: what stands for it. */
  onCard: (scanned: string) => void;
  publish: (state: TapsState) => void;
  nowMs: () => number;
  log: Log;
}

export interface Taps {
  /** Hears a reader until the disposer is called, unless a manager tries it out just now. */
  listen(reader: CardTapReader, isTried: () => boolean): () => void;
  /** What is due is shown by whoever sells, who take what comes by a card: until the signal aborts, or it is another sale. SALE_CHANGED. */
  offer(saleId: string, staffId: string, signal: AbortSignal): Promise<void>;
  /** What was said has been read. */
  dismiss(newsId: number): void;
  close(): void;
}

export function createTaps({ hand, withdraw, held, hashOf, shop, onCard, publish, nowMs, log }: TapsParts): Taps {
  const readers = new Map<CardTapReader, { readySinceMs: number | null }>();
  const offers = new Set<{ saleId: string; staffId: string }>();
  let lastNewsId = 0;
  type News = NonNullable<TapsState['news']>;
  /** What is said of a sale's money: it stands until the sale, or the code that it is about, is another one. */
  let money: { news: News; saleId: string; paymentHash: string | null } | null = null;
  /** What is said for a moment, in front of that. */
  let passing: News | null = null;
  let moneyTimer: NodeJS.Timeout | undefined;
  let passingTimer: NodeJS.Timeout | undefined;
  let early: { atMs: number } | null = null;
  let told = '';

  const offerOf = (sale: Sale) => [...offers].find(({ saleId }) => saleId === sale.id);
  /** Who takes it; undefined where nothing is to be paid by a card now. */
  const taker = (): string | undefined => {
    const { sale, staffId } = hand.draft;
    if (sale.status === 'completed' || sale.status === 'cancelled' || sale.dueMinor <= 0 || sale.cardMove) return undefined;
    const live = liveLightningTender(sale.tenders);
    const offer = offerOf(sale);
    if (live) return offer?.staffId ?? staffId ?? undefined;
    return shop().tenders.kinds.includes('lightning') && sale.lines.length > 0 ? offer?.staffId : undefined;
  };
  const tell = () => {
    const ready = [...readers.values()].some((one) => one.readySinceMs !== null);
    const state: TapsState = { ready, offered: taker() !== undefined, news: passing ?? money?.news ?? null };
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    publish(state);
  };
  const numbered = (said: TapNews): News => {
    lastNewsId += 1;
    return { ...said, id: lastNewsId };
  };
  const pass = (said: TapNews | null) => {
    clearTimeout(passingTimer);
    passing = said && numbered(said);
    if (said) passingTimer = setTimeout(() => pass(null), SAID_MS);
    tell();
  };
  const sayOfMoney = (said: TapNews | null, saleId = '', paymentHash: string | null = null) => {
    clearTimeout(moneyTimer);
    money = said && { news: numbered(said), saleId, paymentHash };
    if (said?.kind === 'accepted') moneyTimer = setTimeout(() => sayOfMoney({ ...said, kind: 'unpaid' }, saleId, paymentHash), PAYS_WITHIN_MS);
    pass(null);
  };

  const liveCode = () => liveLightningTender(hand.sale.tenders);
  const saleChanged = () => {
    if (!money) return tell();
    const isOver = money.saleId !== hand.sale.id || hand.sale.status === 'completed';
    if (isOver || (money.paymentHash !== null && money.paymentHash !== liveCode()?.paymentHash)) sayOfMoney(null);
    else tell();
  };

  /** Where nothing can be hashed it is another payer each time: that asks nobody twice. */
  const payerHashOf = (tap: ReadTap, text: PayingText): string => {
    try {
      return hashOf(payerKeyOf(tap, text));
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return createHash('sha256').update(text.lnurl).digest('hex');
      throw cause;
    }
  };
  const ask = async (tap: ReadTap, text: PayingText, saleId: string, staffId: string): Promise<TapNews> => {
    // What the customer is shown may be paid whatever the cashier looks at; where nothing is shown yet, the cashier still wants it.
    const isShown = liveCode() !== undefined;
    const isWanted = () => hand.sale.id === saleId && taker() !== undefined && hand.tip !== 'asked' && (isShown || offerOf(hand.sale) !== undefined);
    try {
      const { domain } = await withdraw.takeFrom({ saleId, text, payerHash: payerHashOf(tap, text) }, staffId, isWanted);
      return { kind: 'accepted', domain };
    } catch (cause) {
      if (!(cause instanceof TillError)) {
        log.error('taps.failed', cause);
        return { kind: 'refused', code: 'INTERNAL', detail: {} };
      }
      const { code, detail = {} } = cause;
      return code === 'LNURL_UNKNOWN' ? { kind: 'unknown', domain: String(detail.domain ?? '') } : { kind: 'refused', code, detail };
    }
  };

  const pay = async (tap: ReadTap, text: PayingText) => {
    const staffId = taker();
    if (staffId === undefined) {
      early = { atMs: nowMs() };
      return pass({ kind: 'nothing_due' });
    }
    if (hand.tip === 'asked') return pass({ kind: 'tip_first' });
    const code = liveCode();
    // The money is under way: the screens say so.
    if (code && (code.status !== 'waiting' || code.seenOnChain?.status === 'seen')) return;
    // While one is asked, its words stand; another is asked when it is held there again.
    if (money?.news.kind === 'asking') return;
    const saleId = hand.sale.id;
    const promised = money;
    const asking: TapNews = { kind: 'asking', domain: domainOf(text) };
    if (promised) pass(asking);
    else sayOfMoney(asking, saleId);
    const said = await ask(tap, text, saleId, staffId);
    if (hand.sale.id !== saleId || hand.sale.status === 'completed') return saleChanged();
    const waited = said.kind === 'refused' && said.detail.reason === 'payer_waited_for';
    if (promised && money === promised && waited) return pass(said);
    const paymentHash = liveCode()?.paymentHash ?? null;
    // It was paid while its service was still speaking.
    if (paymentHash === null && said.kind !== 'refused') return sayOfMoney(null);
    sayOfMoney(said, saleId, paymentHash);
  };

  const read = (tap: ReadTap) => {
    const text = payingTextOf(tap);
    if (text) return void pay(tap, text);
    const scanned = held.hold(tap);
    if (scanned === null) return pass({ kind: 'unreadable' });
    pass(null);
    onCard(scanned);
  };

  const hear = (tap: CardTap, layThere: boolean) => {
    if (layThere) {
      early = { atMs: nowMs() };
      if (taker() !== undefined) pass({ kind: 'hold_again' });
    } else if (tap.status === 'read') read(tap);
    else pass({ kind: tap.status });
  };

  const stopListening = hand.onChange(saleChanged);
  tell();
  return {
    listen(reader, isTried) {
      const state: { readySinceMs: number | null } = { readySinceMs: null };
      readers.set(reader, state);
      const looked = () => {
        if (reader.condition !== 'ready') state.readySinceMs = null;
        else state.readySinceMs ??= nowMs();
        tell();
      };
      const stopConditions = reader.onCondition(looked);
      const stopTaps = reader.onTap((tap) => {
        const layThere = state.readySinceMs === null || Math.abs(nowMs() - state.readySinceMs) < LAY_THERE_MS;
        if (!isTried()) hear(tap, layThere);
      });
      looked();
      return () => {
        stopConditions();
        stopTaps();
        readers.delete(reader);
        tell();
      };
    },
    async offer(saleId, staffId, signal) {
      if (hand.sale.id !== saleId) throw new TillError('SALE_CHANGED');
      if (signal.aborted) return;
      const offer = { saleId, staffId };
      offers.add(offer);
      if (early && Math.abs(nowMs() - early.atMs) < EARLY_MS && taker() !== undefined) pass({ kind: 'hold_again' });
      early = null;
      tell();
      await new Promise<void>((resolve) => {
        const end = () => {
          stopWaiting();
          signal.removeEventListener('abort', end);
          resolve();
        };
        const stopWaiting = hand.onChange(() => {
          if (hand.sale.id !== saleId || hand.sale.status === 'completed') end();
        });
        signal.addEventListener('abort', end);
      });
      offers.delete(offer);
      tell();
    },
    dismiss(newsId) {
      if (passing?.id === newsId) pass(null);
      else if (money?.news.id === newsId && money.news.kind !== 'asking') sayOfMoney(null);
    },
    close() {
      clearTimeout(moneyTimer);
      clearTimeout(passingTimer);
      stopListening();
    },
  };
}
