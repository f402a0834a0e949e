// One session after the other over the till's own long life: what is kept of each when it is over. A real server that takes no mail.
import { getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { MailFailure, openSmtp } from './smtp.ts';

test('a session that has ended leaves nothing behind at the signal that would end it', async () => {
  const server = createServer((socket) => socket.end('554 No mail here\r\n')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closing = new AbortController();
  const settings = { host: '127.0.0.1', port, security: 'starttls', sender: 'till@shop.example', user: '', keepDays: 30 } as const;
  for (let round = 0; round < 3; round += 1) await expect(openSmtp(settings, null, closing.signal)).rejects.toBeInstanceOf(MailFailure);
  expect(getEventListeners(closing.signal, 'abort')).toHaveLength(0);
  server.close();
  await once(server, 'close');
});
