// A till of its own process that mails a receipt, to be killed while it does: `node mail-till.ts DATA ADDRESS`, in a shop that is set up.
import { mailTo, sell, signInOwner } from './mail-bed.ts';
import { openTestTill } from './open-test-till.ts';

const [, , dataDir = '', address = ''] = process.argv;
const till = await openTestTill({ dataDir });
const { cashier } = await signInOwner(till);
const { id } = await sell(cashier);
process.stdout.write(`${await mailTo(cashier, id, address)}\n`);
