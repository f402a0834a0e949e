// A SHA-256 in groups that two people can read out to each other.
export function Fingerprint({ sha256 }: { sha256: string }) {
  return <code className="fingerprint selectable">{(sha256.match(/.{1,4}/g) ?? []).join(' ')}</code>;
}
