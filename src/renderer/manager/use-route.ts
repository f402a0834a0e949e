// The address in the hands of React: read it, go somewhere, or correct it where the way back should not lead through each letter typed.
import { useSyncExternalStore } from 'react';
import { hashOf, type Route, routeOf } from './route.ts';

function onAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onAddress, () => window.location.hash));
}

export function go(route: Route): void {
  window.location.hash = hashOf(route);
}

/** Goes there in place of where we are. */
export function goInstead(route: Route): void {
  window.location.replace(hashOf(route));
}
