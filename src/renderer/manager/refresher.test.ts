import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

describe('asking again', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks at once, then once for all changes within the pause', async () => {
    const ask = vi.fn(() => Promise.resolve());
    const refresher = createRefresher(ask, 1_000);
    refresher.wanted();
    expect(ask).toHaveBeenCalledTimes(1);
    for (let change = 0; change < 20; change += 1) refresher.wanted();
    await vi.advanceTimersByTimeAsync(999);
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(ask).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('never asks twice at once, and asks again for a change that came while it was asking', async () => {
    const answer = Promise.withResolvers<void>();
    const ask = vi.fn(() => answer.promise);
    const refresher = createRefresher(ask, 1_000);
    refresher.wanted();
    refresher.wanted();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    answer.resolve();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks no more once it is closed', async () => {
    const ask = vi.fn(() => Promise.resolve());
    const refresher = createRefresher(ask, 1_000);
    refresher.wanted();
    refresher.wanted();
    refresher.close();
    await vi.advanceTimersByTimeAsync(5_000);
    refresher.wanted();
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
