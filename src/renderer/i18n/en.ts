// English: the pattern of every other language. One file a room, so that each is written where it is read.
import { articles } from './en/articles.ts';
import { cards } from './en/cards.ts';
import { cashier } from './en/cashier.ts';
import { common } from './en/common.ts';
import { connect } from './en/connect.ts';
import { customer } from './en/customer.ts';
import { devices } from './en/devices.ts';
import { digitalReceipts } from './en/digital-receipts.ts';
import { errors } from './en/errors.ts';
import { exports } from './en/exports.ts';
import { files } from './en/files.ts';
import { lightning } from './en/lightning.ts';
import { logo } from './en/logo.ts';
import { manager } from './en/manager.ts';
import { office } from './en/office.ts';
import { onChain } from './en/on-chain.ts';
import { ownNode } from './en/own-node.ts';
import { papers } from './en/papers.ts';
import { parking } from './en/parking.ts';
import { printers } from './en/printers.ts';
import { rates } from './en/rates.ts';
import { refunds } from './en/refunds.ts';
import { reports } from './en/reports.ts';
import { scanning } from './en/scanning.ts';
import { selling } from './en/selling.ts';
import { setup } from './en/setup.ts';
import { shifts } from './en/shifts.ts';
import { signIn } from './en/sign-in.ts';
import { staff } from './en/staff.ts';
import { taps } from './en/taps.ts';
import { tenders } from './en/tenders.ts';

export const en = {
  articles,
  cards,
  cashier,
  common,
  connect,
  customer,
  devices,
  digitalReceipts,
  errors,
  exports,
  files,
  lightning,
  logo,
  manager,
  office,
  onChain,
  ownNode,
  papers,
  parking,
  printers,
  rates,
  refunds,
  reports,
  scanning,
  selling,
  setup,
  shifts,
  signIn,
  staff,
  taps,
  tenders,
};
