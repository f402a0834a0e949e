// When mails are tried again, by themselves: a real store, a clock that a test moves, and a mail server that is played.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MailSettings } from '../../shared/mail.ts';
import { type ExampleShop, openExampleShop } from '../store/example-shop.ts';
import { createMailJobStore, type MailJobStore } from '../store/mail-jobs.ts';
import { createMailRoom, type MailRoom } from './mail-room.ts';
import { MailFailure, type OpenSmtp } from './smtp.ts';

const MINUTE = 60_000;
const settings: MailSettings = { host: 'mail.shop.example', port: 465, security: 'tls', sender: 'till@shop.example', user: '', keepDays: 30 };
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

let dir: string;
let shop: ExampleShop;
let store: MailJobStore;
let room: MailRoom;
let server: MailSettings | null;
/** When each session was asked for, and each mail sent, in minutes since the start. */
let opened: number[];
let sent: string[];
let answerTo: (to: string) => MailFailure | null;
let serverTrouble: MailFailure | null;
let startMs: number;

const open: OpenSmtp = async (_server, _password, signal) => {
  opened.push((Date.now() - startMs) / MINUTE);
  if (serverTrouble) throw serverTrouble;
  return {
    async send({ to }, _message, begin) {
      begin();
      const failure = answerTo(to);
      if (failure) throw failure;
      if (to === 'never@customer.example')
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new MailFailure('lost', { known: false, ofMail: true }))));
      sent.push(to);
      return '250 OK';
    },
    close: () => undefined,
  };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 10, 23) });
  startMs = Date.now();
  [opened, sent, server, serverTrouble, answerTo] = [[], [], settings, null, () => null];
  dir = mkdtempSync(join(tmpdir(), 'flash-till-mail-'));
  shop = openExampleShop(join(dir, 'till.sqlite'));
  store = createMailJobStore(shop.database.facts);
  room = createMailRoom({
    store,
    open,
    server: () => server,
    password: () => null,
    message: ({ id, address, queuedAtMs }) => ({
      id,
      from: { name: 'Shop', address: settings.sender },
      to: address ?? '',
      subject: 'Receipt',
      text: 'Receipt',
      html: null,
      language: 'en',
      atMs: queuedAtMs,
    }),
    sent: ({ id }, answer) => store.end(id, { status: 'sent', reason: null, answer, atMs: Date.now() }),
    nowMs: Date.now,
    log,
    onChange: () => undefined,
  });
});
afterEach(async () => {
  await room.close();
  vi.useRealTimers();
  shop.database.close();
  rmSync(dir, { recursive: true, force: true });
});

const queue = (name: string) => {
  const address = `${name}@customer.example`;
  store.insert({ id: name, saleId: 'sale', receiptNumber: 'T1-000001', address, staffId: 'ann', queuedAtMs: Date.now() });
  room.wake();
};
const HOUR = 60 * MINUTE;
/** The clock goes on in steps, and what is under way goes on between them: a mail is laid out in ticks of its own. */
async function passes(ms: number): Promise<void> {
  const step = ms <= 2 * HOUR ? 1_000 : MINUTE;
  for (let passed = 0; passed <= ms; passed += step) {
    for (let tick = 0; tick < 12; tick += 1) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(step);
  }
}
const statusOf = (id: string) => store.find(id)?.status;

test('a server that is away is tried again by itself, later each time, at most ten minutes apart, and gets everything once it is there', async () => {
  serverTrouble = new MailFailure('unreachable', {});
  queue('one');
  queue('two');
  await passes(60 * MINUTE);
  const gaps = opened.slice(1).map((at, index) => Math.round((at - (opened[index] ?? 0)) * 6) / 6);
  expect(gaps.slice(0, 7)).toEqual([1 / 6, 1 / 3, 2 / 3, 4 / 3, 8 / 3, 16 / 3, 10].map((gap) => Math.round(gap * 6) / 6));
  expect(Math.max(...gaps)).toBe(10);
  serverTrouble = null;
  await passes(10 * MINUTE);
  expect(sent).toEqual(['one@customer.example', 'two@customer.example']);
  expect(room.trouble).toBeNull();
});

test('a mail that is put off waits longer each time, and holds up no other', async () => {
  const tries: number[] = [];
  answerTo = (to) => {
    if (!to.startsWith('grey')) return null;
    tries.push((Date.now() - startMs) / MINUTE);
    return tries.length < 4 ? new MailFailure('busy', { answer: '451 later', ofMail: true }) : null;
  };
  queue('grey');
  queue('other');
  await passes(1000);
  expect(sent).toEqual(['other@customer.example']);
  await passes(30 * MINUTE);
  expect(tries.map(Math.round)).toEqual([0, 1, 3, 7]);
  expect(statusOf('grey')).toBe('sent');
});

test('what could not be sent for three days asks a person, also where there is no server any more', async () => {
  serverTrouble = new MailFailure('certificate', {});
  queue('one');
  await passes(3 * 24 * 60 * MINUTE + 20 * MINUTE);
  expect(store.find('one')).toMatchObject({ status: 'stuck', reason: 'too_long' });
  server = null;
  queue('two');
  await passes(3 * 24 * 60 * MINUTE + 2 * 60 * MINUTE);
  expect(store.find('two')).toMatchObject({ status: 'stuck', reason: 'too_long' });
});

test('a shop that closes while a server says nothing does not wait for it, and knows that it does not know', async () => {
  queue('never');
  await passes(1000);
  expect(statusOf('never')).toBe('sending');
  const closed = room.close();
  await passes(2_000);
  await closed;
  expect(statusOf('never')).toBe('unknown');
});

test('a disk that refuses when the server has taken a mail leaves it asked about, and never sent again', async () => {
  vi.spyOn(store, 'end').mockImplementationOnce(() => {
    throw new Error('disk full');
  });
  queue('one');
  await passes(20 * MINUTE);
  expect(store.find('one')).toMatchObject({ status: 'unknown' });
  expect(sent).toEqual(['one@customer.example']);
});

test('nothing says where a mail went once the days to keep it are over, the server’s own words neither', async () => {
  const said = '550 5.1.1 <refused@customer.example>: no such mailbox';
  answerTo = (to) => (to.startsWith('refused') ? new MailFailure('recipient', { answer: said, ofMail: true, permanent: true }) : null);
  queue('one');
  queue('refused');
  await passes(1000);
  const kept = () => ['one', 'refused'].map((id) => JSON.stringify(store.find(id))).join();
  expect(store.find('refused')).toMatchObject({ status: 'stuck', answer: said });
  await passes(29 * 24 * HOUR);
  expect(kept().match(/@customer/g)).toHaveLength(3);
  await passes(25 * HOUR);
  expect(kept()).not.toContain('@customer');
  expect(statusOf('refused')).toBe('stuck');
});
