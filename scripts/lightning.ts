// `npm run lightning`: a Lightning network on this machine to try the till with, and the customer's wallet on it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { getWalletInfo } from 'ln-service';
import { askForMoney, failureWords, payCode, sendOnChain } from '../tools/lightning/customer.ts';
import { adminOf, connectUri } from '../tools/lightning/lnd.ts';
import { mine, type NetworkDescription, readNetwork, startNetwork } from '../tools/lightning/network.ts';
import { endWith, ROOT } from './prepare.mjs';
import { SetUpError, say } from './steps.mjs';

const DIR = path.join(ROOT, '.cache', 'lightning');

const USAGE = `A Lightning network on this machine: customer -> hub -> merchant, real LND nodes on a chain of their own.

  npm run lightning                            starts it, and says how to connect the till; Ctrl-C ends it

While it runs, from another terminal:
  npm run lightning -- pay <invoice>           the customer pays
  npm run lightning -- invoice <sat>           the customer asks for money, as for a refund
  npm run lightning -- send <address> <sat>    the customer pays on chain
  npm run lightning -- mine [blocks]           makes blocks: payments on chain wait for them
  npm run lightning -- till [options]          opens a till that is connected; options as of npm start
`;

const COMMANDS: Record<string, (...args: string[]) => Promise<string>> = {
  async pay(code) {
    if (!code) throw new SetUpError('Say which invoice: npm run lightning -- pay <invoice>');
    const { amountSat, feeSat, parts, tookMs } = await payCode((await running()).customer, code);
    return `Paid ${amountSat} sat in ${Math.round(tookMs)} ms (fee ${feeSat} sat, ${parts === 1 ? 'one part' : `${parts} parts`}).`;
  },
  async invoice(sat) {
    return askForMoney((await running()).customer, whole(sat, 'sat'));
  },
  async send(address, sat) {
    if (!address) throw new SetUpError('Say where to: npm run lightning -- send <address> <sat>');
    const id = await sendOnChain((await running()).customer, address, whole(sat, 'sat'));
    return `Sent in transaction ${id}. It waits for a block: npm run lightning -- mine`;
  },
  async mine(blocks = '1') {
    const count = whole(blocks, 'blocks');
    await mine(await running(), count);
    return count === 1 ? 'One block made.' : `${count} blocks made.`;
  },
  async till(...options) {
    const { dir, merchant } = await running();
    // The whole till comes with it: only where it is needed.
    const { foundConnectedShop, OWNER_PIN } = await import('../tests/lightning/connected-till.ts');
    const dataDir = path.join(dir, 'till');
    if (!existsSync(dataDir)) {
      say('Founding a shop, and connecting it …');
      await foundConnectedShop({ dataDir, node: merchant });
    }
    say(`The owner's PIN is ${OWNER_PIN}. The rate was set by hand, and stands for an hour; then the exchanges are asked.`);
    const start = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.mjs'), '--data', dataDir, ...options], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => start.kill(signal));
    const [code] = (await once(start, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
    return 'The till is closed.';
  },
};

function whole(text: string | undefined, unit: string): number {
  const number = Number(text);
  if (!text || !Number.isSafeInteger(number) || number < 1) throw new SetUpError(`Say how many ${unit}, as a whole number.`);
  return number;
}

/** The network that another terminal runs. */
async function running(): Promise<NetworkDescription> {
  const network = await found();
  if (!network) throw new SetUpError('The network is not running. Start it in another terminal: npm run lightning');
  return network;
}

async function found(): Promise<NetworkDescription | null> {
  if (!existsSync(DIR)) return null;
  try {
    const network = readNetwork(DIR);
    await getWalletInfo({ lnd: adminOf(network.merchant) });
    return network;
  } catch {
    // Left behind by one that was killed, or not ready yet.
    return null;
  }
}

async function run(): Promise<void> {
  if (await found()) throw new SetUpError('The network runs already. npm run lightning -- help says what it can do.');
  rmSync(DIR, { recursive: true, force: true });
  say('Starting the network (ten seconds) …');
  const network = await startNetwork({ dir: DIR });
  const { merchant } = network.description;
  process.stdout.write(`
The network runs: customer -> hub -> merchant. Ctrl-C ends it, and all its money with it.

Connect the till to the merchant's node (the till makes itself a smaller credential, and forgets this one):
  ${connectUri(merchant)}
or by hand:
  address      ${merchant.socket}
  certificate  ${merchant.certPath}
  macaroon     ${merchant.macaroonPath}

Be the customer, in another terminal:
  npm run lightning -- pay <invoice>
  npm run lightning -- help

Or open a till that is connected already, in another terminal:
  npm run lightning -- till
`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  say('\nThe network ends …');
  await network.stop();
  rmSync(DIR, { recursive: true, force: true });
}

const [command, ...args] = process.argv.slice(2);
try {
  if (!command) await run();
  else if (Object.hasOwn(COMMANDS, command)) process.stdout.write(`${await COMMANDS[command]?.(...args)}\n`);
  else {
    process.stdout.write(USAGE);
    if (command !== 'help' && command !== '--help') process.exitCode = 2;
  }
} catch (cause) {
  endWith(cause instanceof SetUpError ? cause : new SetUpError(`That did not work: ${failureWords(cause)}`));
}
// Connections to the nodes would keep this process for a while.
process.exit();
