// One LND node as a program of its own: stopped, killed and started again on the same data and the same ports.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthenticatedLnd, UnauthenticatedLnd } from 'ln-service';
import { authenticatedLndGrpc, getWalletInfo, getWalletStatus, unauthenticatedLndGrpc } from 'ln-service';
import type { ChainDescription } from './btcd.ts';
import { freePort } from './ports.ts';
import type { Program, Programs } from './programs.ts';

/** How a node is reached; also from a process that did not start it. */
export interface NodeDescription {
  name: string;
  /** Everything of it is in here; `output.txt` is its log. */
  dir: string;
  /** By name: TLS has no server name for an address. */
  socket: string;
  rpcPort: number;
  restPort: number;
  peerPort: number;
  /** Null where it serves no watchtower. */
  towerPort: number | null;
  certPath: string;
  /** Of its admin macaroon. */
  macaroonPath: string;
  /** Its identity public key, hex; empty while it has no wallet. */
  nodeId: string;
}

export interface LndNode {
  description: NodeDescription;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Again, on the same data and ports; resolves when it serves all calls (with a wallet to unlock: when it can be unlocked). */
  start(): Promise<void>;
}

export interface LndOptions {
  name: string;
  dir: string;
  /** Null: no chain behind it. It answers in half a second, and makes invoices that nobody can pay. */
  chain: ChainDescription | null;
  /** `own`: opened by itself, with no password. `password`: as a merchant's, to be created and unlocked by whoever calls it. */
  wallet?: 'own' | 'password';
  /** Serves a watchtower. */
  tower?: boolean;
  args?: readonly string[];
}

/** Its admin's connection. A new one after each start is there sooner than an old one that waits before it tries again. */
export function adminOf({ certPath, macaroonPath, socket }: NodeDescription): AuthenticatedLnd {
  return authenticatedLndGrpc({ cert: base64(certPath), macaroon: base64(macaroonPath), socket }).lnd;
}

/** The connection of whoever has no macaroon: for a wallet that is to be made or unlocked. */
export function strangerOf({ certPath, socket }: NodeDescription): UnauthenticatedLnd {
  return unauthenticatedLndGrpc({ cert: base64(certPath), socket }).lnd;
}

/** `lndconnect://`: what LND's tools and apps show as a QR code, with the admin macaroon. */
export function connectUri({ certPath, macaroonPath, rpcPort }: NodeDescription): string {
  const cert = Buffer.from(readFileSync(certPath, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return `lndconnect://127.0.0.1:${rpcPort}?cert=${cert.toString('base64url')}&macaroon=${readFileSync(macaroonPath).toString('base64url')}`;
}

export async function startLnd(programs: Programs, file: string, options: LndOptions): Promise<LndNode> {
  const { name, dir, chain, wallet = 'own', tower = false } = options;
  mkdirSync(dir, { recursive: true });
  const [rpcPort, restPort, peerPort] = [await freePort(), await freePort(), await freePort()];
  const description: NodeDescription = {
    name,
    dir,
    socket: `localhost:${rpcPort}`,
    rpcPort,
    restPort,
    peerPort,
    towerPort: tower ? await freePort() : null,
    certPath: join(dir, 'tls.cert'),
    macaroonPath: join(dir, 'data', 'chain', 'bitcoin', 'simnet', 'admin.macaroon'),
    nodeId: '',
  };
  const args = argsFor(description, options);
  let program: Program;

  const start = async () => {
    program = programs.start(file, args, join(dir, 'output.txt'));
    await program.ready(async () => {
      if (!existsSync(description.certPath)) return false;
      const status = await getWalletStatus({ lnd: strangerOf(description) });
      return wallet === 'own' ? status.is_ready && existsSync(description.macaroonPath) : status.is_absent || status.is_locked;
    });
    if (wallet === 'own') description.nodeId = (await getWalletInfo({ lnd: adminOf(description) })).public_key;
  };
  await start();
  return { description, start, stop: () => program.stop(), kill: () => program.kill() };

  function argsFor({ towerPort }: NodeDescription, { args: more = [] }: LndOptions): string[] {
    return [
      `--lnddir=${dir}`,
      '--configfile=/dev/null',
      ...(wallet === 'own' ? ['--noseedbackup'] : []),
      '--bitcoin.simnet',
      ...chainArgs(chain),
      `--listen=127.0.0.1:${peerPort}`,
      `--rpclisten=127.0.0.1:${rpcPort}`,
      `--restlisten=127.0.0.1:${restPort}`,
      '--tlsdisableautofill',
      '--nobootstrap',
      `--alias=${name}`,
      '--accept-keysend',
      '--accept-amp',
      '--wtclient.active',
      ...(towerPort === null ? [] : ['--watchtower.active', `--watchtower.listen=127.0.0.1:${towerPort}`]),
      // What is made for a network of strangers and hours is made for one machine and seconds: gossip, channels that come
      // back, hops that failed.
      '--trickledelay=50',
      '--gossip.sub-batch-delay=5ms',
      '--channel-commit-interval=10ms',
      '--chan-enable-timeout=1s',
      '--bitcoin.defaultchanconfs=1',
      '--maxpendingchannels=20',
      '--routerrpc.apriori.penaltyhalflife=1s',
      // A node whose chain is gone for a while waits for it instead of ending itself.
      '--healthcheck.chainbackend.attempts=0',
      '--healthcheck.diskspace.attempts=0',
      ...more,
    ];
  }
}

function chainArgs(chain: ChainDescription | null): string[] {
  if (!chain) return ['--bitcoin.node=nochainbackend'];
  return [
    '--bitcoin.node=btcd',
    `--btcd.rpchost=127.0.0.1:${chain.rpcPort}`,
    `--btcd.rpcuser=${chain.user}`,
    `--btcd.rpcpass=${chain.password}`,
    `--btcd.rpccert=${chain.certPath}`,
  ];
}

function base64(path: string): string {
  return readFileSync(path, 'base64');
}
