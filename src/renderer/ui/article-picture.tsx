// An article's picture, asked of the till by its hash and kept for as long as the page: what has a hash never changes.
import { useEffect, useState } from 'react';
import { useScreen } from '../screen.tsx';
import type { TillClient } from '../till-client.ts';

const kept = new WeakMap<TillClient, Map<string, Promise<string | null>>>();

/** As an address that the page may show; null where the shop does not have it any more. */
function addressOf(client: TillClient, picture: string): Promise<string | null> {
  const known = kept.get(client) ?? new Map<string, Promise<string | null>>();
  kept.set(client, known);
  const asked =
    known.get(picture) ??
    client.catalogue.picture({ picture }).then(
      ({ mediaType, base64 }) => `data:${mediaType};base64,${base64}`,
      () => {
        known.delete(picture);
        return null;
      },
    );
  known.set(picture, asked);
  return asked;
}

export function ArticlePicture({ picture }: { picture: string }) {
  const { client } = useScreen();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void addressOf(client, picture).then((found) => current && setAddress(found));
    return () => {
      current = false;
    };
  }, [client, picture]);
  return address === null ? null : <img className="article-picture" src={address} alt="" draggable={false} />;
}
