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
