// Scans of a page, however they came: each goes to what listened when it came, and waits there for the one before it. So goods that
// were scanned before a dialog opened are still rung up, and what is scanned into the dialog does not wait for them.

export interface Scan {
  /** As it is on the paper. */
  text: string;
  /** The same scan keeps it, also on another page or tried again: what is done by it is done once. */
  id: string;
  /** Its listener goes on with it after its turn, and says when it is done. */
  keep(): () => void;
}

export type ScanListener = (scan: Scan) => Promise<void>;

/** A scan that has come: `done` is told when it has been dealt with, `homeless` when nothing is left that listens. */
export interface Arrival {
  text: string;
  id: string;
  done(): void;
  homeless(): void;
}

export interface ScanTurns {
  /** The newest listener gets each scan; one `behind` only what has no other. Disposer; what waited there goes to the next one. */
  listen(listener: ScanListener, place: 'front' | 'behind'): () => void;
  arrive(arrival: Arrival): void;
  /** Called whenever the first one begins to listen, and the last one stops. Disposer. */
  onListening(tell: (listening: boolean) => void): () => void;
  readonly listening: boolean;
}

interface Place {
  listener: ScanListener;
  waiting: Arrival[];
  busy: boolean;
}

export function createScanTurns(): ScanTurns {
  const places: Place[] = [];
  const told = new Set<(listening: boolean) => void>();
  const tell = () => {
    for (const one of [...told]) one(places.length > 0);
  };

  const dealWith = async (place: Place, { text, id, done }: Arrival) => {
    let kept = false;
    const keep = () => {
      kept = true;
      return done;
    };
    try {
      await place.listener({ text, id, keep });
    } catch (error) {
      console.error('a scan could not be dealt with', error);
    }
    if (!kept) done();
  };

  const work = async (place: Place) => {
    if (place.busy) return;
    place.busy = true;
    for (let next = place.waiting.shift(); next; next = place.waiting.shift()) await dealWith(place, next);
    place.busy = false;
  };

  const arrive = (arrival: Arrival) => {
    const front = places.at(-1);
    if (!front) return arrival.homeless();
    front.waiting.push(arrival);
    void work(front);
  };

  return {
    listen(listener, where) {
      const place: Place = { listener, waiting: [], busy: false };
      // A page and what stands on it begin in the order of their parts, the page last.
      if (where === 'front') places.push(place);
      else places.unshift(place);
      if (places.length === 1) tell();
      return () => {
        places.splice(places.indexOf(place), 1);
        if (places.length === 0) tell();
        for (const left of place.waiting.splice(0)) arrive(left);
      };
    },
    arrive,
    onListening(one) {
      told.add(one);
      return () => void told.delete(one);
    },
    get listening() {
      return places.length > 0;
    },
  };
}
