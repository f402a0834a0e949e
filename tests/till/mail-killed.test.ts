// A till that is killed while it mails a receipt: what had not left goes out later, and what may have left is asked about.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isMail, ownShopWithMail, serverSettings, signInOwner } from './mail-bed.ts';
import { MAIL_AUTHORITY, type MailServer, startMailServer, trustMailAuthority } from './mail-server.ts';
import { openTestTill, type TestTill } from './open-test-till.ts';

trustMailAuthority();
const CUSTOMER = 'jana@customer.example';
const PROGRAM = new URL('mail-till.ts', import.meta.url).pathname;

let server: MailServer;
let dataDir: string;
let till: TestTill | null = null;
beforeEach(async () => {
  server = await startMailServer();
  dataDir = mkdtempSync(join(tmpdir(), 'till-'));
  const first = await openTestTill({ dataDir });
  await ownShopWithMail(first, server);
  await first.till.close();
});
afterEach(async () => {
  await till?.close();
  till = null;
  await server.close();
});

/** Mails from another process; the mail's id when it is queued. */
async function mailing(): Promise<{ child: ChildProcess; mailId: string }> {
  const authority = join(dataDir, 'authority.pem');
  writeFileSync(authority, MAIL_AUTHORITY);
  const child = spawn(process.execPath, [PROGRAM, dataDir, CUSTOMER], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no standard output');
  const [mailId] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, mailId };
}

const kill = async (child: ChildProcess) => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

const after = async () => {
  till = await openTestTill({ dataDir });
  return signInOwner(till);
};

test('killed after the last byte, before the answer: asked about, and not sent a second time by itself', async () => {
  server.behaviours.push('stall');
  const { child, mailId } = await mailing();
  await server.stalled();
  await kill(child);

  const { manager } = await after();
  await isMail(manager, mailId, 'unknown');
  expect(manager.state.unsentMail.jobs).toMatchObject([{ id: mailId, reason: 'restarted', address: CUSTOMER }]);
  await manager.call.mail.setUp({ server: serverSettings(server) });
  await manager.until(({ mail }) => mail.waitingCount === 0);
  expect(server.received).toHaveLength(1);
});

test('killed while the server was away: it goes out once, by itself', async () => {
  await server.away();
  const { child, mailId } = await mailing();
  await kill(child);
  await server.back();

  const { manager } = await after();
  await isMail(manager, mailId, 'sent');
  expect(server.received.map(({ to }) => to)).toEqual([[CUSTOMER]]);
});
