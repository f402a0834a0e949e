import dgram from 'node:dgram';
import { once } from 'node:events';
import dnsPacket from 'dns-packet';
import { afterEach, expect, test } from 'vitest';
import { findMdnsPrinters } from './mdns-printers.ts';

const never = new AbortController().signal;
const RAW = '_pdl-datastream._tcp.local';
const IPP = '_ipp._tcp.local';

let responder: dgram.Socket | undefined;
afterEach(() => {
  responder?.close();
  responder = undefined;
});

/** A far end that answers each question of ours with what `answer` makes of it. */
async function respond(answer: (questions: string[], count: number) => Buffer[]) {
  const socket = dgram.createSocket('udp4');
  responder = socket;
  let count = 0;
  socket.on('message', (packet, { address, port }) => {
    count += 1;
    const questions = (dnsPacket.decode(packet).questions ?? []).map(({ type, name }) => `${type} ${name}`);
    for (const reply of answer(questions, count)) socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { to: { address: '127.0.0.1', port: socket.address().port }, from: ['127.0.0.1'], signal: never };
}

const ptr = (service: string, instance: string) => ({ type: 'PTR', name: service, data: `${instance}.${service}` }) as const;
const srv = (service: string, instance: string, target: string, port: number) =>
  ({ type: 'SRV', name: `${instance}.${service}`, data: { target, port } }) as const;
const a = (target: string, host: string) => ({ type: 'A', name: target, data: host }) as const;
const reply = (...answers: dnsPacket.Answer[]) => dnsPacket.encode({ type: 'response', id: 1, answers });

test('printers that take bytes are found with their ports, those that take pages only without one, each address once', async () => {
  const far = await respond((questions) => {
    expect(questions).toContain(`PTR ${RAW}`);
    return [
      reply(
        ptr(RAW, 'EPSON TM-T20III'),
        srv(RAW, 'EPSON TM-T20III', 'EPSON1.local', 9100),
        a('epson1.local', '192.168.0.20'),
        ptr(IPP, 'EPSON TM-T20III'),
        srv(IPP, 'EPSON TM-T20III', 'EPSON1.local', 631),
      ),
      reply(ptr(IPP, 'Office'), srv(IPP, 'Office', 'laser.local', 631), a('laser.local', '192.168.0.9'), {
        type: 'TXT',
        name: `Office.${IPP}`,
        data: ['txtvers=1', 'ty=HP LaserJet Pro'],
      }),
    ];
  });
  expect(await findMdnsPrinters({ ...far, listenMs: 400 })).toEqual([
    { host: '192.168.0.9', port: null, name: 'HP LaserJet Pro' },
    { host: '192.168.0.20', port: 9100, name: 'EPSON TM-T20III' },
  ]);
});

test('one that says only its name is asked for the rest', async () => {
  const far = await respond((questions) => [
    ...(questions.includes(`SRV Bar.${RAW}`) ? [reply(srv(RAW, 'Bar', 'bar.local', 9101))] : [reply(ptr(RAW, 'Bar'))]),
    ...(questions.includes('A bar.local') ? [reply(a('bar.local', '10.0.0.5'))] : []),
  ]);
  expect(await findMdnsPrinters(far)).toEqual([{ host: '10.0.0.5', port: 9101, name: 'Bar' }]);
});

test('nonsense, and addresses that are not of a private network, are no printers', async () => {
  const far = await respond(() => [
    Buffer.from('not DNS at all'),
    Buffer.alloc(0),
    reply(ptr(RAW, 'Far'), srv(RAW, 'Far', 'far.local', 9100), a('far.local', '8.8.8.8')),
  ]);
  expect(await findMdnsPrinters({ ...far, listenMs: 300 })).toEqual([]);
});

test('given up, it ends at once', async () => {
  const far = await respond(() => []);
  expect(await findMdnsPrinters({ ...far, signal: AbortSignal.abort() })).toEqual([]);
});

test('where nothing can be sent from, it says so', async () => {
  await expect(findMdnsPrinters({ signal: never, from: ['203.0.113.1'], listenMs: 50 })).rejects.toThrow('no network');
});
