// One running lnd of the till's own: how it is started, what its last words mean, and how it is ended without harm to its files.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OwnNodeNetwork, OwnNodeTrouble } from '../../shared/own-node.ts';
import type { NodeAddress } from '../lightning/lnd/dial.ts';
import { OwnNodeFailure } from './own-node-failure.ts';

/** What neutrino keeps of the chain, with room for channels. */
const ROOM_BYTES = 1_000_000_000;
/** Closing its files can take lnd a while; after this it is made to end. */
const END_MS = 30_000;
const LAST_LINES = 40;

export interface LndSettings {
  program: string;
  network: OwnNodeNetwork;
  rpcPort: number;
  /** A Bitcoin node that it asks for blocks; empty for those that it finds. */
  peer: string;
}

export interface LndProcess {
  /** Resolves with what it died of; `null` when it was told to end. */
  ended: Promise<OwnNodeTrouble | null>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

/** Everything on loopback: nobody reaches this node but the till. Its channels are opened outwards. */
export function lndArguments({ network, rpcPort, peer }: LndSettings, dir: string): string[] {
  const mainnet = [
    // Without a full node of its own neutrino knows no fees on the main network, and few peers that serve its filters.
    '--fee.url=https://nodes.lightning.computer/fees/v1/btc-fee-estimates.json',
    '--neutrino.addpeer=btcd-mainnet.lightning.computer',
  ];
  return [
    `--lnddir=${dir}`,
    `--bitcoin.${network}`,
    '--bitcoin.node=neutrino',
    ...(network === 'mainnet' ? mainnet : []),
    ...(peer === '' ? [] : [`--neutrino.addpeer=${peer}`]),
    `--rpclisten=127.0.0.1:${rpcPort}`,
    '--norest',
    '--nolisten',
    // The till pins this certificate: it must not be over after a year.
    '--tlscertduration=87600h',
    '--tlsdisableautofill',
    '--wtclient.active',
  ];
}

/** Where it answers, once it has made its certificate; null before. */
export function addressOf({ rpcPort }: LndSettings, dir: string): NodeAddress | null {
  const certPath = join(dir, 'tls.cert');
  return existsSync(certPath) ? { host: '127.0.0.1', port: rpcPort, socksProxy: null, certPem: readFileSync(certPath, 'utf8') } : null;
}

/** The owner's macaroon (hex), once there is a wallet; null before. */
export function ownerMacaroonOf({ network }: LndSettings, dir: string): string | null {
  const path = join(dir, 'data', 'chain', 'bitcoin', network, 'admin.macaroon');
  return existsSync(path) ? readFileSync(path).toString('hex') : null;
}

/** Throws OwnNodeFailure `disk_full` or `no_program`. */
export async function startLnd(settings: LndSettings, dir: string): Promise<LndProcess> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < ROOM_BYTES) throw new OwnNodeFailure('disk_full', `${bavail * bsize} bytes are left`);
  const pidPath = join(dir, 'till.pid');
  await endLeftOver(pidPath, settings.program);

  const child = spawn(settings.program, lndArguments(settings, dir), { stdio: ['ignore', 'pipe', 'pipe'], env: {} });
  if (!(await started(child))) throw new OwnNodeFailure('no_program', 'it could not be started');
  writeFileSync(pidPath, String(child.pid));

  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LAST_LINES) lines.shift();
    });
  }
  let told = false;
  const ended = new Promise<OwnNodeTrouble | null>((resolve) => {
    // `close`: with all that it said.
    child.once('close', () => {
      rmSync(pidPath, { force: true });
      resolve(told ? null : diagnose(lines.join('\n')));
    });
  });
  return {
    ended,
    async end() {
      told = true;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(force);
    },
  };
}

/** What lnd's last words say of its end. */
export function diagnose(words: string): OwnNodeTrouble {
  if (/address already in use|Only one usage of each socket address/i.test(words)) return 'port_taken';
  if (/no space left on device|not enough space on the disk|disk quota exceeded/i.test(words)) return 'disk_full';
  if (/unable to open .*: timeout|database (is|was) locked|resource temporarily unavailable/i.test(words)) return 'in_use';
  return 'ended';
}

function started(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
}

/** A till that was killed leaves its lnd running: that one is ended first, if it is still what it was. */
async function endLeftOver(pidPath: string, program: string): Promise<void> {
  if (!existsSync(pidPath)) return;
  const pid = Number(readFileSync(pidPath, 'utf8'));
  if (Number.isSafeInteger(pid) && pid > 1 && isRunning(pid, program)) {
    process.kill(pid, 'SIGTERM');
    const untilMs = performance.now() + END_MS;
    while (isRunning(pid, program) && performance.now() < untilMs) await new Promise((passed) => setTimeout(passed, 100));
    if (isRunning(pid, program)) process.kill(pid, 'SIGKILL');
  }
  rmSync(pidPath, { force: true });
}

/** Whether this number is still that program's: numbers are given again. Where nobody can tell, it is not touched. */
function isRunning(pid: number, program: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === program;
  } catch {
    return false;
  }
}
