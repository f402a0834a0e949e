import { Block, Transaction } from 'bitcoinjs-lib';
import { expect, test } from 'vitest';
import { createFindReplaced, type UnconfirmedTransaction } from './replaced-transactions.ts';

const OURS = `0014${'11'.repeat(20)}`;
const THEIRS = `0014${'22'.repeat(20)}`;
const COIN = { hash: 'aa'.repeat(32), index: 1 };
const coinName = ({ hash, index }: typeof COIN) => `${Buffer.from(hash, 'hex').reverse().toString('hex')}:${index}`;

function spending(coin: typeof COIN, ...outputs: [script: string, sat: number][]): Transaction {
  const transaction = new Transaction();
  transaction.addInput(Buffer.from(coin.hash, 'hex'), coin.index);
  for (const [script, sat] of outputs) transaction.addOutput(Buffer.from(script, 'hex'), sat);
  return transaction;
}

const waiting = (transaction: Transaction): UnconfirmedTransaction => ({
  txid: transaction.getId(),
  spends: [coinName(COIN)],
  ownScripts: [OURS],
});

/** A chain of blocks from height 101 on; `blocks` can be changed, as by a reorganisation. */
function chainOf(...blocks: Transaction[][]) {
  let fetched = 0;
  const hexOf = (transactions: Transaction[], height: number) => {
    const block = new Block();
    block.prevHash = Buffer.alloc(32);
    block.merkleRoot = Buffer.alloc(32);
    block.timestamp = height;
    block.transactions = transactions;
    return block.toHex();
  };
  const at = (height: number) => hexOf(blocks[height - 101] ?? [], height);
  const find = createFindReplaced({
    idAt: async (height) => `${height}-${at(height).length}-${blocks[height - 101]?.map((transaction) => transaction.getId()).join()}`,
    async block(id) {
      fetched += 1;
      return at(Number(id.split('-')[0]));
    },
  });
  return {
    blocks,
    find: async (unconfirmed: UnconfirmedTransaction[], tip: number) => [...(await find(unconfirmed, 100, tip))],
    fetched: () => fetched,
  };
}

const payment = spending(COIN, [OURS, 1000]);
const elsewhere = spending(COIN, [THEIRS, 990]);
const otherCoin = spending({ ...COIN, index: 2 }, [THEIRS, 990]);

test('a payment whose coin a block spends for somebody else is replaced', async () => {
  const { find } = chainOf([otherCoin], [elsewhere]);
  expect(await find([waiting(payment)], 101)).toEqual([]);
  expect(await find([waiting(payment)], 102)).toEqual([payment.getId()]);
});

test('a payment that is itself in the block is not, nor one whose replacement pays the same address', async () => {
  expect(await chainOf([payment]).find([waiting(payment)], 101)).toEqual([]);
  const bumped = spending(COIN, [OURS, 900]);
  expect(await chainOf([bumped]).find([waiting(payment)], 101)).toEqual([]);
});

test('a replaced payment stays so, and no block is fetched for it again', async () => {
  const { find, fetched } = chainOf([elsewhere], [], []);
  expect(await find([waiting(payment)], 101)).toEqual([payment.getId()]);
  expect(await find([waiting(payment)], 103)).toEqual([payment.getId()]);
  expect(fetched()).toBe(1);
});

test('each block is looked into once; without a payment that waits, none is', async () => {
  const { find, fetched } = chainOf([otherCoin], [otherCoin], [otherCoin]);
  expect(await find([], 101)).toEqual([]);
  expect(fetched()).toBe(0);
  // It came after block 101: that one cannot exclude it.
  await find([waiting(payment)], 102);
  await find([waiting(payment)], 103);
  await find([waiting(payment)], 103);
  expect(fetched()).toBe(2);
});

test('a block that took the place of another at the same height is looked into as well', async () => {
  const { find, blocks } = chainOf([otherCoin]);
  expect(await find([waiting(payment)], 101)).toEqual([]);
  blocks[0] = [elsewhere];
  expect(await find([waiting(payment)], 101)).toEqual([payment.getId()]);
});
