// What a manager sees of how the shop's node is looked after: backups, watchtowers, and money that should lie elsewhere.

export interface BackupPlace {
  /** `till`: beside the shop's books. `second`: the folder that the settings name. */
  kind: 'till' | 'second';
  dir: string;
  /** The newest backup there; null while there is none. */
  newestAtMs: number | null;
  /**
   * Why the newest is not there: no such folder, no room, or the disk said no. `same_disk`: it is there, and would be lost together
   * with the till.
   */
  trouble: 'missing' | 'full' | 'refused' | 'same_disk' | null;
}

export interface BackupsState {
  /** The newest that the node gave since the till was opened, and could read; null until then. */
  newest: { takenAtMs: number; channelCount: number } | null;
  /** The node cannot read what it gave last: nothing was kept of it. */
  unreadable: boolean;
  places: BackupPlace[];
}

export interface WatchtowerView {
  /** The tower's public key, hex. */
  towerId: string;
  sockets: string[];
  /** `watching`: channel states go to it. `waiting`: it has not answered yet. `inactive`: the node sends it nothing more. */
  state: 'watching' | 'waiting' | 'inactive';
}

/** What lies on chain above the threshold, and what it costs to move it. */
export interface SweepProposal {
  address: string;
  amountSat: number;
  feeSat: number;
  satPerVbyte: number;
}

export interface ColdStorageState {
  /** The node's confirmed money on chain; null until it has said. */
  funds: { spendableSat: number; reservedSat: number } | null;
  /** Null where nothing is to be moved. */
  proposal: SweepProposal | null;
  /** The last time that money was moved. `started`: it is not known yet whether the node sent it. */
  last: { status: 'started' | 'sent' | 'failed'; amountSat: number; txid: string | null; startedAtMs: number } | null;
}

/** Null parts: there is nothing to look after, or the node has not said yet. `off`: it does not watch through towers. */
export interface CareState {
  backups: BackupsState | null;
  watchtowers: WatchtowerView[] | 'off' | null;
  coldStorage: ColdStorageState | null;
}
