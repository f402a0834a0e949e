// What stands in the log of a reader's line: enough to find out why it does not work, and nothing of whose card it was.
import { expect, test } from 'vitest';
import { startCardReaderSimulator } from '../simulators/card-reader.ts';
import { createPageCard, ndefUri } from '../simulators/cards.ts';
import { told } from '../transport/frame-log.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { GET_UID, readBinary, selectFile } from './apdu.ts';
import { openPn532Reader } from './pn532-reader.ts';
import { BOLT_CARD_UID, listenTo, newBoltCard } from './tap-test-bed.ts';
import { createApduWording, pn532Wording } from './wording.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('an APDU is named, and of its answer only the status is shown', () => {
  const wording = createApduWording();
  expect(wording.sent(GET_UID)).toEqual({ hex: 'ff ca 00 00 00', words: 'GET DATA (UID)' });
  expect(wording.received(hex('04010203 9000'))).toEqual({ hex: '·· ·· ·· ·· 90 00', words: 'GET DATA (UID): 4 bytes, status 9000 OK' });
  wording.sent(selectFile(0xe104));
  expect(wording.received(hex('6a82')).words).toBe('SELECT file e104: 0 bytes, status 6a82 file or application not found');
  wording.sent(readBinary(0, 4));
  expect(wording.received(hex('00680102 9000')).hex).toBe('·· ·· ·· ·· 90 00');
});

test('the capability container is nobody’s, and is shown', () => {
  const wording = createApduWording();
  wording.sent(selectFile(0xe103));
  wording.sent(readBinary(0, 15));
  expect(wording.received(hex('000f20 9000')).hex).toBe('00 0f 20 90 00');
});

test('of taps on a PN532 the commands are told, and neither ids nor what is written on the cards', async () => {
  const simulator = await startCardReaderSimulator();
  const frames: { hex: string; words: string }[] = [];
  const openTransport = told(tcpTransport({ host: '127.0.0.1', port: simulator.port }), pn532Wording, (frame) => frames.push(frame));
  const reader = openPn532Reader({ openTransport, log: { info: () => undefined, warn: () => undefined } });
  const taps = listenTo(reader);
  simulator.hold(newBoltCard());
  await taps.next();
  simulator.takeAway();
  simulator.hold(createPageCard({ uid: Uint8Array.of(0x04, 0xab, 0xcd, 0xef, 1, 2, 3), message: ndefUri('https://shop.example/voucher') }));
  await taps.next();
  await reader.close();
  await simulator.close();

  const words = frames.map((frame) => frame.words);
  for (const expected of [
    'SAMConfiguration',
    'ACK',
    'InListPassiveTarget: 1 card(s)',
    'InDataExchange: SELECT NDEF application',
    'InDataExchange: READ page 3',
  ]) {
    expect(words).toContain(expected);
  }
  const written = frames.map((frame) => frame.hex).join('\n');
  const secrets = [BOLT_CARD_UID, Buffer.from('lnurlw'), Buffer.from('p='), Buffer.of(0x04, 0xab, 0xcd), Buffer.from('shop.example')];
  for (const secret of secrets) expect(written).not.toContain(secret.toString('hex').replace(/..(?!$)/g, '$& '));
});
