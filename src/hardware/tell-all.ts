// Tells what a device says to all who listen. One of them may fail (a disk that refuses): the others are told all the same, and
// neither the line nor the till ends by it.
import type { DeviceLog } from './keep-connected.ts';

/** `name`: what log entries begin with. */
export function tellAll<News>(listeners: Iterable<(news: News) => void>, news: News, name: string, log: DeviceLog): void {
  for (const listener of [...listeners]) {
    try {
      listener(news);
    } catch (cause) {
      log.warn(`${name}.not_heard`, { cause: String(cause) });
    }
  }
}
