// The driver against a simulated scanner over TCP and over a pseudo-terminal: what is scanned arrives once and whole, or not at all.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceCondition } from '../../shared/devices.ts';
import { type ScannerSimulator, startScannerSimulator } from '../simulators/scanner.ts';
import { told } from '../transport/frame-log.ts';
import { serialTransport } from '../transport/serial.ts';
import { type Cable, serialCable, socatMissing } from '../transport/socat-test-bed.ts';
import { tcpTransport } from '../transport/tcp.ts';
import { type OpenTransport, TransportError } from '../transport/transport.ts';
import { openLineScanner, type Unscanned } from './line-scanner.ts';
import type { Scanner } from './scanner.ts';
import { scannerWording } from './wording.ts';

const COLA = '8801056038861';

let simulator: ScannerSimulator;
let scanner: Scanner;
let scans: string[];
let dropped: Unscanned[];

function open(openTransport: OpenTransport, marks = { prefix: '', suffix: '' }): void {
  scans = [];
  dropped = [];
  const log = { info: () => undefined, warn: () => undefined };
  scanner = openLineScanner({ openTransport, ...marks, onUnscanned: (why) => dropped.push(why), log });
  scanner.onScan((code) => scans.push(code));
}
const overTcp = (marks?: { prefix: string; suffix: string }) => open(tcpTransport({ host: '127.0.0.1', port: simulator.port }), marks);
const connected = (condition: DeviceCondition = 'ready') => vi.waitFor(() => expect(scanner.condition).toBe(condition), { timeout: 20_000 });
const settled = (count: number) => vi.waitFor(() => expect(scans.length + dropped.length).toBe(count), { timeout: 20_000 });

beforeEach(async () => {
  simulator = await startScannerSimulator();
});
afterEach(async () => {
  await scanner.close();
  await simulator.close();
});

describe('over TCP', () => {
  it('is ready when the line is open, and says each code once and in order', async () => {
    overTcp();
    await connected();
    const codes = Array.from({ length: 200 }, (_, at) => String(880_000_000_000 + at));
    for (const code of codes) void simulator.scan(code);
    await settled(200);
    expect(scans).toEqual(codes);
    expect(dropped).toEqual([]);
  });

  it('says a code that comes in pieces, and two that come at once', async () => {
    overTcp();
    await connected();
    simulator.setFault('in_pieces');
    await simulator.scan(COLA);
    simulator.setFault('at_once');
    await simulator.scan('4006381333931');
    await simulator.scan('96385074');
    await settled(3);
    expect(scans).toEqual([COLA, '4006381333931', '96385074']);
  });

  it('drops half a code when the cable is pulled, and goes on when it is back', async () => {
    overTcp();
    await connected();
    simulator.setFault('cut');
    await simulator.scan(COLA);
    await vi.waitFor(() => expect(dropped).toEqual(['cut']));
    await connected();
    await vi.waitFor(() => expect(simulator.listenerCount).toBe(1));
    await simulator.scan(COLA);
    await settled(2);
    expect(scans).toEqual([COLA]);
  });

  it('never takes what stands on a quiet line for a code where this scanner ends its codes', async () => {
    overTcp();
    await connected();
    await simulator.scan('111111');
    await settled(1);
    simulator.setFault('no_ending');
    // As a pulled RS-232 cable leaves it: no word of its end, and by chance a number that could be one.
    await simulator.scan('96385074');
    await settled(2);
    expect(scans).toEqual(['111111']);
    expect(dropped).toEqual(['unended']);
  });

  it('learns that a scanner ends its codes with nothing', async () => {
    overTcp();
    await connected();
    simulator.setFault('no_ending');
    await simulator.scan(COLA);
    await settled(1);
    await simulator.scan('SHELF-12');
    await settled(2);
    expect(scans).toEqual([COLA, 'SHELF-12']);
  });

  it('takes only the second of two codes that may be halves, from a scanner that it does not know', async () => {
    overTcp();
    await connected();
    simulator.setFault('no_ending');
    await simulator.scan('88010');
    await settled(1);
    await simulator.scan('88010');
    await settled(2);
    expect(dropped).toEqual(['unended']);
    expect(scans).toEqual(['88010']);
  });

  it('says that something else is there when nothing but noise comes, until there is a code', async () => {
    overTcp();
    await connected();
    simulator.setFault('wrong_speed');
    await simulator.scan(COLA);
    await settled(1);
    await simulator.scan(COLA);
    await connected('wrong_device');
    expect(scans).toEqual([]);
    simulator.setFault('none');
    await simulator.scan(COLA);
    await connected();
    expect(scans).toEqual([COLA]);
  });

  it('takes off the marks of the settings, and the symbology identifier behind them', async () => {
    await simulator.close();
    simulator = await startScannerSimulator({ prefix: '<', ending: '>' });
    overTcp({ prefix: '<', suffix: '>' });
    await connected();
    await simulator.scan(`]E0${COLA}`);
    await simulator.scan(']C1010950600013435210A1\u001d17261231');
    await settled(2);
    expect(scans).toEqual([COLA, '010950600013435210A1\u001d17261231']);
  });

  it('takes two reads of one code for two: a trigger that is held is the scanner’s own affair', async () => {
    overTcp();
    await connected();
    simulator.setFault('twice');
    await simulator.scan(COLA);
    await settled(2);
    expect(scans).toEqual([COLA, COLA]);
  });

  it('is refused where nobody listens, and there as soon as somebody does', async () => {
    const { port } = simulator;
    await simulator.close();
    open(tcpTransport({ host: '127.0.0.1', port }));
    await connected('refused');
    simulator = await startScannerSimulator({ port });
    await connected();
    await simulator.scan(COLA);
    await settled(1);
    expect(scans).toEqual([COLA]);
  });
});

it('is sought quickly each time where it hangs up after each code: what it sent shows that it is a scanner', async () => {
  vi.useFakeTimers();
  try {
    open(async (listener) => {
      setTimeout(() => {
        listener.onData(Buffer.from(`${COLA}\r\n`));
        listener.onEnd(new TransportError('lost', 'hung up'));
      }, 10);
      return { write: async () => undefined, close: () => undefined };
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(scans.length).toBeGreaterThan(30);
  } finally {
    vi.useRealTimers();
  }
});

describe.skipIf(socatMissing)('over a pseudo-terminal (skipped where socat is not installed)', () => {
  let cable: Cable;
  beforeEach(() => {
    cable = serialCable();
  });
  afterEach(() => cable.dispose());

  it('scans, is unplugged within a code, comes back, and scans on', async () => {
    const heard: string[] = [];
    open(told(serialTransport({ path: cable.path, baudRate: 9600, frame: '8N1' }), scannerWording, ({ words }) => heard.push(words)));
    await connected('missing');
    await cable.plugIn(simulator.port);
    await connected();
    await simulator.scan(COLA);
    await settled(1);

    simulator.setFault('no_ending');
    await simulator.scan('88010');
    await vi.waitFor(() => expect(heard).toContain('5 characters'), { timeout: 20_000 });
    await cable.pull();
    await connected('missing');
    expect(scans).toEqual([COLA]);

    simulator.setFault('none');
    await cable.plugIn(simulator.port);
    await connected();
    await vi.waitFor(() => expect(simulator.listenerCount).toBe(1));
    await simulator.scan('4006381333931');
    await vi.waitFor(() => expect(scans).toEqual([COLA, '4006381333931']), { timeout: 20_000 });
    expect(dropped).toHaveLength(1);
    expect(heard).toContain('line ended: lost');
  });
});
