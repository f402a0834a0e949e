import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Link, openLink } from './link.ts';

let server: Server;
let link: Link;
const opened = new Set<Socket>();

beforeEach(async () => {
  // Says back what it is told.
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  link = await openLink((server.address() as AddressInfo).port);
});
afterEach(() => {
  for (const socket of opened) socket.destroy();
  opened.clear();
  link.close();
  server.close();
});

async function connected(): Promise<Socket> {
  const socket = connect(link.port, '127.0.0.1');
  opened.add(socket);
  await once(socket, 'connect');
  return socket;
}

async function echo(socket: Socket, words: string): Promise<string> {
  let heard = '';
  const all = new Promise<void>((resolve) => {
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString();
      if (heard.length >= words.length) resolve();
    });
  });
  socket.write(words);
  await all;
  return heard;
}

it('passes everything on, both ways', async () => {
  expect(await echo(await connected(), 'hello')).toBe('hello');
});

it('passes everything on late, in its order', async () => {
  link.set('slow');
  expect(await echo(await connected(), 'a slow word')).toBe('a slow word');
});

it('keeps what comes while it is stalled, and passes it on afterwards', async () => {
  const socket = await connected();
  await echo(socket, 'before');
  link.set('stalled');
  let heard = '';
  socket.on('data', (piece: Buffer) => {
    heard += piece.toString();
  });
  socket.write('meanwhile');
  await pause(50);
  expect(heard).toBe('');
  const came = once(socket, 'data');
  link.set('open');
  await came;
  expect(heard).toBe('meanwhile');
});

it.each([
  ['dropped', undefined],
  ['reset', 'ECONNRESET'],
] as const)('ends what is connected and takes nothing new while it is %s', async (state, code) => {
  const socket = await connected();
  await echo(socket, 'before');
  const ended = new Promise<string | undefined>((resolve) => {
    socket.on('error', (cause: NodeJS.ErrnoException) => resolve(cause.code));
    socket.on('close', () => resolve(undefined));
  });
  link.set(state);
  expect(await ended).toBe(code);

  const late = connect(link.port, '127.0.0.1');
  opened.add(late);
  await new Promise((resolve) => {
    late.on('close', resolve);
    late.on('error', resolve);
  });

  link.set('open');
  expect(await echo(await connected(), 'after')).toBe('after');
});
