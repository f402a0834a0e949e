// JSON of one form (RFC 8785: keys sorted, no white space), so that what is hashed can be hashed again, and a table that
// is rebuilt from the journal equals the live one.
import canonicalize from 'canonicalize';

export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value that is not JSON');
  return text;
}
