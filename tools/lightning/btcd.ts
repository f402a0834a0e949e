// The blockchain of a test network: btcd on simnet, where whoever asks makes a block.
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from './ports.ts';
import type { Program, Programs } from './programs.ts';

/** How btcd is asked; also from a process that did not start it. */
export interface ChainDescription {
  rpcPort: number;
  user: string;
  password: string;
  certPath: string;
  /** Where its peers find it, `host:port`. */
  peer: string;
}

export interface Btcd {
  description: ChainDescription;
  /** Not to be killed: it writes its blocks down every five minutes and when it ends, and has no peers to get the rest from. */
  stop(): Promise<void>;
  /** Again, on the same data and ports; resolves when it answers. */
  start(): Promise<void>;
}

/** `miningAddress` gets what each block brings. Resolves when it answers. */
export async function startBtcd(options: { programs: Programs; file: string; dir: string; miningAddress: string }): Promise<Btcd> {
  const { programs, file, dir, miningAddress } = options;
  mkdirSync(dir, { recursive: true });
  const description = {
    rpcPort: await freePort(),
    user: 'chain',
    password: 'chain',
    certPath: join(dir, 'rpc.cert'),
    peer: `127.0.0.1:${await freePort()}`,
  };
  const args = [
    '--simnet',
    '--configfile=/dev/null',
    `--datadir=${join(dir, 'data')}`,
    `--logdir=${join(dir, 'logs')}`,
    `--listen=${description.peer}`,
    `--rpclisten=127.0.0.1:${description.rpcPort}`,
    `--rpcuser=${description.user}`,
    `--rpcpass=${description.password}`,
    `--rpccert=${description.certPath}`,
    `--rpckey=${join(dir, 'rpc.key')}`,
    `--miningaddr=${miningAddress}`,
    '--txindex',
    '--nodnsseed',
  ];
  let program: Program;
  const start = async () => {
    program = programs.start(file, args, join(dir, 'output.txt'));
    await program.ready(() => blockHeight(description));
  };
  await start();
  return { description, start, stop: () => program.stop() };
}

/** One call of btcd's JSON-RPC. */
async function ask({ rpcPort, user, password, certPath }: ChainDescription, method: string, params: readonly unknown[] = []): Promise<unknown> {
  const answer = await new Promise<string>((resolve, reject) => {
    const call = request(
      { host: 'localhost', port: rpcPort, method: 'POST', auth: `${user}:${password}`, ca: readFileSync(certPath), agent: false },
      (response) => resolve(text(response)),
    );
    call.on('error', reject);
    call.end(JSON.stringify({ jsonrpc: '1.0', id: 1, method, params }));
  });
  const { result, error } = JSON.parse(answer) as { result: unknown; error: { message: string } | null };
  if (error) throw new Error(`btcd ${method}: ${error.message}`);
  return result;
}

export async function blockHeight(chain: ChainDescription): Promise<number> {
  return Number(await ask(chain, 'getblockcount'));
}

export async function mineBlocks(chain: ChainDescription, count: number): Promise<void> {
  await ask(chain, 'generate', [count]);
}

/** Puts a signed transaction into the mempool; one that replaces another needs a higher fee. */
export async function broadcast(chain: ChainDescription, transactionHex: string): Promise<void> {
  await ask(chain, 'sendrawtransaction', [transactionHex]);
}

/** The newest block is undone: its transactions wait in the mempool again. */
export async function undoBlock(chain: ChainDescription): Promise<void> {
  await ask(chain, 'invalidateblock', [await ask(chain, 'getbestblockhash')]);
}
