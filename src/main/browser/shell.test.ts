import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreOpenError } from '../store/store-error.ts';
import type { Kiosk, KioskEnd } from './kiosk.ts';
import type { TillServer } from './server.ts';
import { type BrowserShellOptions, runBrowserShell } from './shell.ts';

let happened: string[];
let stop: AbortController;
let nowMs: number;
let urlCount: number;
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

const till = { close: async () => void happened.push('till closed') };
const server: TillServer = {
  port: 1,
  startUrls: () => {
    urlCount++;
    return { cashier: `cashier-${urlCount}`, customer: `customer-${urlCount}`, manager: `manager-${urlCount}` };
  },
  close: async () => void happened.push('server closed'),
};

function options(changes: Partial<BrowserShellOptions<typeof till>> = {}): BrowserShellOptions<typeof till> {
  return {
    openTill: async () => till,
    serve: async () => server,
    stop: stop.signal,
    print: (line) => happened.push(line),
    say: (sentence) => happened.push(`says ${sentence}`),
    nowMs: () => nowMs,
    pauseMs: 0,
    log,
    ...changes,
  };
}

beforeEach(() => {
  happened = [];
  stop = new AbortController();
  nowMs = 0;
  urlCount = 0;
  vi.resetAllMocks();
});

describe('the browser shell', () => {
  it('prints its links when it can sell, and closes the till before the door', async () => {
    const run = runBrowserShell(options());
    await vi.waitFor(() => expect(happened).toEqual(['ready: {"cashier":"cashier-1","customer":"customer-1","manager":"manager-1"}']));
    stop.abort();
    expect(await run).toBe(0);
    expect(happened.slice(1)).toEqual(['till closed', 'server closed']);
  });

  it('closes at once when it was asked to end while it opened', async () => {
    stop.abort();
    expect(await runBrowserShell(options())).toBe(0);
    expect(happened.slice(1)).toEqual(['till closed', 'server closed']);
  });

  it('says why the till cannot be opened', async () => {
    const openTill = async () => {
      throw new StoreOpenError('already_running', '/shop', 'another process');
    };
    expect(await runBrowserShell(options({ openTill }))).toBe(3);
    expect(happened).toEqual([expect.stringMatching(/^says Flash Till is already running with the data in \/shop\./)]);
  });

  it('has words for a fault of ours too', async () => {
    const openTill = async () => {
      throw new Error('unexpected token');
    };
    expect(await runBrowserShell(options({ openTill }))).toBe(3);
    expect(happened).toEqual([expect.stringMatching(/^says The till could not be started: unexpected token\./)]);
  });

  it.each([
    ['EADDRINUSE', 'taken'],
    ['EACCES', '1023'],
  ])('closes the till again when its port cannot be had (%s)', async (code, word) => {
    const serve = async () => {
      throw Object.assign(new Error('listen'), { code });
    };
    expect(await runBrowserShell(options({ serve }))).toBe(3);
    expect(happened).toEqual([expect.stringContaining(word), 'till closed']);
  });
});

describe('its window', () => {
  /** Windows that end as told, one after the other. */
  function windows(...ends: (KioskEnd | 'stays')[]): (url: string) => Kiosk {
    return (url) => {
      happened.push(`opens ${url}`);
      const end = ends.shift() ?? 'stays';
      const closing = Promise.withResolvers<KioskEnd>();
      if (end !== 'stays') closing.resolve(end);
      return {
        ended: closing.promise,
        close: () => {
          happened.push('window closed');
          closing.resolve({ how: 'closed' });
        },
      };
    };
  }

  it('ends the till when somebody closes it', async () => {
    expect(await runBrowserShell(options({ openKiosk: windows({ how: 'closed' }) }))).toBe(0);
    expect(happened.slice(1)).toEqual(['opens cashier-2', 'till closed', 'server closed']);
  });

  it('is closed when the till is asked to end', async () => {
    const run = runBrowserShell(options({ openKiosk: windows('stays') }));
    await vi.waitFor(() => expect(happened).toContain('opens cashier-2'));
    stop.abort();
    expect(await run).toBe(0);
    expect(happened.slice(1)).toEqual(['opens cashier-2', 'window closed', 'till closed', 'server closed']);
  });

  it('is opened again with a new link when it breaks', async () => {
    expect(await runBrowserShell(options({ openKiosk: windows({ how: 'failed', reason: 'its page crashed' }, { how: 'closed' }) }))).toBe(0);
    expect(happened.slice(1, 3)).toEqual(['opens cashier-2', 'opens cashier-3']);
  });

  it('is given up with words when it never stands', async () => {
    const failed: KioskEnd = { how: 'failed', reason: 'exit code 1' };
    const openKiosk = windows(...Array.from({ length: 9 }, () => failed));
    expect(await runBrowserShell(options({ openKiosk }))).toBe(3);
    expect(happened.filter((line) => line.startsWith('opens'))).toHaveLength(5);
    expect(happened.slice(-3)).toEqual([expect.stringMatching(/exit code 1.*--window none/), 'till closed', 'server closed']);
  });

  it('may break any number of times when it stood well in between', async () => {
    const failed: KioskEnd = { how: 'failed', reason: 'its page crashed' };
    const open = windows(...Array.from({ length: 9 }, () => failed), { how: 'closed' });
    const openKiosk = (url: string) => {
      const kiosk = open(url);
      nowMs += 60_000;
      return kiosk;
    };
    expect(await runBrowserShell(options({ openKiosk }))).toBe(0);
    expect(happened.filter((line) => line.startsWith('opens'))).toHaveLength(10);
  });
});
