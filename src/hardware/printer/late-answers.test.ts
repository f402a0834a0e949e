// A printer whose answers to status questions say nothing of which question they answer, and come when they come.
import { once } from 'node:events';
import net from 'node:net';
import { expect, test } from 'vitest';
import { tcpTransport } from '../transport/tcp.ts';
import { openDriver, PATIENT, until } from './printer-test-bed.ts';

const NOTHING_WRONG = 0x12;
const PAPER_NEAR_END = 0x1e;
/** As where no drawer hangs on it. In the answer to another question it is an open cover. */
const DRAWER_PIN_HIGH = 0x16;
const RECEIPT = Uint8Array.of(0x1b, 0x40, ...Buffer.from('a receipt'), 0x0a);

/** Confirms nothing, has little paper, and from the answer to `query` on keeps all to itself until they are let go. */
async function slowPrinter(first = NOTHING_WRONG) {
  let holding: 1 | 2 | 3 | 4 | null = null;
  let held: (() => void)[] | null = null;
  const heldBack = Promise.withResolvers<void>();
  let got = '';
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      got += bytes.toString('latin1');
      for (let at = bytes.indexOf('\x10\x04', 0, 'latin1'); at !== -1; at = bytes.indexOf('\x10\x04', at + 1, 'latin1')) {
        const query = bytes[at + 2];
        if (query === holding) {
          held = [];
          holding = null;
          heldBack.resolve();
        }
        const answer = () => void socket.write(Uint8Array.of(query === 4 ? PAPER_NEAR_END : query === 1 ? first : NOTHING_WRONG));
        if (held) held.push(answer);
        else answer();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    transport: tcpTransport({ host: '127.0.0.1', port: (server.address() as net.AddressInfo).port }),
    got: () => got,
    hold(query: 1 | 2 | 3 | 4) {
      holding = query;
      return heldBack.promise;
    },
    letGo() {
      for (const answer of held ?? []) answer();
      held = null;
    },
    close: () => server.close(),
  };
}

test.each([1, 2, 3, 4] as const)('the answer to question %i that comes while a receipt goes out is not taken for another one’s', async (query) => {
  const far = await slowPrinter();
  const printer = openDriver(far.transport, PATIENT);
  await until(printer, 'paper_low');
  const conditions: string[] = [];
  printer.onCondition((condition) => conditions.push(condition));
  await far.hold(query);
  const printing = printer.print({ bytes: RECEIPT, kickDrawer: false });
  while (!far.got().includes('a receipt')) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 20));
  far.letGo();
  expect(await printing).toEqual({ status: 'sent' });
  expect(conditions).toEqual([]);
  await printer.close();
  far.close();
});

test('two answers to a question that was asked twice are not taken for two questions’', async () => {
  const far = await slowPrinter(DRAWER_PIN_HIGH);
  const printer = openDriver(far.transport, { ...PATIENT, answerMs: 100 });
  await until(printer, 'paper_low');
  const conditions: string[] = [];
  printer.onCondition((condition) => conditions.push(condition));
  await far.hold(1);
  await new Promise((resolve) => setTimeout(resolve, 150));
  far.letGo();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(conditions).toEqual([]);
  await printer.close();
  far.close();
});
