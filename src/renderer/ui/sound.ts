// Short sounds made on the spot: an article added, a card read, money received, something refused. Quiet when muted or when the page may not sound yet.

type SoundName = 'added' | 'read' | 'paid' | 'refused';

export interface Sounds {
  /** Opens the sound device, which takes a busy page 50 ms, ahead of the first sound. Only heeded after a press. */
  prepare(): void;
  play(name: SoundName): void;
  readonly muted: boolean;
  setMuted(muted: boolean): void;
  /** Told when `muted` changes. Disposer. */
  subscribe(listener: () => void): () => void;
}

interface Note {
  hertz: number;
  /** After the sound's start, and how long it rings, in seconds. */
  at: number;
  length: number;
  loudness: number;
  shape: OscillatorType;
}

const NOTES: Record<SoundName, readonly Note[]> = {
  added: [{ hertz: 1318.5, at: 0, length: 0.07, loudness: 0.12, shape: 'sine' }],
  read: [
    { hertz: 1046.5, at: 0, length: 0.06, loudness: 0.14, shape: 'sine' },
    { hertz: 1568, at: 0.07, length: 0.09, loudness: 0.14, shape: 'sine' },
  ],
  paid: [
    { hertz: 659.3, at: 0, length: 0.22, loudness: 0.16, shape: 'sine' },
    { hertz: 880, at: 0.1, length: 0.26, loudness: 0.16, shape: 'sine' },
    { hertz: 1318.5, at: 0.2, length: 0.55, loudness: 0.18, shape: 'sine' },
  ],
  refused: [
    { hertz: 233.1, at: 0, length: 0.13, loudness: 0.2, shape: 'triangle' },
    { hertz: 196, at: 0.16, length: 0.2, loudness: 0.2, shape: 'triangle' },
  ],
};

const MUTED_KEY = 'flash-till.muted';

/** `memory` keeps the choice for this device; the sounds are not worth a setting of the shop. */
export function createSounds(memory: Storage): Sounds {
  let context: AudioContext | undefined;
  let muted = memory.getItem(MUTED_KEY) === 'yes';
  const listeners = new Set<() => void>();

  const opened = () => {
    context ??= new AudioContext({ latencyHint: 'interactive' });
    return context;
  };

  return {
    prepare() {
      if (!muted) opened();
    },
    play(name) {
      if (muted) return;
      const context = opened();
      // Before the first press a browser may hold the context back: then this sound is left out, not played late.
      if (context.state === 'suspended') void context.resume();
      if (context.state !== 'running') return;
      for (const note of NOTES[name]) ring(context, note);
    },
    get muted() {
      return muted;
    },
    setMuted(value) {
      muted = value;
      memory.setItem(MUTED_KEY, value ? 'yes' : 'no');
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function ring(context: AudioContext, { hertz, at, length, loudness, shape }: Note): void {
  const start = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { type: shape, frequency: hertz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.008);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}
