import { describe, expect, test } from 'vitest';
import { startPaymentTerminalSimulator } from '../../simulators/payment-terminal.ts';
import { createBlockFramer, encodeBlock } from './serial-blocks.ts';
import { serialLineOf } from './serial-line.ts';
import { openDriver, paymentOf, quiet, until } from './zvt-test-bed.ts';

const PATIENT_LINE = serialLineOf({ betweenBytesMs: 10_000, answerMs: 10_000 });

describe('blocks', () => {
  test('have each DLE doubled, and the checksum of ISO/IEC 13239 with the low byte first', () => {
    // The acknowledgement as terminals send it.
    expect(Buffer.from(encodeBlock({ command: 0x8000, data: new Uint8Array() })).toString('hex')).toBe('10028000001003f51f');
    const block = encodeBlock({ command: 0x06d1, data: Uint8Array.of(0, 0x10, 0x41) });
    expect(Buffer.from(block.subarray(0, 10)).toString('hex')).toBe('100206d10300101041' + '10');
  });
  test('that come in pieces are whole, and a garbled one is broken', () => {
    const framer = createBlockFramer();
    const block = encodeBlock({ command: 0x040f, data: Uint8Array.of(0x27, 0x10) });
    const events = Array.from(block).flatMap((byte) => framer.take(Uint8Array.of(byte)));
    expect(events).toEqual([{ kind: 'block', apdu: { command: 0x040f, data: Uint8Array.of(0x27, 0x10) } }]);
    const garbled = Uint8Array.from(block);
    garbled[3] = 0x55;
    expect(framer.take(garbled)).toEqual([{ kind: 'broken' }]);
    expect(framer.take(Uint8Array.of(0x06, 0x15))).toEqual([{ kind: 'ack' }, { kind: 'nak' }]);
  });
});

test('a payment goes through in serial blocks', async () => {
  const simulator = await startPaymentTerminalSimulator({ nowMs: Date.now, openLine: PATIENT_LINE });
  const terminal = openDriver(simulator.port, { openLine: PATIENT_LINE });
  await until(terminal, 'ready');
  expect(await terminal.pay(await paymentOf(terminal, 999), quiet)).toMatchObject({ status: 'approved', receipt: { amountMinor: 999 } });
  expect(simulator.books.takenMinor()).toBe(999);
  await terminal.close();
  await simulator.close();
});
