// A node that the till runs itself, as a manager sees it: how it stands, what can be wrong with it, and how it is made.
import { z } from 'zod';

/** `mainnet` is real money; the others are for trying. */
export const OWN_NODE_NETWORKS = ['mainnet', 'signet', 'regtest', 'simnet'] as const;
export type OwnNodeNetwork = (typeof OWN_NODE_NETWORKS)[number];

/** Why it does not run. The screen has words for each. */
export const OWN_NODE_TROUBLES = [
  'no_program', // nothing is there that could be started
  'not_lnd', // what is there is something else
  'old_version', // too old for what the till asks of it
  'port_taken', // another program listens where it has to
  'disk_full',
  'in_use', // another lnd has this folder open
  'password', // the wallet does not take the till's password
  'ended', // it ended by itself; its own log says why
  'silent', // it runs, and does not answer
] as const;
export type OwnNodeTrouble = (typeof OWN_NODE_TROUBLES)[number];

export interface OwnNodeState {
  /** Where an lnd was found on this machine; empty when there is none on the path. */
  programFound: string;
  /**
   * `none`: there is no such node. `making`: it waits for its wallet to be made. `starting`: it runs, and its wallet is not open
   * yet. `catching_up`: it reads the chain. `stopped`: it is started again in a moment, and `trouble` says what happened.
   */
  status: 'none' | 'making' | 'starting' | 'catching_up' | 'running' | 'stopped';
  trouble: OwnNodeTrouble | null;
  network: OwnNodeNetwork | null;
}

/** A new wallet's seed, for a person to write down. It is in no other place, and never shown again. */
export interface NewSeed {
  attemptId: string;
  words: string[];
  /** Which of them have to be repeated, counted from 1. */
  repeat: number[];
}

export const ownNodeRequestSchema = z.object({
  /** The lnd program's path; empty for the one that was found. */
  program: z.string().trim().max(1000),
  network: z.enum(OWN_NODE_NETWORKS),
  /** A Bitcoin node that it asks for blocks, `host:port`; empty where those that it finds by itself will do. */
  peer: z
    .string()
    .trim()
    .max(300)
    .regex(/^$|^[\w.:[\]-]+$/),
});
export type OwnNodeRequest = z.infer<typeof ownNodeRequestSchema>;
