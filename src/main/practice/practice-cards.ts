// Cards to try the card reader with: simulated Bolt Cards (LUD-03 behind LUD-17, another link each time), held to the simulated reader for
// a moment, and the service behind them, on loopback, which pays by the practice wallet or does not.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as passed } from 'node:timers/promises';
import type { CardReaderSimulator } from '../../hardware/simulators/card-reader.ts';
import {
  type CardFault,
  createFileCard,
  createPageCard,
  createPlainCard,
  ndefText,
  ndefUri,
  type VirtualCard,
} from '../../hardware/simulators/cards.ts';
import { scannedBadge } from '../../shared/badge.ts';
import { missingCase, TillError } from '../../shared/errors.ts';
import type { PracticeCard } from '../../shared/practice-cards.ts';
import { randomCodeOf } from '../../shared/random-code.ts';
import type { Language } from '../../shared/state.ts';
import type { PracticeNode } from '../lightning/practice.ts';
import type { Log } from '../log.ts';

/** A hand holds a card there so long. */
const HELD_MS = 1_500;
/** One that is back sooner was never away, to a reader. */
const AWAY_MS = 500;
const PAYS_AFTER_MS = 400;
const EMPTY: Record<Language, string> = { en: 'There is not enough on this card', ko: '카드 잔액이 부족합니다' };
const NOBODYS_BADGE = scannedBadge(randomCodeOf(Buffer.from('practice!!', 'latin1')));
const LARGEST_MSAT = 100_000_000_000;

export interface PracticeCards {
  /** To that reader, or the first one. Resolves when it was taken away again. NOT_FOUND where no such simulated reader is there. */
  tap(card: PracticeCard, deviceId?: string): Promise<void>;
  close(): Promise<void>;
}

export interface PracticeCardsParts {
  node: Pick<PracticeNode, 'readPaymentRequest' | 'invoiceState' | 'wallet'>;
  /** By the devices' ids. */
  readers: ReadonlyMap<string, CardReaderSimulator>;
  /** Of the customer: the service says no in it. */
  language: () => Language;
  /** The service may be asked although it is on this machine. */
  allow: (origin: string) => void;
  randomBytes: (size: number) => Uint8Array;
  log: Log;
}

export function createPracticeCards({ node, readers, language, allow, randomBytes, log }: PracticeCardsParts): PracticeCards {
  /** The links that cards have shown, each good for one use, and whose they were. */
  const links = new Map<string, PracticeCard>();
  let held: Promise<void> = Promise.resolve();
  let service: Promise<{ authority: string; close(): Promise<void> }> | null = null;

  const pay = async (paymentRequest: string) => {
    await passed(PAYS_AFTER_MS);
    try {
      const { paymentHash } = await node.readPaymentRequest(paymentRequest);
      // No wallet pays a code a second time, or one that is closed.
      if ((await node.invoiceState(paymentHash)).status === 'open') await node.wallet.pay(paymentHash);
    } catch (cause) {
      log.warn('practice.card_not_paid', { reason: String(cause) });
    }
  };
  const answer = (url: URL, response: ServerResponse) => {
    const say = (body: object) => void response.end(JSON.stringify(body));
    const link = url.searchParams.get('k1') ?? url.searchParams.get('p') ?? '';
    const card = links.get(link);
    if (card === undefined) return say({ status: 'ERROR', reason: 'This link was used before' });
    if (url.pathname === '/card') {
      const callback = `http://${url.host}/pay`;
      return say({ tag: 'withdrawRequest', callback, k1: link, defaultDescription: '', minWithdrawable: 1000, maxWithdrawable: LARGEST_MSAT });
    }
    links.delete(link);
    switch (card) {
      case 'refuses':
        return say({ status: 'ERROR', reason: EMPTY[language()] });
      case 'silent':
        return;
      case 'pays':
        void pay(url.searchParams.get('pr') ?? '');
        return say({ status: 'OK' });
      case 'promises':
      case 'torn':
      case 'plain':
      case 'badge':
        return say({ status: 'OK' });
      default:
        missingCase(card);
    }
  };
  const start = async () => {
    const server = createServer((request, response) => answer(new URL(request.url ?? '/', `http://${request.headers.host}`), response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    allow(`http://${authority}`);
    return {
      authority,
      close: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  };

  const cardOf = async (card: PracticeCard): Promise<VirtualCard> => {
    const uid = Uint8Array.of(0x04, ...Buffer.from(card.padEnd(6, '.').slice(0, 6), 'latin1'));
    if (card === 'plain') return createPlainCard(uid);
    if (card === 'badge') return createPageCard({ uid, message: ndefText(NOBODYS_BADGE) });
    service ??= start();
    const { authority } = await service;
    const message = () => {
      const link = Buffer.from(randomBytes(16)).toString('hex').toUpperCase();
      links.set(link, card);
      return ndefUri(`lnurlw://${authority}/card?p=${link}&c=${Buffer.from(randomBytes(8)).toString('hex').toUpperCase()}`);
    };
    return createFileCard({ uid, message });
  };

  return {
    async tap(card, deviceId) {
      const [first] = readers.values();
      const reader = deviceId === undefined ? first : readers.get(deviceId);
      if (!reader) throw new TillError('NOT_FOUND');
      const fault: CardFault | undefined = card === 'torn' ? { kind: 'torn_at', exchange: 4 } : undefined;
      const hold = async () => {
        reader.hold(await cardOf(card), fault);
        await passed(HELD_MS);
        reader.takeAway();
        await passed(AWAY_MS);
      };
      // A hand holds one card there after the other.
      held = held.then(hold, hold);
      await held;
    },
    async close() {
      await (await service)?.close();
    },
  };
}
