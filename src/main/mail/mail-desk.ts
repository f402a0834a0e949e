// Receipts by e-mail, as people ask for them: to which address, what becomes of those that do not go out by themselves, and the
// server that they go through, whose password is sealed.
import { TillError } from '../../shared/errors.ts';
import { type MailSettings, type MailState, mailSettingsSchema, type UnsentMailState } from '../../shared/mail.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { DigitalReceipts } from '../digital-receipts/digital-receipts.ts';
import type { ReceiptLinks } from '../digital-receipts/receipt-links.ts';
import { DIGITAL_RECEIPT_WORDS } from '../digital-receipts/words.ts';
import type { Log } from '../log.ts';
import type { SecretName, Secrets } from '../secrets/secrets.ts';
import type { ShopSettings } from '../store/facts/shop-facts.ts';
import type { Journal } from '../store/journal.ts';
import type { MailJob, MailJobStore } from '../store/mail-jobs.ts';
import { createMailRoom } from './mail-room.ts';
import { composed } from './message.ts';
import { receiptMessage } from './receipt-message.ts';
import { MailFailure, openSmtp } from './smtp.ts';

const PASSWORD: SecretName = 'mail.password';
/** Somebody stands there and waits. */
const LONGEST_TEST_MS = 45_000;
const RECENT = 10;
const MOST_ASKED = 50;

export type MailAnswer = { kind: 'again' } | { kind: 'other'; address: string } | { kind: 'give_up' };

export interface MailDeskParts {
  journal: Journal;
  store: MailJobStore;
  secrets: Secrets;
  links: ReceiptLinks;
  receipts: DigitalReceipts;
  accounts: Pick<Accounts, 'find'>;
  shop: () => ShopSettings;
  /** With `besides` in the same transaction. */
  changeSettings: (change: { mail: MailSettings | null }, staffId: string, besides: () => void) => void;
  publish: (state: { mail: MailState; unsentMail: UnsentMailState }) => void;
  newId: () => string;
  nowMs: () => number;
  log: Log;
}

export interface MailDesk {
  addressOf(saleId: string): { address: string };
  send(asked: { mailId: string; saleId: string; address: string }, staffId: string): void;
  answer(mailId: string, answer: MailAnswer, staffId: string): void;
  setUp(server: MailSettings | null, password: string | undefined, staffId: string): void;
  test(to: string): Promise<{ answer: string }>;
  close(): Promise<void>;
}

export function createMailDesk(parts: MailDeskParts): MailDesk {
  const { journal, store, secrets, links, receipts, accounts, shop, changeSettings, publish, newId, nowMs, log } = parts;

  const serverOrRefuse = (): MailSettings => {
    const { mail } = shop();
    if (!mail) throw new TillError('MAIL_NOT_SET_UP');
    return mail;
  };
  /** What cannot be opened is as good as not there. */
  const readOrNothing = (): Buffer | null => {
    try {
      return secrets.read(PASSWORD);
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SECRETS_CLOSED') return null;
      throw cause;
    }
  };
  /** The one that was given for this server and user, and no other's. */
  const passwordFor = (server: MailSettings): string | null => {
    const kept = readOrNothing();
    if (!kept) return null;
    const { whose, password } = JSON.parse(kept.toString()) as { whose: string; password: string };
    return whose === ownerOf(server) ? password : null;
  };

  const room = createMailRoom({
    store,
    open: openSmtp,
    server: () => shop().mail,
    password: passwordFor,
    message(job, { sender }) {
      if (job.address === null) throw new Error('the address was removed');
      // Nothing of practice reaches a stranger.
      const to = shop().practice ? sender : job.address;
      return receiptMessage(receipts.pageParts(job.saleId), job, { askedFor: job.address, to, sender, shop: shop() });
    },
    sent(job, answer) {
      journal.transact((append) => {
        const addressHash = job.address === null ? null : links.addressHash(job.address);
        const { atMs } = append('receipt_mailed', { ...nameOf(job), addressHash }, job.staffId);
        store.end(job.id, { status: 'sent', reason: null, answer, atMs });
      });
    },
    nowMs,
    log,
    onChange: tell,
  });

  function tell(): void {
    publish({
      mail: {
        sender: shop().mail?.sender ?? null,
        waitingCount: store.waitingCount(),
        trouble: room.trouble?.reason ?? null,
        askCount: store.askCount(),
        recent: store.newest(RECENT),
      },
      unsentMail: { jobs: store.asked(MOST_ASKED), answer: room.trouble?.answer ?? '' },
    });
  }
  const wake = () => {
    tell();
    room.wake();
  };

  wake();
  return {
    addressOf(saleId) {
      const { sale } = receipts.pageParts(saleId);
      const onAccount = sale.tenders.find((tender) => tender.kind === 'account' && tender.status === 'paid');
      return { address: onAccount?.kind === 'account' ? accounts.find(onAccount.customerId).email : '' };
    },
    send({ mailId, saleId, address }, staffId) {
      serverOrRefuse();
      const { sale } = receipts.pageParts(saleId);
      store.insert({ id: mailId, saleId, receiptNumber: sale.receiptNumber ?? '', address, staffId, queuedAtMs: nowMs() });
      wake();
    },
    answer(mailId, answer, staffId) {
      const job = store.find(mailId);
      if (!job) throw new TillError('NOT_FOUND');
      if (job.status !== 'stuck' && job.status !== 'unknown') throw new TillError('ALREADY_DONE');
      if (answer.kind === 'again' && job.address === null) throw new TillError('ALREADY_DONE');
      if (answer.kind !== 'give_up') serverOrRefuse();
      const said = { again: 'again', other: 'other_address', give_up: 'given_up' } as const;
      journal.transact((append) => {
        const { atMs } = append('receipt_mail_answered', { ...nameOf(job), answer: said[answer.kind] }, staffId);
        if (answer.kind === 'again') return store.putOff(mailId, { reason: null, answer: '', attempts: 0, nextAtMs: atMs, queuedAtMs: atMs });
        store.end(mailId, { status: 'given_up', reason: job.reason, answer: job.answer, atMs });
        if (answer.kind === 'other') {
          const { saleId, receiptNumber } = job;
          store.insert({ id: newId(), saleId, receiptNumber, address: answer.address, staffId, queuedAtMs: atMs });
        }
      });
      wake();
    },
    setUp(server, password, staffId) {
      const keeps = server !== null && server.user !== '' && password === undefined;
      // Whoever may change the server is not given the password that was meant for another one.
      if (keeps && passwordFor(server) === null) throw new TillError('MAIL_PASSWORD_NEEDED');
      changeSettings({ mail: server && mailSettingsSchema.parse(server) }, staffId, () => {
        if (server === null || server.user === '') secrets.remove(PASSWORD);
        else if (password !== undefined) secrets.put(PASSWORD, Buffer.from(JSON.stringify({ whose: ownerOf(server), password })));
      });
      tell();
      room.retry();
    },
    async test(to) {
      const server = serverOrRefuse();
      const { name, languages } = shop();
      const said = DIGITAL_RECEIPT_WORDS[languages.receipt];
      const message = await composed({
        id: newId(),
        from: { name, address: server.sender },
        to,
        subject: said.testSubject(name),
        text: `${said.testBody}\n`,
        html: null,
        language: languages.receipt,
        atMs: nowMs(),
      });
      try {
        const session = await openSmtp(server, passwordFor(server), AbortSignal.timeout(LONGEST_TEST_MS));
        try {
          const answer = await session.send({ from: server.sender, to }, message, () => undefined);
          room.retry();
          return { answer };
        } finally {
          session.close();
        }
      } catch (cause) {
        throw cause instanceof MailFailure ? testFailed(cause) : cause;
      }
    },
    close: room.close,
  };
}

function testFailed(cause: MailFailure): TillError {
  return new TillError('MAIL_FAILED', { reason: cause.reason, said: cause.answer }, { cause });
}

function ownerOf({ host, port, user }: MailSettings): string {
  return `${host.toLowerCase()}:${port}:${user}`;
}

function nameOf({ id, saleId, receiptNumber }: MailJob): { mailId: string; saleId: string; receiptNumber: string } {
  return { mailId: id, saleId, receiptNumber };
}
