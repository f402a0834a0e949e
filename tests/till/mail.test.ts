// Receipts by e-mail over a whole till and a real mail server: taken, put off, refused, cut off in between; never twice by itself, and
// never forgotten.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entriesOf } from './journal-entries.ts';
import { type Counter, isMail, mailJobsOf, mailTo, ownShopWithMail, sell, serverSettings, signInOwner } from './mail-bed.ts';
import { MAIL_PASSWORD, type MailServer, startMailServer, trustMailAuthority } from './mail-server.ts';
import { openTestTill, refusal, type TestTill } from './open-test-till.ts';

trustMailAuthority();

const CUSTOMER = 'Jana.Doe+till@customer.example';

let till: TestTill;
let server: MailServer;
let counter: Counter;
beforeEach(async () => {
  server = await startMailServer();
  till = await openTestTill();
  counter = await ownShopWithMail(till, server);
});
afterEach(async () => {
  await till.close();
  await server.close();
});

const entries = () => entriesOf(join(till.dataDir, 'own', 'till.sqlite'));
const facts = (kind: 'receipt_mailed' | 'receipt_mail_answered') => entries().filter((entry) => entry.kind === kind);
const asked = () => counter.manager.state.unsentMail.jobs;
/** What is kept is tried at once. */
const retry = () => counter.manager.call.mail.setUp({ server: serverSettings(server) });
const reasonOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (cause: { data?: { reason?: string } }) => cause.data?.reason,
  );
const header = (source: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(source)?.[1]?.trim();

describe('a mail that the server takes', () => {
  test('has the receipt as text and as a page, goes to the customer alone, and is a fact without the address', async () => {
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await isMail(counter.cashier, mailId, 'sent');
    expect(server.received).toHaveLength(1);
    const [{ to, from, source } = { to: [], from: '', source: '' }] = server.received;
    expect({ to, from }).toEqual({ to: [CUSTOMER], from: 'till@shop.example' });
    expect(header(source, 'Message-ID')).toBe(`<${mailId}@shop.example>`);
    expect(header(source, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(source, 'Content-Type')).toMatch(/^multipart\/alternative/);
    expect(source).toContain(sale.receiptNumber);
    expect(source).toContain('Bread &amp; Butter');
    expect(source).toContain('3.20');
    expect(source).not.toMatch(/<script|<img|https?:\/\/(?!www\.w3\.org)/i);

    const [fact] = facts('receipt_mailed');
    expect(fact?.body).toMatchObject({
      mailId,
      saleId: sale.id,
      receiptNumber: sale.receiptNumber,
      addressHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(entries())).not.toContain('customer.example');
    expect(till.logged()).not.toContain('customer.example');
    expect(till.logged()).not.toContain(MAIL_PASSWORD);
  });

  test('goes out once, however often its button is pressed', async () => {
    const sale = await sell(counter.cashier);
    const mailId = randomUUID();
    await Promise.all([1, 2, 3].map(() => counter.cashier.call.mail.send({ mailId, saleId: sale.id, address: CUSTOMER })));
    await isMail(counter.cashier, mailId, 'sent');
    await mailTo(counter.cashier, sale.id, 'other@customer.example');
    await counter.cashier.until(({ mail }) => mail.recent.length === 2 && mail.recent.every(({ status }) => status === 'sent'));
    expect(server.received.map(({ to }) => to[0])).toEqual([CUSTOMER, 'other@customer.example']);
  });

  test('a hundred that are queued all go out, each once', async () => {
    await server.away();
    const sale = await sell(counter.cashier);
    const addresses = Array.from({ length: 100 }, (_, at) => `customer-${at}@customer.example`);
    for (const address of addresses) await mailTo(counter.cashier, sale.id, address);
    await counter.cashier.until(({ mail }) => mail.waitingCount === 100 && mail.trouble === 'unreachable');
    await server.back();
    await retry();
    await counter.cashier.until(({ mail }) => mail.waitingCount === 0 && mail.recent[0]?.status === 'sent');
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual(addresses.sort());
    expect(facts('receipt_mailed')).toHaveLength(100);
  });

  test('the address is forgotten after the days of the settings, and not before', async () => {
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await isMail(counter.cashier, mailId, 'sent');
    const written = () => JSON.stringify(mailJobsOf(till));
    expect(written()).toContain(CUSTOMER);
    till.clock.nowMs += 29 * 86_400_000;
    await till.restart();
    expect(written()).toContain(CUSTOMER);
    till.clock.nowMs += 2 * 86_400_000;
    await till.restart();
    expect(written()).not.toContain('customer.example');
  });
});

describe('a mail that the server does not take', () => {
  test('is put off, and goes out when its time has come', async () => {
    server.behaviours.push({ recipient: 451, words: 'Greylisted, try again in a minute' });
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await counter.cashier.until(({ mail }) =>
      mail.recent.some(({ id, status, reason }) => id === mailId && status === 'queued' && reason === 'busy'),
    );
    await retry();
    const later = await mailTo(counter.cashier, sale.id, 'other@customer.example');
    await isMail(counter.cashier, later, 'sent');
    expect(server.received.map(({ to }) => to[0])).toEqual(['other@customer.example']);
    till.clock.nowMs += 61_000;
    await retry();
    await isMail(counter.cashier, mailId, 'sent');
    expect(server.received).toHaveLength(2);
  });

  test('and has been put off for three days waits for a person', async () => {
    await server.away();
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    till.clock.nowMs += 3 * 86_400_000 + 1;
    counter = { ...(await signInOwner(till)) };
    server.behaviours.push({ recipient: 450, words: 'Mailbox busy' });
    await server.back();
    await retry();
    await counter.manager.until(({ unsentMail }) => unsentMail.jobs.some(({ id, reason }) => id === mailId && reason === 'too_long'));
  });

  test('is refused for good: the manager sees who, why and in which words, and sends it elsewhere', async () => {
    server.behaviours.push({ recipient: 550, words: '5.1.1 No such user here' });
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, 'nobody@customer.example');
    await isMail(counter.manager, mailId, 'stuck');
    expect(asked()).toMatchObject([
      { id: mailId, reason: 'recipient', address: 'nobody@customer.example', answer: expect.stringContaining('No such user here') },
    ]);
    expect(counter.cashier.state.mail.askCount).toBe(1);
    expect(JSON.stringify(counter.cashier.state)).not.toContain('nobody@customer.example');

    const answer = () => counter.manager.call.mail.answer({ mailId, answer: { kind: 'other', address: CUSTOMER } });
    await answer();
    await counter.manager.until(({ mail }) => mail.askCount === 0 && mail.recent[0]?.status === 'sent');
    expect(await refusal(answer())).toBe('ALREADY_DONE');
    expect(server.received.map(({ to }) => to[0])).toEqual([CUSTOMER]);
    expect(facts('receipt_mail_answered').map(({ body }) => body)).toMatchObject([{ mailId, answer: 'other_address' }]);
  });

  test('is refused whole: given up, it is never sent', async () => {
    server.behaviours.push({ message: 554, words: 'Looks like spam' });
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await isMail(counter.manager, mailId, 'stuck');
    expect(asked()[0]?.reason).toBe('refused');
    await counter.manager.call.mail.answer({ mailId, answer: { kind: 'give_up' } });
    await isMail(counter.manager, mailId, 'given_up');
    await retry();
    expect(server.received).toEqual([]);
    expect(facts('receipt_mailed')).toEqual([]);
  });

  test('one that is refused holds up no other', async () => {
    server.behaviours.push({ recipient: 550, words: 'no' }, { recipient: 451, words: 'later' });
    const sale = await sell(counter.cashier);
    const [refused, putOff, taken] = [
      await mailTo(counter.cashier, sale.id, 'a@customer.example'),
      await mailTo(counter.cashier, sale.id, 'b@customer.example'),
      await mailTo(counter.cashier, sale.id, 'c@customer.example'),
    ];
    await isMail(counter.cashier, taken, 'sent');
    await isMail(counter.cashier, refused, 'stuck');
    await isMail(counter.cashier, putOff, 'queued');
  });
});

describe('a connection that ends in between', () => {
  test('after the whole message: nobody knows whether it was taken, so it is not sent again before a person says so', async () => {
    server.behaviours.push('cut_after_data');
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await isMail(counter.manager, mailId, 'unknown');
    expect(asked()).toMatchObject([{ id: mailId, reason: 'lost' }]);
    till.clock.nowMs += 120_000;
    await retry();
    await till.restart();
    counter = await signInOwner(till);
    await isMail(counter.manager, mailId, 'unknown');
    expect(server.received).toHaveLength(1);

    await counter.manager.call.mail.answer({ mailId, answer: { kind: 'again' } });
    await isMail(counter.manager, mailId, 'sent');
    const ids = server.received.map(({ source }) => header(source, 'Message-ID'));
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  test('before the message: it was taken by nobody, and goes out by itself', async () => {
    server.behaviours.push('cut_before_data');
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await counter.cashier.until(({ mail }) => mail.trouble === 'unreachable' && mail.waitingCount === 1);
    await retry();
    await isMail(counter.cashier, mailId, 'sent');
    expect(server.received).toHaveLength(1);
  });
});

describe('the way to the server', () => {
  test('a server that is away holds mails up and is said in a word; they go out when it is back', async () => {
    await server.away();
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await counter.cashier.until(({ mail }) => mail.trouble === 'unreachable' && mail.waitingCount === 1);
    await till.restart();
    counter = await signInOwner(till);
    await counter.cashier.until(({ mail }) => mail.waitingCount === 1);
    await server.back();
    await retry();
    await isMail(counter.cashier, mailId, 'sent');
    expect(counter.cashier.state.mail.trouble).toBeNull();
  });

  test('a wrong password holds all of them up and refuses none', async () => {
    await counter.manager.call.mail.setUp({ server: serverSettings(server), password: 'wrong' });
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await counter.cashier.until(({ mail }) => mail.trouble === 'login');
    expect(counter.cashier.state.mail.askCount).toBe(0);
    await counter.manager.call.mail.setUp({ server: serverSettings(server), password: MAIL_PASSWORD });
    await isMail(counter.cashier, mailId, 'sent');
  });

  test('a server whose change is not on the disk keeps its password, and one that is not taken away keeps it too', async () => {
    const db = new Database(join(till.dataDir, 'own', 'till.sqlite'));
    try {
      db.exec(`CREATE TRIGGER broken BEFORE INSERT ON journal WHEN NEW.kind = 'shop_changed' BEGIN SELECT raise(ABORT, 'broken'); END`);
      for (const change of [{ server: serverSettings(server, { user: 'another' }), password: 'wrong' }, { server: null }])
        await expect(counter.manager.call.mail.setUp(change)).rejects.toThrow();
      db.exec('DROP TRIGGER broken');
      expect(await counter.manager.call.mail.test({ to: 'boss@shop.example' })).toMatchObject({ answer: expect.any(String) });
      // And one that is taken away takes its password with it, in one go.
      db.exec(`CREATE TRIGGER kept BEFORE DELETE ON secret BEGIN SELECT raise(ABORT, 'kept'); END`);
      await expect(counter.manager.call.mail.setUp({ server: null })).rejects.toThrow();
      expect(counter.manager.state.mail.sender).not.toBeNull();
      db.exec('DROP TRIGGER kept');
    } finally {
      db.close();
    }
    await till.restart();
    counter = await signInOwner(till);
    await counter.manager.until(({ mail }) => mail.sender !== null);
  });

  test('the test mail answers with the server’s own words, or says what is wrong', async () => {
    const send = () => counter.manager.call.mail.test({ to: 'boss@shop.example' });
    expect(await send()).toEqual({ answer: expect.stringContaining('Message queued as 4711') });
    server.behaviours.push({ recipient: 550, words: 'no' });
    expect(await reasonOf(send())).toBe('recipient');
    await counter.manager.call.mail.setUp({ server: serverSettings(server), password: 'wrong' });
    expect(await reasonOf(send())).toBe('login');
    await counter.manager.call.mail.setUp({ server: serverSettings(server, { security: 'starttls' }), password: MAIL_PASSWORD });
    await server.away();
    expect(await reasonOf(send())).toBe('unreachable');
    await counter.manager.call.mail.setUp({ server: null });
    expect(await refusal(send())).toBe('MAIL_NOT_SET_UP');
  });

  test.each(['tls', 'starttls'] as const)('a certificate that is not trusted is refused over %s before a password is said', async (security) => {
    const stranger = await startMailServer({ implicit: security === 'tls', trusted: false });
    try {
      await counter.manager.call.mail.setUp({ server: serverSettings(stranger, { security }), password: MAIL_PASSWORD });
      expect(await reasonOf(counter.manager.call.mail.test({ to: 'boss@shop.example' }))).toBe('certificate');
      const sale = await sell(counter.cashier);
      await mailTo(counter.cashier, sale.id, CUSTOMER);
      await counter.cashier.until(({ mail }) => mail.trouble === 'certificate' && mail.waitingCount === 1);
      expect({ logins: stranger.logins, asked: stranger.asked }).toEqual({ logins: 0, asked: 0 });
    } finally {
      await stranger.close();
    }
  });

  test('a server that speaks no TLS where it should is told from one that is away', async () => {
    const plain = await startMailServer({ implicit: false });
    try {
      await counter.manager.call.mail.setUp({ server: serverSettings(plain, { security: 'tls' }), password: MAIL_PASSWORD });
      expect(await reasonOf(counter.manager.call.mail.test({ to: 'boss@shop.example' }))).toBe('no_tls');
    } finally {
      await plain.close();
    }
  });

  test('over STARTTLS it goes as well', async () => {
    const other = await startMailServer({ implicit: false });
    try {
      await counter.manager.call.mail.setUp({ server: serverSettings(other, { security: 'starttls' }), password: MAIL_PASSWORD });
      const sale = await sell(counter.cashier);
      const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
      await isMail(counter.cashier, mailId, 'sent');
      expect(other.received).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

describe('who may do what', () => {
  test('the password goes to no other server than the one it was given for', async () => {
    const elsewhere = [{ host: 'mail.other.example' }, { port: 2525 }, { user: 'somebody' }];
    for (const change of elsewhere) {
      expect(await refusal(counter.manager.call.mail.setUp({ server: serverSettings(server, change) }))).toBe('MAIL_PASSWORD_NEEDED');
    }
    await counter.manager.call.mail.setUp({ server: serverSettings(server, { sender: 'other@shop.example' }) });
  });

  test('an address that would be more than an address is refused', async () => {
    const sale = await sell(counter.cashier);
    const evil = [
      'a@b.example\r\nBcc: x@y.example',
      'a@b.example,c@d.example',
      '<a@b.example>',
      'a@b.example>\nRCPT TO:<x@y.example',
      'a b@c.example',
      '',
    ];
    for (const address of evil) expect(await refusal(mailTo(counter.cashier, sale.id, address))).toBe('BAD_INPUT');
    expect(server.asked).toBe(0);
  });

  test('a shop’s name with line breaks makes no header of its own', async () => {
    await counter.manager.call.shop.change({ name: 'Shop\r\nBcc: victim@other.example\r\n\r\nHello' });
    const sale = await sell(counter.cashier);
    const mailId = await mailTo(counter.cashier, sale.id, CUSTOMER);
    await isMail(counter.cashier, mailId, 'sent');
    const [{ source, to } = { source: '', to: [] }] = server.received;
    expect(to).toEqual([CUSTOMER]);
    expect(header(source.split('\r\n\r\n')[0] ?? '', 'Bcc')).toBeUndefined();
  });

  test('a sale that is not complete has no receipt to mail', async () => {
    await counter.cashier.call.sale.addArticle({ articleId: counter.cashier.state.catalogue.tiles[0]?.id ?? '' });
    await counter.cashier.until(({ checkout }) => checkout.sale.lines.length > 0);
    expect(await refusal(mailTo(counter.cashier, counter.cashier.state.checkout.sale.id, CUSTOMER))).toBe('NOT_FOUND');
    expect(await refusal(mailTo(counter.cashier, randomUUID(), CUSTOMER))).toBe('NOT_FOUND');
  });

  test('no screen but a manager’s is told the server, and none the password', async () => {
    const customer = till.screen('customer');
    await customer.until(({ shop }) => !shop.practice);
    expect(customer.state.shop.mail).toBeNull();
    const stranger = till.screen('manager', 'a stranger');
    await stranger.until(({ shop }) => !shop.practice);
    expect(stranger.state.shop.mail).toBeNull();
    expect(stranger.state).not.toHaveProperty('unsentMail');
    expect(JSON.stringify(counter.manager.state)).not.toContain(MAIL_PASSWORD);
    expect(counter.manager.state.shop.mail?.host).toBe('localhost');
  });
});

test('in practice the mail goes to the shop itself, whatever is typed, and says so', async () => {
  const practice = await openTestTill();
  try {
    const cashier = await practice.cashier();
    const manager = await practice.manager();
    await manager.call.mail.setUp({ server: serverSettings(server), password: MAIL_PASSWORD });
    await cashier.until(({ mail }) => mail.sender !== null);
    const sale = await sell(cashier);
    const mailId = await mailTo(cashier, sale.id, CUSTOMER);
    await isMail(cashier, mailId, 'sent');
    expect(server.received.map(({ to }) => to)).toEqual([['till@shop.example']]);
  } finally {
    await practice.close();
  }
});
