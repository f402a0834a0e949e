// The built till as a process of its own, spoken to over its WebSocket as a page does; made to be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract } from '../../src/shared/contract.ts';
import type { Screen, StatePush, TillState } from '../../src/shared/state.ts';

export type Client = ContractRouterClient<Contract>;

export interface Page {
  call: Client;
  state: TillState;
  /** Rejects when the connection ends first. */
  until(condition: (state: TillState) => boolean): Promise<void>;
  /** Where a browser finds this screen, and the cookie that lets it in. */
  door: { url: string; cookie: { name: string; value: string } };
}

export interface TillProcess {
  pid: number;
  page(screen: Screen): Promise<Page>;
  /** SIGKILL, at once; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  stderr: () => string;
}

const PROGRAM = new URL('../../out/main/browser.js', import.meta.url).pathname;

export async function startTill(dataDir: string, options: readonly string[] = []): Promise<TillProcess> {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, '--data', dataDir, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const urls = await new Promise<Record<Screen, string>>((resolve, reject) => {
    if (!child.stdout) throw new Error('no standard output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready: ')) resolve(JSON.parse(line.slice('ready: '.length)) as Record<Screen, string>);
    });
    void exited.then(([code]) => reject(new Error(`the till ended with ${code} before it was ready:\n${stderr}`)));
  });
  const sockets: WebSocket[] = [];

  return {
    pid: child.pid ?? 0,
    stderr: () => stderr,
    async page(screen) {
      const url = new URL(urls[screen]);
      const entrance = await fetch(url, { redirect: 'manual' });
      const cookie = entrance.headers
        .getSetCookie()
        .find((value) => value.includes(`Path=/${screen}`))
        ?.split(';')[0];
      if (!cookie) throw new Error(`no cookie for ${screen}: ${entrance.status}`);
      const socket = new WebSocket(`ws://${url.host}/${screen}/ws`, { headers: { cookie, origin: url.origin } });
      sockets.push(socket);
      await once(socket, 'open');
      const call: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
      const state = {} as TillState;
      const looks = new Set<() => void>();
      const mirroring = (async () => {
        for await (const push of (await call.state.watch()) as AsyncIterable<StatePush>) {
          Object.assign(state, push);
          for (const look of [...looks]) look();
        }
      })();
      const ended = mirroring.then(
        () => new Error('the till is gone'),
        (cause: unknown) => new Error('the till is gone', { cause }),
      );
      const until: Page['until'] = (condition) =>
        new Promise((resolve, reject) => {
          const look = () => {
            if (!('shop' in state) || !condition(state)) return;
            looks.delete(look);
            resolve();
          };
          looks.add(look);
          void ended.then((error) => looks.has(look) && reject(error));
          look();
        });
      await until(() => true);
      const [name = '', value = ''] = cookie.split('=');
      return { call, state, until, door: { url: `${url.origin}/${screen}/`, cookie: { name, value } } };
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
      for (const socket of sockets) socket.terminate();
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await exited;
      for (const socket of sockets) socket.terminate();
      return code;
    },
  };
}
