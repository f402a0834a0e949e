// A customer who pays on chain, and can take it back while it is in no block: a second transaction spends the same coin.
import { address as addresses, networks, Psbt } from 'bitcoinjs-lib';
import { createChainAddress, getUtxos, sendToChainAddresses, signPsbt } from 'ln-service';
import { broadcast } from '../../tools/lightning/btcd.ts';
import { adminOf } from '../../tools/lightning/lnd.ts';
import { mine, type NetworkDescription } from '../../tools/lightning/network.ts';
import { until } from '../../tools/lightning/until.ts';

const SIMNET = { ...networks.regtest, bech32: 'sb' };
const COIN_SAT = 2_000_000;
/** Replaceable (BIP 125). */
const SEQUENCE = 0xfffffffd;
const SIGHASH_ALL = 1;

export interface Coin {
  transaction_id: string;
  transaction_vout: number;
  tokens: number;
  output_script: string;
}

export interface Output {
  address: string;
  amountSat: number;
}

export interface ChainPayer {
  /** A confirmed coin that no other payment uses. */
  coin(): Coin;
  /** Pays from this coin, the rest back to the customer. The same coin with a higher fee replaces what was paid from it before. */
  pay(coin: Coin, outputs: readonly Output[], feeSat?: number): Promise<void>;
}

/** Splits the customer's money into `count` coins. */
export async function openChainPayer(network: NetworkDescription, count: number): Promise<ChainPayer> {
  const lnd = adminOf(network.customer);
  const ownAddress = async () => (await createChainAddress({ lnd, format: 'p2wpkh' })).address;
  const send_to = await Promise.all(Array.from({ length: count }, async () => ({ address: await ownAddress(), tokens: COIN_SAT })));
  await sendToChainAddresses({ lnd, send_to, fee_tokens_per_vbyte: 2 });
  await mine(network, 1);
  const coins = await until('the customer has coins to pay with', async () => {
    const { utxos } = await getUtxos({ lnd, min_confirmations: 1 });
    const split = utxos.filter(({ tokens }) => tokens === COIN_SAT);
    return split.length >= count && split;
  });
  return {
    coin() {
      const coin = coins.pop();
      if (!coin) throw new Error('the customer has no coin left');
      return coin;
    },
    async pay(coin, outputs, feeSat = 1000) {
      const psbt = new Psbt({ network: SIMNET });
      psbt.addInput({
        hash: coin.transaction_id,
        index: coin.transaction_vout,
        sequence: SEQUENCE,
        sighashType: SIGHASH_ALL,
        witnessUtxo: { script: Buffer.from(coin.output_script, 'hex'), value: coin.tokens },
      });
      const paidSat = outputs.reduce((sum, { amountSat }) => sum + amountSat, 0);
      for (const { address, amountSat } of [...outputs, { address: await ownAddress(), amountSat: coin.tokens - paidSat - feeSat }]) {
        psbt.addOutput({ script: addresses.toOutputScript(address, SIMNET), value: amountSat });
      }
      const { transaction } = await signPsbt({ lnd, psbt: psbt.toHex() });
      await broadcast(network.chain, transaction);
    },
  };
}
