// A certificate as people have it: a PEM file, or its DER in base64 (as lndconnect carries it) or in hex.
import { X509Certificate } from 'node:crypto';

export interface GivenCertificate {
  /** The server's own, without those that vouch for it. */
  certPem: string;
  /** SHA-256 of its DER, lower-case hex. */
  sha256: string;
  validFromMs: number;
  validToMs: number;
}

export type CertificateProblem = 'private_key' | 'bad_certificate';

const PEM = /-----BEGIN ([A-Z ]+)-----/;

export function readGivenCertificate(text: string): GivenCertificate | CertificateProblem {
  const label = PEM.exec(text)?.[1];
  if (label?.includes('PRIVATE KEY')) return 'private_key';
  const bytes = label ? text : bytesOf(text);
  if (bytes === null) return 'bad_certificate';
  try {
    const certificate = new X509Certificate(bytes);
    return {
      certPem: certificate.toString(),
      sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      validFromMs: certificate.validFromDate.getTime(),
      validToMs: certificate.validToDate.getTime(),
    };
  } catch {
    // OpenSSL's own words about what is wrong with the bytes help nobody.
    return 'bad_certificate';
  }
}

/** Bytes written in hex, base64 or base64url, with or without padding and line breaks; null for anything else. */
export function bytesOf(text: string): Buffer | null {
  const compact = text.replace(/\s/g, '');
  if (compact === '') return null;
  if (/^(?:[0-9a-f]{2})+$/i.test(compact)) return Buffer.from(compact, 'hex');
  const unpadded = compact.replace(/={1,2}$/, '');
  const well = /^[A-Za-z0-9+/]+$|^[A-Za-z0-9_-]+$/.test(unpadded) && unpadded.length % 4 !== 1;
  return well ? Buffer.from(unpadded, 'base64url') : null;
}
